package org.tallystick.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.base.Checks;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.Netted;
import org.tallystick.clearing.Netting;
import org.tallystick.clearing.NettingLimits;

/**
 * {@code bench clearing}: anybody's debts netted at once, and as they come, with the largest triangle through each new one and batches.
 * Processor time of the one thread that does it all.
 */
public final class ClearingBench {

    /** The first line of a file of debts. */
    public static final String DEBTS = "debtor,creditor,amount_minor";

    /** Each so many debts are timed one by one, and then as many together, without looking at the clock between them. */
    private static final int GROUP = 500;

    /** The most debts that are added to warm up. */
    private static final int WARM = 200_000;

    private final int nodeCount;
    private final int[] debtors;
    private final int[] creditors;
    private final long[] amountsMinor;

    /**
     * Makes ready.
     *
     * @param debts at least one, in the order in which they come
     */
    public ClearingBench(PairRows debts) {
        Checks.require(debts.size() > 0, "There is nothing to measure on.");
        NodeNumbers numbers = NodeNumbers.of(debts);
        nodeCount = numbers.count();
        debtors = new int[debts.size()];
        creditors = new int[debts.size()];
        amountsMinor = new long[debts.size()];
        for (int row = 0; row < debts.size(); row++) {
            debtors[row] = numbers.of(debts.one(row));
            creditors[row] = numbers.of(debts.other(row));
            amountsMinor[row] = debts.amountMinor(row);
        }
    }

    /**
     * Measures.
     *
     * @param batch after how many new debts all that stand are netted, at least 1; and once more at the end
     */
    public ClearingReport run(int batch) {
        double total = OnlineClearing.sum(amountsMinor);
        warmUp();
        // What netting that many is like is known only after the first time.
        offline();
        ClearingReport.Offline offline = offline();
        return new ClearingReport(nodeCount, debtors.length, batch, total, offline, online(batch));
    }

    private ClearingReport.Offline offline() {
        long before = CpuTimes.nowNs();
        Netted netted = new Netting().solve(nodeCount, debtors, creditors, amountsMinor, NettingLimits.WIDE);
        long cpuNs = CpuTimes.nowNs() - before;
        double cleared = 0;
        int longest = 0;
        for (Cycle cycle : netted.cycles()) {
            cleared += (double) cycle.amountMinor() * cycle.hops();
            longest = Math.max(longest, cycle.hops());
        }
        return new ClearingReport.Offline(cleared, netted.cycles().size(), longest, netted.optimal(), cpuNs / 1e6);
    }

    private void warmUp() {
        OnlineClearing clearing = new OnlineClearing(nodeCount);
        for (int i = 0; i < Math.min(WARM, debtors.length); i++) {
            clearing.add(debtors[i], creditors[i], amountsMinor[i]);
        }
        clearing.batch();
    }

    private ClearingReport.Online online(int batch) {
        OnlineClearing clearing = new OnlineClearing(nodeCount);
        Times times = new Times(debtors.length);
        List<Double> batchMs = new ArrayList<>();
        for (int from = 0; from < debtors.length; ) {
            int until = Math.min(debtors.length, from - from % batch + batch);
            int end = Math.min(until, from - from % GROUP + GROUP);
            times.take(clearing, from, end);
            from = end;
            if (from == until) {
                batchMs.add(cpuOf(clearing::batch) / 1e6);
            }
        }
        return new ClearingReport.Online(
                clearing.cancelledMinor(),
                clearing.byTrianglesMinor(),
                clearing.byBatchesMinor(),
                clearing.triangles(),
                clearing.batchCycles(),
                times.result(),
                batchMs);
    }

    private static long cpuOf(Runnable action) {
        long before = CpuTimes.nowNs();
        action.run();
        return CpuTimes.nowNs() - before;
    }

    /** Adds debts and takes the time, of each in every other group. */
    private final class Times {

        private final long[] each;
        private int timed;
        private long togetherNs;
        private int together;

        Times(int most) {
            each = new long[most];
        }

        void take(OnlineClearing clearing, int from, int until) {
            long before = CpuTimes.nowNs();
            if (from / GROUP % 2 == 1) {
                for (int i = from; i < until; i++) {
                    clearing.add(debtors[i], creditors[i], amountsMinor[i]);
                }
                togetherNs += CpuTimes.nowNs() - before;
                together += until - from;
                return;
            }
            for (int i = from; i < until; i++) {
                clearing.add(debtors[i], creditors[i], amountsMinor[i]);
                long now = CpuTimes.nowNs();
                each[timed++] = now - before;
                before = now;
            }
        }

        CpuTimes result() {
            long[] taken = Arrays.copyOf(each, timed);
            return together == 0 ? CpuTimes.of(taken) : CpuTimes.of(taken, (double) togetherNs / together);
        }
    }
}
