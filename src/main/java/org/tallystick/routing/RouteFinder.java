package org.tallystick.routing;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.base.Checks;

/**
 * Finds routes for payments. Keeps its working arrays between searches, so it belongs to one thread at a time and must not
 * search a graph that is being changed; one finder serves any number of graphs.
 *
 * <p>Every route is simple, has at most {@code maxHops} arcs, touches no inactive or avoided node and keeps every
 * {@link ArcPolicy}. {@code blockedIntermediates} is a rule about whole routes: a route that breaks it is searched anew with
 * the arc or the node left out, a bounded number of times, so that in tangled cases a way may be missed but the rule is
 * never broken.
 */
public final class RouteFinder {

    private final Terrain terrain = new Terrain();
    private final LawfulSearch search = new LawfulSearch();
    private final SeveralRoutes severalRoutes = new SeveralRoutes();
    private final MaxFlowSearch maxFlowSearch = new MaxFlowSearch();
    private final Path path = new Path();
    private final Work work = new Work();

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
        if (search.search(terrain, request.amountMinor(), constraints.maxHops(), work, path)) {
            return new RouteResult.Found(List.of(path.toRoute(graph, request.amountMinor())));
        }
        boolean ranOut = work.ranOut();
        work.start(constraints.workLimit());
        List<Route> routes = severalRoutes.layOut(terrain, search, constraints, request.amountMinor(), work);
        long laidMinor = SeveralRoutes.total(routes);
        if (laidMinor >= request.amountMinor()) {
            return new RouteResult.Found(trimmed(routes, request.amountMinor()));
        }
        if (ranOut || work.ranOut()) {
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
        List<Route> routes = severalRoutes.layOut(terrain, search, constraints, Long.MAX_VALUE, work);
        int shortestHops = routes.stream().mapToInt(Route::hops).min().orElse(0);
        return new Capacity(SeveralRoutes.total(routes), routes.size(), shortestHops, work.ranOut());
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
        long valueMinor = maxFlowSearch.valueMinor(terrain, work);
        return new MaxFlow(valueMinor, !work.ranOut());
    }

    private static void requireEnds(PaymentGraph graph, int from, int to) {
        Checks.require(from >= 0 && from < graph.nodeCount(), "The payer is not in the graph.");
        Checks.require(to >= 0 && to < graph.nodeCount(), "The payee is not in the graph.");
        Checks.require(from != to, "Nobody pays themselves.");
    }

    /** As much of the routes, in their order, as carries the amount exactly. */
    private static List<Route> trimmed(List<Route> routes, long amountMinor) {
        List<Route> trimmed = new ArrayList<>();
        long left = amountMinor;
        for (Route route : routes) {
            long carried = Math.min(left, route.amountMinor());
            if (carried > 0) {
                trimmed.add(route.carrying(carried));
            }
            left -= carried;
        }
        return trimmed;
    }
}
