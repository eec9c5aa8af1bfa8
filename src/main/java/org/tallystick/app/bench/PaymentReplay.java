package org.tallystick.app.bench;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteFinder;

/**
 * Payments one after the other over a graph that moves with them: what one pays another, the other can pay back. The row is
 * paid several times, always from the beginning: to warm up, for the mean, which is the median of a few passes, and once more for the
 * time of each. One thread.
 */
public final class PaymentReplay {

    /** A short row is not paid more often than this before it is measured. */
    private static final int MOST_WARM_PASSES = 1_000;

    /** Of so many passes the median is the mean that is told. */
    private static final int PASSES = 3;

    private final Supplier<PaymentGraph> beginning;
    private final Payment[] payments;
    private final RouteFinder finder = new RouteFinder();
    private final Payer payer;

    /**
     * Makes ready.
     *
     * @param beginning gives the graph before the first payment, each time a new one
     * @param payments at least one, in their order; not copied
     * @param policy over how many ways
     * @param hops most arcs of a way, unless the policy has no bound
     */
    public PaymentReplay(Supplier<PaymentGraph> beginning, Payment[] payments, RoutingPolicy policy, int hops) {
        this.beginning = beginning;
        this.payments = payments;
        this.payer = new Payer(finder, policy, hops);
    }

    /**
     * What became of them.
     *
     * @param times of each, searching and moving together
     * @param paid how many were paid
     * @param volume all amounts together, in minor units; beyond a {@code long} for many payments, hence not exact
     * @param volumePaid the amounts that were paid
     * @param flowing how many were paid or could have flowed exactly, each at the state that it met
     * @param paidOfFirst how many of the first ones were paid
     * @param unpaidNs the time of those that were not paid
     * @param scannedEach arcs scanned for one
     * @param graph after the last
     */
    public record Outcome(
            CpuTimes times,
            int paid,
            double volume,
            double volumePaid,
            int flowing,
            int paidOfFirst,
            long unpaidNs,
            double scannedEach,
            PaymentGraph graph) {

        /** The share that was paid, in percent. */
        public double successPercent() {
            return 100.0 * paid / times.count();
        }

        /** The mean of those that were not paid, in microseconds. */
        public double unpaidMeanUs() {
            return paid == times.count() ? 0 : unpaidNs / 1e3 / (times.count() - paid);
        }

        /** The share of the amounts that was paid, in percent. */
        public double volumePercent() {
            return 100 * volumePaid / volume;
        }

        /** The share that could have flowed, in percent. */
        public double flowingPercent() {
            return 100.0 * flowing / times.count();
        }
    }

    /**
     * Pays them all.
     *
     * @param warmSeconds processor time before the first is measured
     * @param first how many to count apart
     */
    public Outcome run(double warmSeconds, int first) {
        warmUp(warmSeconds);
        long scanned = finder.scannedArcs();
        double[] meansNs = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            meansNs[pass] = passMeanNs();
        }
        Arrays.sort(meansNs);
        double scannedEach = (double) (finder.scannedArcs() - scanned) / PASSES / payments.length;
        return ofEach(meansNs[PASSES / 2], scannedEach, first);
    }

    private double passMeanNs() {
        PaymentGraph graph = beginning.get();
        long before = CpuTimes.nowNs();
        for (Payment payment : payments) {
            payer.pay(graph, payment);
        }
        return (double) (CpuTimes.nowNs() - before) / payments.length;
    }

    private void warmUp(double seconds) {
        long end = CpuTimes.nowNs() + (long) (seconds * 1e9);
        for (int pass = 0; pass < MOST_WARM_PASSES && CpuTimes.nowNs() < end; pass++) {
            PaymentGraph graph = beginning.get();
            for (int i = 0; i < payments.length && CpuTimes.nowNs() < end; i++) {
                payer.pay(graph, payments[i]);
            }
        }
    }

    private Outcome ofEach(double meanNs, double scannedEach, int first) {
        PaymentGraph graph = beginning.get();
        long[] times = new long[payments.length];
        int paid = 0;
        int flowing = 0;
        int paidOfFirst = 0;
        long unpaidNs = 0;
        double volume = 0;
        double volumePaid = 0;
        for (int i = 0; i < payments.length; i++) {
            Payment payment = payments[i];
            long start = CpuTimes.nowNs();
            boolean isPaid = payer.pay(graph, payment);
            times[i] = CpuTimes.nowNs() - start;
            paid += isPaid ? 1 : 0;
            paidOfFirst += isPaid && i < first ? 1 : 0;
            unpaidNs += isPaid ? 0 : times[i];
            volume += payment.amountMinor();
            volumePaid += isPaid ? payment.amountMinor() : 0;
            boolean flows = isPaid || RoutingPolicy.flowMinor(finder, graph, payment) >= payment.amountMinor();
            flowing += flows ? 1 : 0;
        }
        return new Outcome(
                CpuTimes.of(times, meanNs),
                paid,
                volume,
                volumePaid,
                flowing,
                paidOfFirst,
                unpaidNs,
                scannedEach,
                graph);
    }
}
