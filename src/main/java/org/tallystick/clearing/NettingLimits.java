package org.tallystick.clearing;

import org.tallystick.base.Checks;

/**
 * Bounds of a netting.
 *
 * @param maxHops longest cycle, at least 2
 * @param maxCycles most cycles to return, at least 1
 * @param smallestMinor the least that a cycle takes off, in minor units, at least 1; debts below it take no part
 * @param workPerDebt how many debts may be looked at for each debt that is given, at least 1; the optimum needs some hundred
 */
public record NettingLimits(int maxHops, int maxCycles, long smallestMinor, int workPerDebt) {

    /** Far more than any network that was measured needs. */
    public static final int AMPLE_WORK = 10_000;

    /** Nothing is bounded but the work. */
    public static final NettingLimits WIDE = new NettingLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, AMPLE_WORK);

    /**
     * What a community clears at once: cycles that are one transaction each and nearly all of what there is (measured: 99.8 % of 100,000
     * debts, all of what was cleared in communities that were looked at).
     */
    public static final NettingLimits BATCH = new NettingLimits(64, 50_000, 1, 2_000);

    /** Checks the bounds. */
    public NettingLimits {
        Checks.require(maxHops >= 2, "Even the shortest cycle must be allowed.");
        Checks.require(maxCycles >= 1, "At least one cycle must be wanted.");
        Checks.require(smallestMinor >= 1, "A cycle clears at least one minor unit.");
        Checks.require(workPerDebt >= 1, "A search needs some work to do.");
    }
}
