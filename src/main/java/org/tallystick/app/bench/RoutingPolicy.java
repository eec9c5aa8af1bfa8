package org.tallystick.app.bench;

import org.tallystick.routing.NodeSet;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;

/** Over how many ways a measured payment may go. */
public enum RoutingPolicy {
    /** Over one. */
    SINGLE(1),
    /** Over one if that suffices, else over up to 8 together, as many as a hub allows unless it is told otherwise. */
    MULTI(8),
    /** As much as could flow over any number of ways of any length. */
    MAX(RouteConstraints.MAX_PATHS);

    static final long PLENTY = Long.MAX_VALUE >> 1;

    private final int paths;

    RoutingPolicy(int paths) {
        this.paths = paths;
    }

    /** Most ways of one payment. */
    public int paths() {
        return paths;
    }

    /**
     * What the routes of a payment have to keep, with more work allowed than any search can do.
     *
     * @param hops most arcs of a route, where that is bounded
     * @param avoid nodes that no route may touch
     */
    public RouteConstraints constraints(int hops, NodeSet avoid) {
        return new RouteConstraints(this == MAX ? RouteConstraints.MAX_HOPS : hops, paths, avoid, PLENTY);
    }

    /** What could be paid by this policy, in minor units. */
    long capacityMinor(RouteFinder finder, PaymentGraph graph, Payment payment, int hops) {
        return this == MAX
                ? flowMinor(finder, graph, payment)
                : finder.capacity(graph, payment.from(), payment.to(), constraints(hops, payment.avoid()))
                        .atLeastMinor();
    }

    /** What could flow, however far around and in however many parts. */
    static long flowMinor(RouteFinder finder, PaymentGraph graph, Payment payment) {
        return finder.maxFlow(graph, payment.from(), payment.to(), payment.avoid(), PLENTY)
                .valueMinor();
    }
}
