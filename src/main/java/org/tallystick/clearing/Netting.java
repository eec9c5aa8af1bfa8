package org.tallystick.clearing;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.tallystick.base.Checks;

/**
 * Nets a whole equivalent: cycles that together take as much off all debts as can be taken. Stateless; may be called from any thread.
 *
 * <p>What two owe each other is cancelled first, since in a ledger only the difference stands. What is left can run in cycles only among
 * nodes that reach each other; there it is the largest circulation, which is taken apart into short cycles. Where the work runs out or
 * sums do not fit, short cycles and then any are cancelled one after the other until none is left: that is never wrong, but which
 * cycles go first decides how much is cleared.
 */
public final class Netting {

    /** Makes the netting. */
    public Netting() {}

    /**
     * Solves an equivalent.
     *
     * @param nodeCount nodes are 0 to {@code nodeCount} - 1
     * @param debtors who owes, one entry per debt; a pair may have several and in both directions
     * @param creditors who is owed, one entry per debt, never the debtor
     * @param clearableMinor what may be cleared of each debt, in minor units, at least 0
     * @param limits bounds of the cycles and of the work
     * @throws IllegalArgumentException when the arrays differ in length or name a node that does not exist
     */
    public Netted solve(int nodeCount, int[] debtors, int[] creditors, long[] clearableMinor, NettingLimits limits) {
        return solve(nodeCount, debtors, creditors, clearableMinor, limits, () -> false);
    }

    /**
     * As {@link #solve(int, int[], int[], long[], NettingLimits)}, for whoever may lose interest.
     *
     * @param stopped whether to end early; asked often, on this thread. What was found by then still holds
     */
    public Netted solve(
            int nodeCount,
            int[] debtors,
            int[] creditors,
            long[] clearableMinor,
            NettingLimits limits,
            BooleanSupplier stopped) {
        check(nodeCount, debtors, creditors, clearableMinor);
        JoinedDebts joined = JoinedDebts.of(nodeCount, debtors, creditors, clearableMinor, limits.smallestMinor());
        CycleList found = new CycleList(limits);
        for (int pair = 0; pair < joined.mutualCount; pair++) {
            found.add(new int[] {joined.lows[pair], joined.highs[pair]}, joined.mutualMinor[pair]);
        }
        CircularDebts circular = CircularDebts.of(joined);
        Effort effort = new Effort((long) limits.workPerDebt() * circular.arcCount(), stopped);
        boolean optimal = circular.nodeCount() == 0 || takeLargest(circular, effort);
        if (!new ShortCycles(circular, found).takeAll(effort) || !optimal) {
            new GreedyCycles(circular, found).takeAll(effort);
        } else if (circular.goesSomewhere()) {
            found.leaveOut();
        }
        return found.netted(optimal);
    }

    /**
     * How much cycles could take off all debts together, without saying which; what two owe each other is cancelled first, as in
     * {@link #solve}, and counts.
     *
     * @return minor units; nothing where it is more than a {@code long} or the work runs out
     * @throws IllegalArgumentException as {@link #solve}
     */
    public OptionalLong mostMinor(int nodeCount, int[] debtors, int[] creditors, long[] clearableMinor) {
        check(nodeCount, debtors, creditors, clearableMinor);
        JoinedDebts joined = JoinedDebts.of(nodeCount, debtors, creditors, clearableMinor, 1);
        CircularDebts circular = CircularDebts.of(joined);
        Effort effort = new Effort((long) NettingLimits.AMPLE_WORK * circular.arcCount(), () -> false);
        if (circular.nodeCount() > 0 && !takeLargest(circular, effort)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Math.addExact(joined.cancelledMinor(), circular.goingMinor()));
        } catch (ArithmeticException tooMuch) {
            return OptionalLong.empty();
        }
    }

    /** Leaves in the debts what goes; all of it, where the largest circulation could not be found. */
    private static boolean takeLargest(CircularDebts circular, Effort effort) {
        if (circular.sumsFit() && new LargestCirculation(circular).solve(effort)) {
            return true;
        }
        circular.letAllGo();
        return false;
    }

    private static void check(int nodeCount, int[] debtors, int[] creditors, long[] clearableMinor) {
        Checks.require(nodeCount >= 0, "A community cannot have fewer than no nodes.");
        Checks.require(
                debtors.length == creditors.length && debtors.length == clearableMinor.length,
                "Each debt has a debtor, a creditor and an amount.");
        for (int debt = 0; debt < debtors.length; debt++) {
            Checks.require(
                    Math.min(debtors[debt], creditors[debt]) >= 0
                            && Math.max(debtors[debt], creditors[debt]) < nodeCount,
                    "A debt names a node that does not exist.");
            Checks.require(debtors[debt] != creditors[debt], "Nobody owes themselves.");
            Checks.require(clearableMinor[debt] >= 0, "What may be cleared cannot be negative.");
        }
    }
}
