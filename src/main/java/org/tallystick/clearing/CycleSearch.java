package org.tallystick.clearing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Checks;

/**
 * Finds cycles of up to {@link #MAX_HOPS} debts, for clearing on request. Belongs to one thread at a time.
 */
public final class CycleSearch {

    /** The longest cycle that can be asked for (facts on GEO §7). */
    public static final int MAX_HOPS = 10;

    private final WidestReturn widestReturn = new WidestReturn();

    /** Makes a search. */
    public CycleSearch() {}

    /**
     * Cycles through a debt: again and again the one with the largest amount, of equal ones the shortest, until there is
     * none.
     *
     * @param debts the equivalent's debts
     * @param debtor who owes in the debt; the first node of each cycle
     * @param creditor who is owed; the second node of each cycle, another one
     * @param limits bounds of the search
     */
    public FoundCycles through(Debts debts, int debtor, int creditor, Limits limits) {
        Checks.require(debtor != creditor, "Nobody owes themselves.");
        Found found = new Found(debts, limits);
        boolean none = false;
        while (!none && found.mayGoOn()) {
            long wholeMinor = found.left.clearableMinor(debtor, creditor);
            none = wholeMinor <= 0
                    || !found.add(widestReturn.through(found.left, debtor, creditor, limits.maxHops(), wholeMinor));
        }
        return found.result(none);
    }

    /**
     * Cycles among the debts of all nodes: node by node in ascending order, each time the largest through the node, of equal
     * ones the shortest, until there is none. When the result is complete, no cycle of at most {@code maxHops} is left after
     * applying it.
     *
     * @param debts the equivalent's debts
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param limits bounds of the search
     */
    public FoundCycles everywhere(Debts debts, int nodeCount, Limits limits) {
        Found found = new Found(debts, limits);
        int node = 0;
        while (node < nodeCount && found.mayGoOn()) {
            // Cycles through smaller nodes are used up, and clearing makes no new ones.
            if (!found.add(widestReturn.around(found.left, node, limits.maxHops()))) {
                node++;
            }
        }
        return found.result(node == nodeCount);
    }

    /**
     * Cycles through a node: again and again the one with the largest amount, of equal ones the shortest, until there is none.
     *
     * @param debts the equivalent's debts
     * @param node the first node of each cycle
     * @param limits bounds of the search
     */
    public FoundCycles throughNode(Debts debts, int node, Limits limits) {
        Found found = new Found(debts, limits);
        boolean none = false;
        while (!none && found.mayGoOn()) {
            none = !found.add(widestReturn.through(found.left, node, limits.maxHops()));
        }
        return found.result(none);
    }

    /**
     * Part of what {@link #everywhere} does: begins at a node and ends where the limits are reached, so that a large community is
     * gone through in steps. A node that alone takes more than the work allowed is passed over with what was found.
     *
     * @param debts the equivalent's debts
     * @param fromNode where to begin
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param limits bounds of this step
     */
    public Step step(Debts debts, int fromNode, int nodeCount, Limits limits) {
        Checks.require(fromNode >= 0 && fromNode <= nodeCount, "A step begins at a node.");
        Found found = new Found(debts, limits);
        int node = fromNode;
        boolean passedOver = false;
        while (node < nodeCount && found.mayGoOn()) {
            boolean none = !found.add(widestReturn.around(found.left, node, limits.maxHops()));
            if (none && !found.left.workRanOut()) {
                node++;
            } else if (none && node == fromNode) {
                passedOver = true;
                node++;
            }
        }
        return new Step(found.cycles, node, passedOver);
    }

    /**
     * What a step found.
     *
     * @param cycles in the order they were found; they hold together
     * @param nextNode where to go on, the count of nodes at the end
     * @param passedOver whether a node was not searched to its end
     */
    public record Step(List<Cycle> cycles, int nextNode, boolean passedOver) {
        /** Takes a copy. */
        public Step {
            cycles = List.copyOf(cycles);
        }
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

    /** What one search found so far. */
    private static final class Found {

        private final Limits limits;
        private final DebtsLeft left;
        private final List<Cycle> cycles = new ArrayList<>();

        Found(Debts debts, Limits limits) {
            this.limits = limits;
            this.left = new DebtsLeft(debts, limits.workLimit());
        }

        boolean mayGoOn() {
            return cycles.size() < limits.maxCycles() && !left.workRanOut();
        }

        boolean add(Optional<Cycle> cycle) {
            cycle.ifPresent(found -> {
                left.take(found);
                cycles.add(found);
            });
            return cycle.isPresent();
        }

        FoundCycles result(boolean searchedAll) {
            return new FoundCycles(cycles, searchedAll && !left.workRanOut());
        }
    }

    /** The debts less what the cycles found so far take, counting the work. */
    private static final class DebtsLeft implements Debts {

        private final Debts debts;
        private final Map<Long, Long> takenMinor = new HashMap<>();
        private long workLeft;

        DebtsLeft(Debts debts, long workLimit) {
            this.debts = debts;
            this.workLeft = workLimit;
        }

        boolean workRanOut() {
            return workLeft < 0;
        }

        void take(Cycle cycle) {
            for (int position = 0; position < cycle.hops(); position++) {
                takenMinor.merge(key(cycle.debtor(position), cycle.creditor(position)), cycle.amountMinor(), Long::sum);
            }
        }

        @Override
        public long clearableMinor(int debtor, int creditor) {
            return debts.clearableMinor(debtor, creditor) - taken(debtor, creditor);
        }

        @Override
        public void forEachCreditor(int debtor, CreditorVisitor visitor) {
            debts.forEachCreditor(debtor, (creditor, clearableMinor) -> {
                workLeft--;
                return workLeft >= 0 && visitor.visit(creditor, clearableMinor - taken(debtor, creditor));
            });
        }

        private long taken(int debtor, int creditor) {
            return takenMinor.getOrDefault(key(debtor, creditor), 0L);
        }

        private static long key(int debtor, int creditor) {
            return ((long) debtor << 32) | creditor;
        }
    }
}
