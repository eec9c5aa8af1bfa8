package org.tallystick.routing;

import java.util.List;
import org.tallystick.base.Checks;

/**
 * Finds routes for payments. Keeps its working arrays between searches, so it belongs to one thread at a time and must not
 * search a graph that is being changed (a {@link RouteReader} may); one finder serves any number of graphs.
 *
 * <p>Every route is simple, has at most {@code maxHops} arcs, touches no inactive or avoided node and keeps every
 * {@link ArcPolicy}. {@code blockedIntermediates} is a rule about whole routes: a route that breaks it is searched anew with
 * the arc or the node left out, a bounded number of times, so that in tangled cases a way may be missed but the rule is
 * never broken.
 */
public final class RouteFinder {

    private final Work work = new Work();
    private final Terrain terrain = new Terrain();
    private final LevelSearch levelSearch = new LevelSearch(work);
    private final BridgeFlow bridgeFlow = new BridgeFlow(levelSearch);
    private final LawfulSearch search = new LawfulSearch(levelSearch);
    private final SeveralRoutes severalRoutes = new SeveralRoutes(levelSearch, bridgeFlow, work);
    private final Path path = new Path();
    private long valueMinor;

    /** Makes a finder; its arrays grow with the graphs it sees. */
    public RouteFinder() {}

    /**
     * Finds the routes of a payment: one route with the fewest hops that carries the whole amount; else several together.
     *
     * @param graph the equivalent's graph
     * @param request ends, amount and constraints
     */
    public RouteResult find(PaymentGraph graph, RouteRequest request) {
        RouteConstraints constraints = request.constraints();
        requireEnds(graph, request.from(), request.to());
        if (!terrain.enter(graph, request.from(), request.to(), constraints.avoid())) {
            return new RouteResult.NoRoute();
        }
        work.start(constraints.workLimit());
        if (search.search(terrain, request.amountMinor(), constraints.maxHops(), path)) {
            return new RouteResult.Found(List.of(path.toRoute(terrain, request.amountMinor())));
        }
        boolean ranOut = work.ranOut();
        boolean enough = terrain.mostMinor() >= request.amountMinor();
        // What was not found for lack of tries or of work may still be among what capacity offers.
        boolean severally = search.gaveUp() || (enough && (constraints.maxPaths() > 1 || ranOut));
        work.start(constraints.workLimit());
        long laidMinor = 0;
        if (!severally && search.search(terrain, 1, constraints.maxHops(), path)) {
            laidMinor = path.width(terrain);
        } else if (severally || search.gaveUp()) {
            LaidPaths paths = severalRoutes.layOut(terrain, constraints, request.amountMinor());
            laidMinor = paths.totalMinor();
            if (laidMinor >= request.amountMinor()) {
                return new RouteResult.Found(paths.routes(terrain, request.amountMinor()));
            }
        }
        if ((ranOut && enough) || work.ranOut()) {
            return new RouteResult.OutOfWork();
        }
        return laidMinor > 0 ? new RouteResult.TooLittle(laidMinor) : new RouteResult.NoRoute();
    }

    /**
     * Tells what can be paid, in the sense of {@link Capacity}.
     *
     * @param graph the equivalent's graph
     * @param from the payer's node
     * @param to the payee's node, another one
     * @param constraints what the payer allows
     */
    public Capacity capacity(PaymentGraph graph, int from, int to, RouteConstraints constraints) {
        requireEnds(graph, from, to);
        if (!terrain.enter(graph, from, to, constraints.avoid())) {
            return new Capacity(0, 0, 0, false);
        }
        work.start(constraints.workLimit());
        LaidPaths paths = severalRoutes.layOut(terrain, constraints, Long.MAX_VALUE);
        return new Capacity(paths.totalMinor(), paths.count(), paths.shortestHops(), work.ranOut());
    }

    /**
     * The exact maximum flow over routes of any length and number. It keeps {@code mayPassThrough} and
     * {@code maxHopUsageMinor}; {@code blockedIntermediates}, which no flow can express, are left aside, so that with them
     * the value is an upper bound.
     *
     * @param graph the equivalent's graph
     * @param from the payer's node
     * @param to the payee's node, another one
     * @param avoid nodes that the flow may not touch
     * @param workLimit most arcs to scan, at least 1
     */
    public MaxFlow maxFlow(PaymentGraph graph, int from, int to, NodeSet avoid, long workLimit) {
        requireEnds(graph, from, to);
        Checks.require(workLimit >= 1, "A search needs some work to do.");
        if (!terrain.enter(graph, from, to, avoid)) {
            return new MaxFlow(0, true);
        }
        work.start(workLimit);
        valueMinor = 0;
        bridgeFlow.send(terrain, 1, terrain.mostMinor(), Integer.MAX_VALUE, this::count);
        return new MaxFlow(valueMinor, !work.ranOut());
    }

    private boolean count(Path sent, long amountMinor) {
        valueMinor = Sums.saturating(valueMinor, amountMinor);
        return true;
    }

    /** How many arcs the searches of this finder have scanned since it was made. */
    public long scannedArcs() {
        return work.spent();
    }

    private static void requireEnds(PaymentGraph graph, int from, int to) {
        Checks.require(from >= 0 && from < graph.nodeCount(), "The payer is not in the graph.");
        Checks.require(to >= 0 && to < graph.nodeCount(), "The payee is not in the graph.");
        Checks.require(from != to, "Nobody pays themselves.");
    }
}
