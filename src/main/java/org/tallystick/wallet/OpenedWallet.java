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

    /** Stops the node, wipes the keys and gives the folder back. */
    @Override
    void close() throws IOException;
}
