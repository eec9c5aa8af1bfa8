package org.tallystick.money;

import java.math.BigInteger;
import org.tallystick.base.Checks;

/**
 * A sum of 128 bits over a whole network, where {@code long} could run over. Makes nothing but itself; one thread.
 */
public final class WideSum {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private long high;
    private long low;

    /** Starts at zero. */
    public WideSum() {}

    /** Adds a number of any sign. */
    public void add(long value) {
        addWide(value >> 63, value);
    }

    /** Takes away a number of any sign. */
    public void subtract(long value) {
        if (value == Long.MIN_VALUE) {
            addWide(0, value);
        } else {
            add(-value);
        }
    }

    /** Adds another sum. */
    public void add(WideSum other) {
        addWide(other.high, other.low);
    }

    /** Whether the sum is zero. */
    public boolean isZero() {
        return (high | low) == 0;
    }

    /** Below zero: -1; zero: 0; above: 1. */
    public int signum() {
        return high < 0 ? -1 : isZero() ? 0 : 1;
    }

    /** Whether the sum fits {@code long}. */
    public boolean fitsLong() {
        return high == low >> 63;
    }

    /** The sum, or the end of {@code long} that it lies beyond. */
    public long saturated() {
        if (fitsLong()) {
            return low;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException when it does not fit {@code long}
     */
    public long exact() {
        Checks.require(fitsLong(), "the sum does not fit 64 bits");
        return low;
    }

    /** The sum, whatever its size. */
    public BigInteger value() {
        BigInteger unsignedLow = BigInteger.valueOf(low);
        return BigInteger.valueOf(high).shiftLeft(64).add(low < 0 ? unsignedLow.add(TWO_TO_64) : unsignedLow);
    }

    private void addWide(long otherHigh, long otherLow) {
        long sum = low + otherLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        low = sum;
        high += otherHigh + carry;
    }
}
