package org.tallystick.feature.clearing;

/**
 * What became of a batch.
 *
 * @param debts how many were looked at
 * @param optimal whether no other circles would have taken more off them
 * @param foundMinor what the circles without anybody to ask would take off all debts together, in minor units; not more than a {@code long}
 * @param clearedMinor what those that were cleared took off
 * @param cleared how many circles were cleared, perhaps with less than was found
 * @param dropped how many did not hold at all any more when their turn came
 * @param postponed how many were left to another time, since the hub could not take them
 * @param proposed how many were proposed, because somebody has to agree
 */
public record BatchResult(
        int debts,
        boolean optimal,
        long foundMinor,
        long clearedMinor,
        int cleared,
        int dropped,
        int postponed,
        int proposed) {

    /** Nothing was done. */
    static final BatchResult NOTHING = new BatchResult(0, true, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    BatchResult and(BatchResult other) {
        return new BatchResult(
                debts + other.debts,
                optimal && other.optimal,
                sum(foundMinor, other.foundMinor),
                sum(clearedMinor, other.clearedMinor),
                cleared + other.cleared,
                dropped + other.dropped,
                postponed + other.postponed,
                proposed + other.proposed);
    }

    /** Two amounts, as far as they fit. */
    static long sum(long oneMinor, long otherMinor) {
        long sum = oneMinor + otherMinor;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
