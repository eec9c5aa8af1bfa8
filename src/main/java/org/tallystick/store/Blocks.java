package org.tallystick.store;

import org.tallystick.journal.ReadFailed;

/**
 * The durable blocks, for catching up and rebuilding. Called by the projector's thread while the ledger thread appends.
 *
 * @param <B> the node's block
 */
public interface Blocks<B extends ProjectedBlock> {

    /** Height of the last durable block, or {@link org.tallystick.journal.Journal#NONE}. */
    long lastHeight();

    /**
     * Reads the blocks that are durable now, in order.
     *
     * @param height the first height wanted; lower than the first block's means all
     * @param visitor gets each block on the calling thread
     * @throws ReadFailed when a block cannot be read; all before have been visited
     */
    void readFrom(long height, Visitor<B> visitor) throws ReadFailed;

    /** Takes blocks in order. */
    @FunctionalInterface
    interface Visitor<B extends ProjectedBlock> {

        /**
         * Takes one block.
         *
         * @return whether to go on
         */
        boolean visit(B block);

        /** Whether to go on, asked at blocks below the first one wanted where those have to be read as well. */
        default boolean goesOn() {
            return true;
        }
    }
}
