package org.tallystick.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tallystick.app.bench.Payment;
import org.tallystick.app.bench.RoutingPolicy;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.MaxFlow;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;
import org.tallystick.routing.RouteRequest;
import org.tallystick.routing.RouteResult;

/** The same questions as everywhere here, by JMH's own clock; the graph does not move but for lines that come and go. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
public class RoutingBenchmarks {

    private static final int HOPS = 6;
    private static final int QUESTIONS = 1 << 12;

    /** As in {@link Settings#network}. */
    @Param({"10k", "67k", "100k"})
    public String size = "";

    private final RouteFinder finder = new RouteFinder();
    private PaymentGraph graph = new PaymentGraph();
    private Query[] queries = {};
    private Payment[] payments = {};
    private int[] strangers = {};
    private int next;

    /** Makes the network. */
    @Setup(Level.Trial)
    public void makeNetwork() throws IOException {
        Network network = Settings.network(size);
        graph = network.graph();
        queries = Query.random(network, QUESTIONS, 11, false);
        payments = RandomPayments.of(network, QUESTIONS, 13, false);
        strangers = new SplittableRandom(19).ints(QUESTIONS, 0, network.nodes()).toArray();
    }

    /** What a random pair can pay within six hops, over as many ways as {@link HopsPart} asks for. */
    @Benchmark
    public Capacity capacityWithinSixHops() {
        Query query = queries[turn()];
        return finder.capacity(
                graph,
                query.from(),
                query.to(),
                new RouteConstraints(HOPS, RouteConstraints.MAX_PATHS, query.avoid(), Long.MAX_VALUE >> 1));
    }

    /** What could flow between a random pair. */
    @Benchmark
    public MaxFlow exactCapacity() {
        Query query = queries[turn()];
        return finder.maxFlow(graph, query.from(), query.to(), query.avoid(), Long.MAX_VALUE >> 1);
    }

    /** The way of a payment over one path. */
    @Benchmark
    public RouteResult singlePath() {
        return find(RoutingPolicy.SINGLE);
    }

    /** The ways of a payment over up to eight. */
    @Benchmark
    public RouteResult severalPaths() {
        return find(RoutingPolicy.MULTI);
    }

    /** A line comes between two who have others, and goes again. */
    @Benchmark
    public boolean aLineComesAndGoes() {
        int one = strangers[turn()];
        int other = strangers[turn()];
        boolean strange = one != other && !graph.hasArc(one, other) && !graph.hasArc(other, one);
        if (strange) {
            graph.setArc(one, other, 1_000, ArcPolicy.OPEN);
            graph.removeArc(one, other);
        }
        return strange;
    }

    private RouteResult find(RoutingPolicy policy) {
        Payment payment = payments[turn()];
        return finder.find(
                graph,
                new RouteRequest(
                        payment.from(),
                        payment.to(),
                        payment.amountMinor(),
                        policy.constraints(HOPS, payment.avoid())));
    }

    private int turn() {
        next = (next + 1) & (QUESTIONS - 1);
        return next;
    }
}
