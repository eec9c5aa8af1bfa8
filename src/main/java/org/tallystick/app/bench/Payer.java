package org.tallystick.app.bench;

import java.util.List;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.Route;
import org.tallystick.routing.RouteFinder;
import org.tallystick.routing.RouteRequest;
import org.tallystick.routing.RouteResult;

/** Pays where there are ways, and moves the graph accordingly. Bound to the graph's thread. */
public final class Payer {

    private final RouteFinder finder;
    private final RoutingPolicy policy;
    private final int hops;

    /**
     * Makes ready.
     *
     * @param finder searches
     * @param policy over how many ways
     * @param hops most arcs of a way, unless the policy has no bound
     */
    public Payer(RouteFinder finder, RoutingPolicy policy, int hops) {
        this.finder = finder;
        this.policy = policy;
        this.hops = hops;
    }

    /** Whether a payment could be made; the graph then has moved. Where it may go any way, the exact flow is asked first. */
    public boolean pay(PaymentGraph graph, Payment payment) {
        if (policy == RoutingPolicy.MAX && RoutingPolicy.flowMinor(finder, graph, payment) < payment.amountMinor()) {
            return false;
        }
        RouteRequest request = new RouteRequest(
                payment.from(), payment.to(), payment.amountMinor(), policy.constraints(hops, payment.avoid()));
        if (!(finder.find(graph, request) instanceof RouteResult.Found found)) {
            return false;
        }
        List<Route> routes = found.routes();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            for (int hop = 0; hop < route.hops(); hop++) {
                graph.move(route.node(hop), route.node(hop + 1), route.amountMinor());
            }
        }
        return true;
    }
}
