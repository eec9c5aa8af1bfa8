package org.tallystick.wallet;

import java.io.IOException;
import java.util.Optional;

/**
 * A wallet that is open, with its way to the community. Any thread.
 */
public interface OpenedWallet extends AutoCloseable {

    /** The owner's use cases. */
    Wallet wallet();

    /** What the owner calls themselves. */
    String ownerName();

    /** What the community is called. */
    String communityName();

    /** The node of this program, where the community lives in it; nothing where its hub is elsewhere. */
    default Optional<OwnHub> ownHub() {
        return Optional.empty();
    }

    /** The owner's hubs; this is the wallet at {@link Hubs#active} as it was opened. */
    Hubs hubs();

    /** The same owner at another of their hubs; closing it closes all. */
    default OpenedWallet at(AtHub other) {
        OpenedWallet whole = this;
        return new OpenedWallet() {
            @Override
            public Wallet wallet() {
                return other.wallet();
            }

            @Override
            public String ownerName() {
                return whole.ownerName();
            }

            @Override
            public String communityName() {
                return other.hub().name();
            }

            @Override
            public Optional<OwnHub> ownHub() {
                return other.ownHub();
            }

            @Override
            public Hubs hubs() {
                return whole.hubs();
            }

            @Override
            public void close() throws IOException {
                whole.close();
            }
        };
    }

    /** Stops the node, wipes the keys and gives the folder back. */
    @Override
    void close() throws IOException;
}
