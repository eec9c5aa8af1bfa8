package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.require;

import org.tallystick.clearing.NettingLimits;

/**
 * When an equivalent is netted, and how.
 *
 * @param newDebts after how many new debts at the latest, but not before {@code soonestMs}
 * @param soonestMs how long one begins after the one before at the earliest, so that a small community with many payments, whose few
 *     debts are new again and again, is not netted all the time
 * @param everyMs after how long at the latest, if there is any new debt
 * @param restFactor after a batch none begins for so many times as long as it took, so that batches have a share of the processor only
 * @param netting bounds of the cycles and of the work
 */
public record BatchLimits(long newDebts, long soonestMs, long everyMs, int restFactor, NettingLimits netting) {

    /** Each 5,000 debts or every minute, at most every 10 s and a tenth of the time. */
    public static final BatchLimits DEFAULT = new BatchLimits(5_000, 10_000, 60_000, 9, NettingLimits.BATCH);

    /** Checks the bounds. */
    public BatchLimits {
        require(
                newDebts >= 1 && soonestMs >= 0 && everyMs >= soonestMs && everyMs >= 1 && restFactor >= 0,
                "Batches come at some time");
        require(netting.maxHops() <= Circle.MAX_CLEARED_HOPS, "A circle is no longer than one transaction may be");
    }
}
