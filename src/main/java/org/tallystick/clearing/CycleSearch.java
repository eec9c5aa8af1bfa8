package org.tallystick.clearing;

import java.util.List;
import org.tallystick.base.Checks;

/**
 * Finds cycles of up to {@link #MAX_HOPS} debts, for clearing on request. Belongs to one thread at a time.
 */
public final class CycleSearch {

    /** The longest cycle that can be asked for (facts on GEO §7). */
    public static final int MAX_HOPS = 10;

    /** Makes a search. */
    public CycleSearch() {}

    /**
     * Cycles through a debt: again and again the one with the largest amount, of equal ones the shortest, until there is
     * none. They hold together: applying all of them in any order takes no debt below what may be cleared.
     *
     * @param debts the equivalent's debts
     * @param debtor who owes in the debt; the first node of each cycle
     * @param creditor who is owed; the second node of each cycle
     * @param limits bounds of the search
     */
    public List<Cycle> through(Debts debts, int debtor, int creditor, Limits limits) {
        throw new UnsupportedOperationException("Not built yet.");
    }

    /**
     * Cycles among the debts of all nodes, found debtor by debtor in ascending order as by {@link #through}. They hold
     * together. When neither limit was reached, no cycle of at most {@code maxHops} is left after applying them.
     *
     * @param debts the equivalent's debts
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param limits bounds of the search
     */
    public List<Cycle> everywhere(Debts debts, int nodeCount, Limits limits) {
        throw new UnsupportedOperationException("Not built yet.");
    }

    /**
     * Bounds of a search.
     *
     * @param maxHops longest cycle, 3 to {@link CycleSearch#MAX_HOPS}
     * @param maxCycles most cycles to return, at least 1
     * @param workLimit most debts to look at, at least 1
     */
    public record Limits(int maxHops, int maxCycles, long workLimit) {
        /** Checks the bounds. */
        public Limits {
            Checks.require(maxHops >= 3 && maxHops <= MAX_HOPS, "The number of hops is out of bounds.");
            Checks.require(maxCycles >= 1, "At least one cycle must be wanted.");
            Checks.require(workLimit >= 1, "A search needs some work to do.");
        }
    }
}
