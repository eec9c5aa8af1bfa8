package org.tallystick.bench;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.Payment;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteReader;

/**
 * What can be paid within a bound of hops, asked by one thread while another, which owns the graph, applies so many payments a second
 * and now and then a new line. Slices with and without payments take turns, so that a noisy neighbour disturbs both.
 */
final class ReadersPart {

    private static final int SLICE = 100;
    private static final int PASSES = 4;

    /** One payment in so many is a new line instead, so that answers have to be sought again too. */
    private static final int PAYMENTS_A_LINE = 1_000;

    private final Report report;
    private final int hops = Settings.number("hops", 6);
    private final int perSecond = Settings.number("writes", 10_000);
    private final RouteReader reader = new RouteReader();
    private final Payment[] payments;
    private final Query[] queries;
    private final PaymentGraph graph;
    private volatile boolean isPaying;
    private volatile boolean isOver;
    private long paid;
    private long payingNs;
    private int unanswered;

    ReadersPart(Report report, Network network) {
        this.report = report;
        boolean policies = network.inactive().length > 0;
        this.payments = RandomPayments.of(network, Settings.number("payments", 100_000), 13, policies);
        this.queries = Query.random(network, Settings.number("pairs", 2_000), 11, policies);
        this.graph = network.graph();
    }

    void run() {
        CpuTimes.warmUp(queries.length, Settings.number("warm", 3), i -> ask(queries[i]));
        Thread writer = Thread.ofPlatform().start(this::pay);
        long[] quiet = new long[PASSES * queries.length / 2];
        long[] loaded = new long[PASSES * queries.length / 2];
        int[] counts = new int[2];
        unanswered = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            for (int slice = 0; slice < queries.length; slice += SLICE) {
                isPaying = (slice / SLICE + pass) % 2 == 0;
                for (int i = slice; i < Math.min(queries.length, slice + SLICE); i++) {
                    long before = CpuTimes.nowNs();
                    ask(queries[i]);
                    long[] times = isPaying ? loaded : quiet;
                    times[counts[isPaying ? 1 : 0]++] = CpuTimes.nowNs() - before;
                }
            }
        }
        isOver = true;
        join(writer);
        CpuTimes still = CpuTimes.of(quiet);
        CpuTimes moving = CpuTimes.of(loaded);
        report.line("capacity by a reader, quiet", still);
        report.line("capacity by a reader, written to", moving);
        report.say(
                "  mean %.2f x, median %.2f x (wanted 1.3) while another thread applied %.0f payments/s; %d of %d not answered",
                moving.meanUs() / still.meanUs(),
                moving.p50Us() / still.p50Us(),
                paid * 1e9 / payingNs,
                unanswered,
                quiet.length + loaded.length);
    }

    private void ask(Query query) {
        Optional<Capacity> answer = reader.capacity(
                graph,
                query.from(),
                query.to(),
                new RouteConstraints(hops, RouteConstraints.MAX_PATHS, query.avoid(), Long.MAX_VALUE >> 1));
        unanswered += answer.isEmpty() ? 1 : 0;
    }

    private void pay() {
        SinglePayer payer = new SinglePayer(graph, hops);
        long begunNs = 0;
        long paidSince = 0;
        while (!isOver) {
            if (!isPaying) {
                payingNs += begunNs == 0 ? 0 : System.nanoTime() - begunNs;
                begunNs = 0;
                LockSupport.parkNanos(100_000);
            } else {
                if (begunNs == 0) {
                    begunNs = System.nanoTime();
                    paidSince = 0;
                }
                for (; paidSince < (System.nanoTime() - begunNs) * perSecond / 1_000_000_000 && isPaying; paidSince++) {
                    apply(payer, payments[(int) (paid++ % payments.length)]);
                }
                LockSupport.parkNanos(50_000);
            }
        }
        payingNs += begunNs == 0 ? 0 : System.nanoTime() - begunNs;
    }

    private void apply(SinglePayer payer, Payment payment) {
        if (paid % PAYMENTS_A_LINE == 0) {
            graph.setArc(payment.from(), payment.to(), payment.amountMinor(), ArcPolicy.OPEN);
        } else {
            payer.pay(payment);
        }
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
