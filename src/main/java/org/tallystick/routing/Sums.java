package org.tallystick.routing;

/** Sums over a network, which may be more than a long holds. Pure functions. */
final class Sums {

    private Sums() {}

    /** The sum of two amounts, or {@link Long#MAX_VALUE} where it is more than that. */
    static long saturating(long oneMinor, long otherMinor) {
        long sum = oneMinor + otherMinor;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
