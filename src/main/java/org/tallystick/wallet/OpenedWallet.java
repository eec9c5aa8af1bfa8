package org.tallystick.wallet;

import java.io.IOException;

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

    /** Stops the node, wipes the keys and gives the folder back. */
    @Override
    void close() throws IOException;
}
