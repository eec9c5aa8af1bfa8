package org.tallystick.routing;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Asks a graph questions while the thread that owns it goes on changing it. Amounts may change while a question is answered: the
 * answer is then of no single moment, as it would be a moment later anyway, and whatever is done upon it is checked by the ledger. When
 * more than amounts has changed, which is seen at the end by a stamp, the answer is thrown away and sought again.
 *
 * <p>Nothing waits for anybody: the owner is not slowed down, and a reader that has no luck says so. Bound to one thread at a time.
 */
public final class RouteReader {

    private static final int MOST_TRIES = 8;

    /** How often it looks whether a change that is going on has ended; one takes microseconds, unless its thread lost its turn. */
    private static final int MOST_LOOKS = 1_000;

    private static final int BETWEEN_LOOKS_NS = 20_000;

    private RouteFinder finder = new RouteFinder();

    /** Makes a reader; its arrays grow with the graphs it sees. */
    public RouteReader() {}

    /** As {@link RouteFinder#capacity}; empty when the graph's layout was changed again and again meanwhile, or never to its end. */
    public Optional<Capacity> capacity(PaymentGraph graph, int from, int to, RouteConstraints constraints) {
        return ask(graph, asked -> asked.capacity(graph, from, to, constraints));
    }

    /** As {@link RouteFinder#find}; empty when the graph's layout was changed again and again meanwhile. */
    public Optional<RouteResult> find(PaymentGraph graph, RouteRequest request) {
        return ask(graph, asked -> asked.find(graph, request));
    }

    /** As {@link RouteFinder#maxFlow}; empty when the graph's layout was changed again and again meanwhile. */
    public Optional<MaxFlow> maxFlow(PaymentGraph graph, int from, int to, NodeSet avoid, long workLimit) {
        return ask(graph, asked -> asked.maxFlow(graph, from, to, avoid, workLimit));
    }

    /** Asks until the layout has stayed the same meanwhile; what was thrown is passed on only then. */
    <A> Optional<A> ask(PaymentGraph graph, Function<RouteFinder, A> question) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long stamp = settledStamp(graph);
            try {
                A answer = question.apply(finder);
                if (isSettled(graph, stamp)) {
                    return Optional.of(answer);
                }
            } catch (RuntimeException e) {
                // Whoever reads what is being moved may stumble; then the finder's marks are not to be trusted either.
                finder = new RouteFinder();
                if (isSettled(graph, stamp)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSettled(PaymentGraph graph, long stamp) {
        return (stamp & 1) == 0 && graph.layout().isStill(stamp);
    }

    private static long settledStamp(PaymentGraph graph) {
        long stamp = graph.layout().now();
        for (int looks = 0; (stamp & 1) != 0 && looks < MOST_LOOKS; looks++) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NS);
            stamp = graph.layout().now();
        }
        return stamp;
    }
}
