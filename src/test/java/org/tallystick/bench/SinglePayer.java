package org.tallystick.bench;

import org.tallystick.app.bench.Payment;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.Route;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteFinder;
import org.tallystick.routing.RouteRequest;
import org.tallystick.routing.RouteResult;

/** Pays over one path where there is one, and moves the graph accordingly. Bound to the graph's thread. */
final class SinglePayer {

    private final RouteFinder finder = new RouteFinder();
    private final PaymentGraph graph;
    private final int hops;

    SinglePayer(PaymentGraph graph, int hops) {
        this.graph = graph;
        this.hops = hops;
    }

    void pay(Payment payment) {
        RouteConstraints constraints = new RouteConstraints(hops, 1, payment.avoid(), Long.MAX_VALUE >> 1);
        RouteRequest request = new RouteRequest(payment.from(), payment.to(), payment.amountMinor(), constraints);
        if (finder.find(graph, request) instanceof RouteResult.Found found) {
            Route route = found.routes().getFirst();
            for (int hop = 0; hop < route.hops(); hop++) {
                graph.move(route.node(hop), route.node(hop + 1), route.amountMinor());
            }
        }
    }
}
