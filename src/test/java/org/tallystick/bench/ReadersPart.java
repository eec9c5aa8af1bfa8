package org.tallystick.bench;

import java.util.Optional;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.Payment;
import org.tallystick.app.bench.RoutingPolicy;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteReader;

/**
 * What can be paid within a bound of hops, asked by one thread while another, which owns the graph, applies so many payments a second
 * and now and then a new line.
 */
final class ReadersPart {

    private static final int SLICE = 100;
    private static final int PASSES = 4;

    private final Report report;
    private final int hops = Settings.number("hops", 6);
    private final int paths = Settings.number("paths", RoutingPolicy.MULTI.paths());
    private final RouteReader reader = new RouteReader();
    private final Payment[] payments;
    private final Query[] queries;
    private final PaymentGraph graph;
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
        unanswered = 0;
        Writer writer = new Writer(graph, payments, Settings.number("writes", 10_000), hops);
        Turns turns = turns(writer);
        report.line("by a reader, " + paths + " ways, quiet", turns.still());
        report.line("by a reader, " + paths + " ways, written to", turns.moving());
        report.say(
                "  mean %.2f x, median %.2f x (wanted 1.3) while another thread applied %.0f payments/s; %d of %d not answered",
                turns.meanRatio(),
                turns.medianRatio(),
                writer.perSecond(),
                unanswered,
                turns.still().count() + turns.moving().count());
    }

    private Turns turns(Writer writer) {
        try (writer) {
            writer.start();
            return Turns.take(
                    queries.length,
                    SLICE,
                    PASSES,
                    (isMoving, movingNs) -> writer.setPaying(isMoving),
                    i -> ask(queries[i]));
        }
    }

    private void ask(Query query) {
        Optional<Capacity> answer = reader.capacity(
                graph, query.from(), query.to(), new RouteConstraints(hops, paths, query.avoid(), Long.MAX_VALUE >> 1));
        unanswered += answer.isEmpty() ? 1 : 0;
    }
}
