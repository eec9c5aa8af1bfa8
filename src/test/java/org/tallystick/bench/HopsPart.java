package org.tallystick.bench;

import org.tallystick.app.bench.CpuTimes;
import org.tallystick.app.bench.RandomGather;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;

/** What can be paid within a bound of hops: how fast, how even, and how near to what memory allows. */
final class HopsPart {

    /** Bytes that a search keeps for each participant, at least: a stamp and a level for each direction. */
    private static final long STATE_BYTES = 16;

    private final Report report;
    private final Network network;
    private final int hops = Settings.number("hops", 6);
    private final int paths = Settings.number("paths", RouteConstraints.MAX_PATHS);

    HopsPart(Report report, Network network) {
        this.report = report;
        this.network = network;
    }

    void run() {
        int pairs = Settings.number("pairs", 2_000);
        Query[] queries = Query.random(network, pairs, 11, network.inactive().length > 0);
        PaymentGraph graph = network.graph();
        RouteFinder finder = new RouteFinder();
        Capacity[] found = new Capacity[pairs];
        CpuTimes.warmUp(pairs, Settings.number("warm", 3), i -> found[i] = ask(finder, graph, queries[i]));
        long scannedBefore = finder.scannedArcs();
        CpuTimes times = CpuTimes.ofEachAndOfAll(pairs, i -> found[i] = ask(finder, graph, queries[i]));
        double scannedEach = (finder.scannedArcs() - scannedBefore) / (2.0 * pairs);
        report.line("capacity within " + hops + " hops, " + paths + " ways", times);
        long sum = 0;
        int none = 0;
        double routes = 0;
        for (Capacity capacity : found) {
            sum += capacity.atLeastMinor();
            none += capacity.routes() == 0 ? 1 : 0;
            routes += capacity.routes();
        }
        report.say("  sum %d, %d of %d without a route, %.1f routes each", sum, none, pairs, routes / pairs);
        if (scannedEach > 0) {
            gather(graph.arcBytes() + graph.nodeBytes(), times.meanUs() * 1e3 / scannedEach, scannedEach);
        }
    }

    private Capacity ask(RouteFinder finder, PaymentGraph graph, Query query) {
        return finder.capacity(
                graph, query.from(), query.to(), new RouteConstraints(hops, paths, query.avoid(), Long.MAX_VALUE >> 1));
    }

    private void gather(long graphBytes, double nsEach, double scannedEach) {
        report.say("  %.2f ns for each of %.0f scanned arcs a query", nsEach, scannedEach);
        gather("arcs", graphBytes, nsEach);
        gather("nodes", STATE_BYTES * network.nodes(), nsEach);
    }

    private void gather(String of, long bytes, double nsEach) {
        RandomGather memory = new RandomGather(bytes);
        double independentNs = memory.independentNs();
        double dependentNs = memory.dependentNs();
        report.say(
                "  one gather out of the %s' %d KiB %.2f ns (%.2f x), one that waits for the one before %.2f ns (%.2f x)",
                of, bytes >> 10, independentNs, nsEach / independentNs, dependentNs, nsEach / dependentNs);
    }
}
