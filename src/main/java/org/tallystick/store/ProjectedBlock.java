package org.tallystick.store;

/** What the store knows about a block; the projections know the rest. Immutable. */
public interface ProjectedBlock {

    /** Its place in the chain, 0 or more; higher than that of the block before, by one except after a gap. */
    long height();

    /** Its hash, 32 bytes, not to be changed by the caller. */
    byte[] hash();

    /** How many transactions are in it. */
    int transactionCount();
}
