package org.tallystick.node;

import static org.tallystick.base.Checks.require;

/**
 * Where a transaction stands in the chain. Ordered as the chain is.
 *
 * @param height of its block
 * @param position in the block, from 0
 */
public record Place(long height, int position) implements Comparable<Place> {

    private static final int POSITION_BITS = 20;

    /** The most that one number can hold. */
    public static final long MAX_HEIGHT = Long.MAX_VALUE >> POSITION_BITS;

    /** The most that one number can hold. */
    public static final int MAX_POSITION = (1 << POSITION_BITS) - 1;

    /** Checks the bounds. */
    public Place {
        require(height >= 0 && height <= MAX_HEIGHT, "A height is between 0 and 2^43");
        require(position >= 0 && position <= MAX_POSITION, "A position is between 0 and 2^20");
    }

    /** Both in one number that ascends with the chain, as the projection keeps them. */
    public long packed() {
        return (height << POSITION_BITS) | position;
    }

    /**
     * Takes {@link #packed()} apart.
     *
     * @param packed 0 or more
     */
    public static Place ofPacked(long packed) {
        return new Place(packed >> POSITION_BITS, (int) (packed & MAX_POSITION));
    }

    @Override
    public int compareTo(Place other) {
        return Long.compare(packed(), other.packed());
    }
}
