package org.tallystick.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Checks;

/**
 * Finds the triangles that a new debt closes, to be cleared at once after a payment. Shorter cycles do not exist, since
 * between two nodes there is a debt in one direction at most. Belongs to one thread at a time.
 */
public final class CycleFinder {

    private static final Comparator<Third> LARGEST_FIRST =
            Comparator.comparingLong(Third::amountMinor).reversed().thenComparingInt(Third::node);

    private final Largest largest = new Largest();

    /** Makes a finder. */
    public CycleFinder() {}

    /**
     * The triangle through a debt with the largest amount, of equal ones the one over the smaller node. It looks at as much as
     * {@link #trianglesThrough} and keeps nothing of the others: clearing one at once and leaving the rest to a netting of all debts
     * clears more in the end than clearing all at once.
     *
     * @param debts the equivalent's debts, the new one included
     * @param debtor who owes in the new debt; the first node of the cycle
     * @param creditor who is owed; the second node of the cycle
     * @param workLimit most triangles to look at, at least 1; what lies beyond is not seen
     */
    public Optional<Cycle> largestTriangleThrough(Debts debts, int debtor, int creditor, long workLimit) {
        Checks.require(workLimit >= 1, "A search needs some work to do.");
        long wholeMinor = debts.clearableMinor(debtor, creditor);
        if (wholeMinor <= 0) {
            return Optional.empty();
        }
        largest.begin(wholeMinor, workLimit);
        debts.forEachBetween(creditor, debtor, largest);
        return largest.amountMinor == 0
                ? Optional.empty()
                : Optional.of(new Cycle(new int[] {debtor, creditor, largest.node}, largest.amountMinor));
    }

    /**
     * The triangles through a debt, largest amount first (of equal ones, the one over the smaller node), until the debt or
     * the triangles are used up. They hold together: applying all of them in any order takes no debt below what may be
     * cleared.
     *
     * @param debts the equivalent's debts, the new one included
     * @param debtor who owes in the new debt; the first node of each cycle
     * @param creditor who is owed; the second node of each cycle
     * @param workLimit most triangles to look at, at least 1; what lies beyond is not seen
     */
    public List<Cycle> trianglesThrough(Debts debts, int debtor, int creditor, long workLimit) {
        Checks.require(workLimit >= 1, "A search needs some work to do.");
        long left = debts.clearableMinor(debtor, creditor);
        if (left <= 0) {
            return List.of();
        }
        List<Cycle> cycles = new ArrayList<>();
        for (Third third : thirds(debts, debtor, creditor, workLimit)) {
            long amountMinor = Math.min(left, third.amountMinor);
            cycles.add(new Cycle(new int[] {debtor, creditor, third.node}, amountMinor));
            left -= amountMinor;
            if (left == 0) {
                break;
            }
        }
        return cycles;
    }

    private static List<Third> thirds(Debts debts, int debtor, int creditor, long workLimit) {
        List<Third> thirds = new ArrayList<>();
        long[] workLeft = {workLimit};
        debts.forEachBetween(creditor, debtor, (node, amountMinor) -> {
            thirds.add(new Third(node, amountMinor));
            return --workLeft[0] > 0;
        });
        thirds.sort(LARGEST_FIRST);
        return thirds;
    }

    /** Keeps who closes the triangle with the largest amount. */
    private static final class Largest implements Debts.CreditorVisitor {

        private long wholeMinor;
        private long workLeft;
        private int node;
        private long amountMinor;

        void begin(long newWholeMinor, long workLimit) {
            wholeMinor = newWholeMinor;
            workLeft = workLimit;
            amountMinor = 0;
        }

        @Override
        public boolean visit(int third, long clearableMinor) {
            long amount = Math.min(wholeMinor, clearableMinor);
            if (amount > amountMinor || (amount == amountMinor && amount > 0 && third < node)) {
                node = third;
                amountMinor = amount;
            }
            return --workLeft > 0;
        }
    }

    /** Who closes a triangle, and what both of their debts allow. */
    private record Third(int node, long amountMinor) {}
}
