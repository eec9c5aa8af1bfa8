package org.tallystick.app.bench;

import java.util.Arrays;
import java.util.Optional;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleFinder;
import org.tallystick.clearing.Netted;
import org.tallystick.clearing.Netting;
import org.tallystick.clearing.NettingLimits;

/**
 * Debts that come one after the other and are cleared meanwhile: the largest triangle through each new one at once, and from time to
 * time the best that can be done with all that stand. One thread.
 */
public final class OnlineClearing {

    /** The most triangles that a new debt looks at, as in a node. */
    private static final long TRIANGLES = 4_096;

    private final OpenDebts debts = new OpenDebts();
    private final CycleFinder finder = new CycleFinder();
    private final Netting netting = new Netting();
    private final int nodeCount;
    private double cancelled;
    private double byTriangles;
    private double byBatches;
    private int triangles;
    private int batchCycles;

    /**
     * Begins without debts.
     *
     * @param nodeCount participants are 0 to {@code nodeCount} - 1
     */
    public OnlineClearing(int nodeCount) {
        this.nodeCount = nodeCount;
    }

    /** A new debt; what it makes possible is cleared. */
    public void add(int debtor, int creditor, long amountMinor) {
        cancelled += 2.0 * debts.owe(debtor, creditor, amountMinor);
        Optional<Cycle> found = finder.largestTriangleThrough(debts, debtor, creditor, TRIANGLES);
        if (found.isPresent()) {
            byTriangles += clear(found.get());
            triangles++;
        }
    }

    /** Nets all that stand. */
    public void batch() {
        int[] debtors = new int[debts.count()];
        int[] creditors = new int[debts.count()];
        long[] amounts = new long[debts.count()];
        int[] filled = new int[1];
        debts.forEach((debtor, creditor, amountMinor) -> {
            debtors[filled[0]] = debtor;
            creditors[filled[0]] = creditor;
            amounts[filled[0]++] = amountMinor;
        });
        Netted netted = netting.solve(nodeCount, debtors, creditors, amounts, NettingLimits.BATCH);
        for (Cycle cycle : netted.cycles()) {
            byBatches += clear(cycle);
            batchCycles++;
        }
    }

    private double clear(Cycle cycle) {
        return debts.clear(cycle) ? (double) cycle.amountMinor() * cycle.hops() : 0;
    }

    /** What was owed in both directions and cancelled itself out, in minor units; not exact beyond 2^53, as are the others. */
    public double cancelledMinor() {
        return cancelled;
    }

    /** What triangles took off all debts together. */
    public double byTrianglesMinor() {
        return byTriangles;
    }

    /** What batches took off all debts together. */
    public double byBatchesMinor() {
        return byBatches;
    }

    /** How many triangles were cleared. */
    public int triangles() {
        return triangles;
    }

    /** How many cycles of batches were cleared. */
    public int batchCycles() {
        return batchCycles;
    }

    /** How many debts stand. */
    public int open() {
        return debts.count();
    }

    /** All amounts together, not exact beyond 2^53. */
    static double sum(long[] amountsMinor) {
        return Arrays.stream(amountsMinor).asDoubleStream().sum();
    }
}
