package org.tallystick.clearing;

import java.util.List;

/**
 * Nets a whole equivalent: cycles that together cancel what can be cancelled. Stateless; may be called from any thread.
 *
 * <p>This version cancels one cycle after the other until the debts that may be cleared contain none. That is a maximal
 * clearing but not the largest one: which cycles go first decides how much is cleared.
 */
public final class Netting {

    /** Makes the netting. */
    public Netting() {}

    /**
     * Solves an equivalent. The cycles have any length and hold together: applying all of them in any order takes no debt
     * below zero.
     *
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param debtors who owes, one entry per debt
     * @param creditors who is owed, one entry per debt, never the debtor
     * @param clearableMinor what may be cleared of each debt, in minor units, at least 0
     * @param maxCycles most cycles to return, at least 1
     * @throws IllegalArgumentException when the arrays differ in length or name a node that does not exist
     */
    public Result solve(int nodeCount, int[] debtors, int[] creditors, long[] clearableMinor, int maxCycles) {
        throw new UnsupportedOperationException("Not built yet.");
    }

    /**
     * A clearing of an equivalent.
     *
     * @param cycles in the order they were found
     * @param complete false when {@code maxCycles} was reached, so that cycles may be left
     */
    public record Result(List<Cycle> cycles, boolean complete) {
        /** Takes a copy. */
        public Result {
            cycles = List.copyOf(cycles);
        }
    }
}
