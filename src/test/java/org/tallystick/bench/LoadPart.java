package org.tallystick.bench;

import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.Payment;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;

/**
 * What can be paid within a bound of hops, asked while payments move the graph: so many for each second that goes by, between
 * the questions and on the same thread, as the graph has one owner. The payments have a finder of their own, and their time is
 * not in that of the questions; what they leave in the caches is.
 */
final class LoadPart {

    private static final int SLICE = 50;

    private final Report report;
    private final int hops = Settings.number("hops", 6);
    private final int perSecond = Settings.number("writes", 10_000);
    private final RouteFinder asking = new RouteFinder();
    private final Payment[] payments;
    private final Query[] queries;
    private final PaymentGraph graph;
    private final SinglePayer payer;
    private long loadedNs;
    private long payingNs;
    private int paid;
    private long answered;

    LoadPart(Report report, Network network) {
        this.report = report;
        boolean policies = network.inactive().length > 0;
        this.payments = RandomPayments.of(network, Settings.number("payments", 100_000), 13, policies);
        this.queries = Query.random(network, Settings.number("pairs", 2_000), 11, policies);
        this.graph = network.graph();
        this.payer = new SinglePayer(graph, hops);
    }

    void run() {
        CpuTimes.warmUp(queries.length, Settings.number("warm", 3), i -> {
            answered += ask(queries[i]).routes();
            payer.pay(payments[i % payments.length]);
        });
        long[] quiet = new long[queries.length];
        long[] loaded = new long[queries.length];
        paid = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int slice = 0; slice < queries.length; slice += SLICE) {
                int end = Math.min(queries.length, slice + SLICE);
                boolean isLoaded = (slice / SLICE + pass) % 2 == 0;
                askAll(slice, end, isLoaded ? loaded : quiet, isLoaded);
            }
        }
        CpuTimes still = CpuTimes.of(quiet);
        CpuTimes moving = CpuTimes.of(loaded);
        report.line("capacity, nothing moves", still);
        report.line("capacity, " + perSecond + " payments/s", moving);
        report.say(
                "  mean %.2f x, median %.2f x of what they take when nothing moves (wanted 1.3); with the time of the %d"
                        + " payments themselves, %.1f us each, mean %.2f x",
                moving.meanUs() / still.meanUs(),
                moving.p50Us() / still.p50Us(),
                paid,
                payingNs / 1e3 / paid,
                (moving.meanUs() + payingNs / 1e3 / queries.length) / still.meanUs());
        if (answered < 0) {
            throw new IllegalStateException("So that the answers are not left out.");
        }
    }

    /** The same questions in one pass with payments between them and in the other without, so that a noisy neighbour disturbs both. */
    private void askAll(int begin, int end, long[] times, boolean isLoaded) {
        for (int i = begin; i < end; i++) {
            if (isLoaded) {
                payWhatIsDue();
            }
            long before = CpuTimes.nowNs();
            answered += ask(queries[i]).routes();
            times[i] = CpuTimes.nowNs() - before;
            loadedNs += isLoaded ? times[i] : 0;
        }
    }

    private Capacity ask(Query query) {
        return asking.capacity(
                graph,
                query.from(),
                query.to(),
                new RouteConstraints(hops, RouteConstraints.MAX_PATHS, query.avoid(), Long.MAX_VALUE >> 1));
    }

    private void payWhatIsDue() {
        long before = CpuTimes.nowNs();
        long due = (loadedNs + payingNs) * perSecond / 1_000_000_000;
        for (; paid < due; paid++) {
            payer.pay(payments[paid % payments.length]);
        }
        payingNs += CpuTimes.nowNs() - before;
    }
}
