package org.tallystick.routing;

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

    /** Makes a finder; its arrays grow with the graphs it sees. */
    public RouteFinder() {}

    /**
     * Finds the routes of a payment: one route with the fewest hops that carries the whole amount; else several together.
     *
     * @param graph the equivalent's graph
     * @param request ends, amount and constraints
     */
    public RouteResult find(PaymentGraph graph, RouteRequest request) {
        throw new UnsupportedOperationException("Not built yet.");
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
        throw new UnsupportedOperationException("Not built yet.");
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
        throw new UnsupportedOperationException("Not built yet.");
    }
}
