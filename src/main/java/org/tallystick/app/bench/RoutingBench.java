package org.tallystick.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.base.Checks;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.NodeSet;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteFinder;

/**
 * {@code bench routing}: payments over anybody's network, with the state moving; or, without payments, what random pairs could
 * pay. Processor time of the one thread that does it all.
 */
public final class RoutingBench {

    /** The first line of a file of arcs. */
    public static final String ARCS = "from,to,capacity_minor";

    /** The first line of a file of payments. */
    public static final String PAYMENTS = "from,to,amount_minor";

    private static final int PAIRS = 2_000;
    private static final long SEED = 20_261_123;
    private static final long MOST_GATHERED_BYTES = 256 << 20;
    private static final double WARM_SECONDS = 2;

    private final PairRows arcs;
    private final NodeNumbers numbers;
    private final RoutingPolicy policy;
    private final int hops;

    /**
     * Makes ready.
     *
     * @param arcs what each can pay the next now; arcs with the same ends bear their sum, and what goes one way can come back
     * @param policy over how many ways
     * @param hops most arcs of a way, unless the policy has no bound
     */
    public RoutingBench(PairRows arcs, RoutingPolicy policy, int hops) {
        Checks.require(arcs.size() > 0, "There is nothing to measure on.");
        this.arcs = arcs;
        this.numbers = NodeNumbers.of(arcs);
        this.policy = policy;
        this.hops = hops;
    }

    /** Asks what random pairs, of a fixed seed and all equally likely, could pay. */
    public RoutingReport capacities() {
        PaymentGraph graph = graph();
        RouteFinder finder = new RouteFinder();
        Payment[] pairs = pairs();
        long[] found = new long[pairs.length];
        CpuTimes.warmUp(pairs.length, WARM_SECONDS, i -> found[i] = ask(finder, graph, pairs[i]));
        long scanned = finder.scannedArcs();
        CpuTimes times = CpuTimes.ofEachAndOfAll(pairs.length, i -> found[i] = ask(finder, graph, pairs[i]));
        double scannedEach = (finder.scannedArcs() - scanned) / (2.0 * pairs.length);
        int able = 0;
        int flowing = 0;
        double volume = 0;
        double flowingVolume = 0;
        for (int i = 0; i < pairs.length; i++) {
            long flowMinor = RoutingPolicy.flowMinor(finder, graph, pairs[i]);
            able += found[i] > 0 ? 1 : 0;
            flowing += flowMinor > 0 ? 1 : 0;
            volume += found[i];
            flowingVolume += flowMinor;
        }
        double volumeShare = flowingVolume == 0 ? 1 : volume / flowingVolume;
        return report("capacity", new RoutingReport.Found(times, able, flowing, 0, volumeShare, scannedEach), graph);
    }

    /** Whether anybody who pays in these rows, and whom they pay, has an arc. */
    public boolean knowsAny(PairRows rows) {
        boolean known = false;
        for (int row = 0; row < rows.size() && !known; row++) {
            known = numbers.of(rows.one(row)) >= 0 && numbers.of(rows.other(row)) >= 0;
        }
        return known;
    }

    /** Makes payments in their order, of which one at least can be known; between participants without any arc none can be made. */
    public RoutingReport payments(PairRows rows) {
        List<Payment> possible = new ArrayList<>(rows.size());
        double lostVolume = 0;
        for (int row = 0; row < rows.size(); row++) {
            int from = numbers.of(rows.one(row));
            int to = numbers.of(rows.other(row));
            if (from >= 0 && to >= 0) {
                possible.add(new Payment(from, to, rows.amountMinor(row), NodeSet.EMPTY));
            } else {
                lostVolume += rows.amountMinor(row);
            }
        }
        Checks.require(!possible.isEmpty(), "There is no payment to measure.");
        PaymentReplay.Outcome outcome =
                new PaymentReplay(this::graph, possible.toArray(new Payment[0]), policy, hops).run(WARM_SECONDS, 0);
        return report(
                "payments",
                new RoutingReport.Found(
                        outcome.times(),
                        outcome.paid(),
                        outcome.flowing(),
                        rows.size() - possible.size(),
                        outcome.volumePaid() / (outcome.volume() + lostVolume),
                        outcome.scannedEach()),
                outcome.graph());
    }

    private RoutingReport report(String what, RoutingReport.Found found, PaymentGraph graph) {
        int pairs = graph.arcCount() / 2;
        long bytes = graph.arcBytes() + graph.nodeBytes();
        RoutingReport.Memory memory = new RoutingReport.Memory(
                (double) graph.arcBytes() / pairs,
                (double) graph.nodeBytes() / numbers.count(),
                new RandomGather(Math.min(bytes, MOST_GATHERED_BYTES)).independentNs());
        return new RoutingReport(
                what,
                policy,
                policy == RoutingPolicy.MAX ? 0 : hops,
                numbers.count(),
                arcs.size(),
                pairs,
                found,
                memory);
    }

    private long ask(RouteFinder finder, PaymentGraph graph, Payment pair) {
        return policy.capacityMinor(finder, graph, pair, hops);
    }

    private Payment[] pairs() {
        int count = numbers.count();
        int[] from = RandomNumbers.below(count, PAIRS, SEED);
        int[] away = RandomNumbers.below(count - 1, PAIRS, SEED + 1);
        Payment[] pairs = new Payment[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            int to = (int) ((from[i] + 1L + away[i]) % count);
            pairs[i] = new Payment(from[i], to, 1, NodeSet.EMPTY);
        }
        return pairs;
    }

    private PaymentGraph graph() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(numbers.count());
        for (int row = 0; row < arcs.size(); row++) {
            int from = numbers.of(arcs.one(row));
            int to = numbers.of(arcs.other(row));
            long capacityMinor = graph.capacity(from, to) + arcs.amountMinor(row);
            graph.setArcs(
                    from,
                    to,
                    Math.min(PaymentGraph.MAX_CAPACITY_MINOR, capacityMinor),
                    ArcPolicy.OPEN,
                    graph.capacity(to, from),
                    ArcPolicy.OPEN);
        }
        return graph;
    }
}
