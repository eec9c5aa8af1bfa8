package org.tallystick.money;

import org.tallystick.base.Checks;

/**
 * Arithmetic on amounts: {@code long} minor units at their equivalent's precision, never more than 10^15 of them (design
 * §3). Nothing is ever rounded; what does not fit is a caller's mistake and throws, since callers check before. Any
 * thread.
 */
public final class Amounts {

    /** The largest amount, limit or debt, in minor units. */
    public static final long MAX_MINOR = 1_000_000_000_000_000L;

    /** The finest precision that an equivalent may have, in decimals. */
    public static final int MAX_PRECISION = 8;

    private Amounts() {}

    /** Whether this may be an amount: 0 to {@link #MAX_MINOR}. */
    public static boolean isAmount(long amountMinor) {
        return amountMinor >= 0 && amountMinor <= MAX_MINOR;
    }

    /**
     * Gives back what may be an amount.
     *
     * @throws IllegalArgumentException when it may not
     */
    public static long require(long amountMinor) {
        Checks.require(isAmount(amountMinor), "an amount is between 0 and 10^15 minor units");
        return amountMinor;
    }

    /** Whether an equivalent may have this precision. */
    public static boolean isPrecision(int precision) {
        return precision >= 0 && precision <= MAX_PRECISION;
    }

    /**
     * The sum of two amounts.
     *
     * @throws IllegalArgumentException when one is none, or the sum is none
     */
    public static long add(long aMinor, long bMinor) {
        return require(require(aMinor) + require(bMinor));
    }

    /**
     * The difference of two amounts.
     *
     * @throws IllegalArgumentException when one is none, or the second is the larger
     */
    public static long subtract(long aMinor, long bMinor) {
        return require(require(aMinor) - require(bMinor));
    }

    /**
     * A sum that stops at the ends of {@code long} instead of running over: for capacities and bounds, never for what is
     * booked.
     */
    public static long saturatingAdd(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
