package org.tallystick.clearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.base.Checks;

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
     * Solves an equivalent. The cycles have any length. Takes time in proportion to the debts and the hops of all cycles
     * found.
     *
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param debtors who owes, one entry per debt
     * @param creditors who is owed, one entry per debt, never the debtor
     * @param clearableMinor what may be cleared of each debt, in minor units, at least 0
     * @param maxCycles most cycles to return, at least 1
     * @throws IllegalArgumentException when the arrays differ in length or name a node that does not exist
     */
    public FoundCycles solve(int nodeCount, int[] debtors, int[] creditors, long[] clearableMinor, int maxCycles) {
        Checks.require(nodeCount >= 0, "A community cannot have fewer than no nodes.");
        Checks.require(
                debtors.length == creditors.length && debtors.length == clearableMinor.length,
                "Each debt has a debtor, a creditor and an amount.");
        Checks.require(maxCycles >= 1, "At least one cycle must be wanted.");
        for (int debt = 0; debt < debtors.length; debt++) {
            Checks.require(
                    Math.min(debtors[debt], creditors[debt]) >= 0
                            && Math.max(debtors[debt], creditors[debt]) < nodeCount,
                    "A debt names a node that does not exist.");
            Checks.require(debtors[debt] != creditors[debt], "Nobody owes themselves.");
            Checks.require(clearableMinor[debt] >= 0, "What may be cleared cannot be negative.");
        }
        return new Walk(nodeCount, debtors, creditors, clearableMinor.clone()).cancelAll(maxCycles);
    }

    /**
     * One walk along debts that are left. Where it meets itself it cancels a cycle; where it cannot go on it goes back for
     * good, since cancelling never opens a way.
     */
    private static final class Walk {

        private static final int NOT_ON_WALK = -1;

        private final int[] creditors;
        private final long[] left;

        // The debts ordered by debtor: those of node n stand from firstDebt[n] to firstDebt[n + 1], each used once in
        // order.
        private final int[] firstDebt;
        private final int[] debtsByDebtor;
        private final int[] cursors;

        private final int[] walkedDebts;
        private final int[] positions;
        private int walked;
        private final List<Cycle> cycles = new ArrayList<>();

        Walk(int nodeCount, int[] debtors, int[] creditors, long[] left) {
            this.creditors = creditors;
            this.left = left;
            firstDebt = new int[nodeCount + 1];
            for (int debtor : debtors) {
                firstDebt[debtor + 1]++;
            }
            for (int node = 0; node < nodeCount; node++) {
                firstDebt[node + 1] += firstDebt[node];
            }
            cursors = firstDebt.clone();
            debtsByDebtor = new int[debtors.length];
            for (int debt = 0; debt < debtors.length; debt++) {
                debtsByDebtor[cursors[debtors[debt]]++] = debt;
            }
            System.arraycopy(firstDebt, 0, cursors, 0, cursors.length);
            walkedDebts = new int[nodeCount];
            positions = new int[nodeCount];
            Arrays.fill(positions, NOT_ON_WALK);
        }

        FoundCycles cancelAll(int maxCycles) {
            for (int start = 0; start < positions.length; start++) {
                if (!cancelFrom(start, maxCycles)) {
                    return new FoundCycles(cycles, false);
                }
            }
            return new FoundCycles(cycles, true);
        }

        /** Cancels all cycles that can be reached from a node; false when there are more than allowed. */
        private boolean cancelFrom(int start, int maxCycles) {
            int node = start;
            positions[node] = 0;
            while (true) {
                int debt = nextDebt(node);
                if (debt < 0) {
                    positions[node] = NOT_ON_WALK;
                    if (walked == 0) {
                        return true;
                    }
                    walked--;
                    node = debtorOnWalk(start);
                    cursors[node]++;
                    continue;
                }
                walkedDebts[walked++] = debt;
                int next = creditors[debt];
                if (positions[next] == NOT_ON_WALK) {
                    positions[next] = walked;
                    node = next;
                } else if (cycles.size() == maxCycles) {
                    return false;
                } else {
                    node = cancel(positions[next], next);
                }
            }
        }

        private int debtorOnWalk(int start) {
            return walked == 0 ? start : creditors[walkedDebts[walked - 1]];
        }

        private int nextDebt(int node) {
            for (; cursors[node] < firstDebt[node + 1]; cursors[node]++) {
                int debt = debtsByDebtor[cursors[node]];
                if (left[debt] > 0) {
                    return debt;
                }
            }
            return -1;
        }

        /** Cancels the end of the walk from a position on, which is a cycle; the node from which the walk goes on. */
        private int cancel(int from, int node) {
            long amount = Long.MAX_VALUE;
            for (int position = from; position < walked; position++) {
                amount = Math.min(amount, left[walkedDebts[position]]);
            }
            int[] nodes = new int[walked - from];
            int debtor = node;
            int keptUpTo = walked;
            int keptNode = node;
            for (int position = from; position < walked; position++) {
                int debt = walkedDebts[position];
                nodes[position - from] = debtor;
                left[debt] -= amount;
                if (left[debt] == 0 && position < keptUpTo) {
                    keptUpTo = position;
                    keptNode = debtor;
                }
                debtor = creditors[debt];
            }
            for (int position = walked - 1; position > keptUpTo; position--) {
                positions[nodes[position - from]] = NOT_ON_WALK;
            }
            walked = keptUpTo;
            cycles.add(new Cycle(nodes, amount));
            return keptNode;
        }
    }
}
