package org.tallystick.bench;

import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.Payer;
import org.tallystick.app.bench.Payment;
import org.tallystick.app.bench.RoutingPolicy;
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
    private static final int PASSES = 2;

    private final Report report;
    private final int hops = Settings.number("hops", 6);
    private final int paths = Settings.number("paths", RoutingPolicy.MULTI.paths());
    private final int perSecond = Settings.number("writes", 10_000);
    private final RouteFinder asking = new RouteFinder();
    private final Payer payer = new Payer(new RouteFinder(), RoutingPolicy.SINGLE, hops);
    private final Payment[] payments;
    private final Query[] queries;
    private final PaymentGraph graph;
    private long payingNs;
    private int paid;
    private long answered;

    LoadPart(Report report, Network network) {
        this.report = report;
        boolean policies = network.inactive().length > 0;
        this.payments = RandomPayments.of(network, Settings.number("payments", 100_000), 13, policies);
        this.queries = Query.random(network, Settings.number("pairs", 2_000), 11, policies);
        this.graph = network.graph();
    }

    void run() {
        CpuTimes.warmUp(queries.length, Settings.number("warm", 3), i -> {
            answered += ask(queries[i]).routes();
            pay(i);
        });
        Turns turns = Turns.take(
                queries.length,
                SLICE,
                PASSES,
                (isMoving, movingNs) -> {
                    if (isMoving) {
                        payWhatIsDue(movingNs);
                    }
                },
                i -> answered += ask(queries[i]).routes());
        report.line("capacity, " + paths + " ways, nothing moves", turns.still());
        report.line("capacity, " + paths + " ways, " + perSecond + " payments/s", turns.moving());
        report.say(
                "  mean %.2f x, median %.2f x of what they take when nothing moves (wanted 1.3); with the time of the %d"
                        + " payments themselves, %.1f us each, mean %.2f x",
                turns.meanRatio(),
                turns.medianRatio(),
                paid,
                payingNs / 1e3 / paid,
                (turns.moving().meanUs() + payingNs / 1e3 / turns.moving().count())
                        / turns.still().meanUs());
        if (answered < 0) {
            throw new IllegalStateException("So that the answers are not left out.");
        }
    }

    private Capacity ask(Query query) {
        return asking.capacity(
                graph, query.from(), query.to(), new RouteConstraints(hops, paths, query.avoid(), Long.MAX_VALUE >> 1));
    }

    private void payWhatIsDue(long movingNs) {
        long before = CpuTimes.nowNs();
        long due = (movingNs + payingNs) * perSecond / 1_000_000_000;
        for (; paid < due; paid++) {
            pay(paid);
        }
        payingNs += CpuTimes.nowNs() - before;
    }

    private void pay(int number) {
        payer.pay(graph, payments[number % payments.length]);
    }
}
