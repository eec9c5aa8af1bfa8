package org.tallystick.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with the routes of a payment, arc by arc, over graphs of any size. */
final class RouteFaults {

    private final NaiveRoutes model;
    private final RouteRequest request;
    private final Map<NaiveRoutes.Arc, Long> used = new HashMap<>();
    private final Map<NaiveRoutes.Arc, Long> passedOn = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private RouteFaults(NaiveRoutes model, RouteRequest request) {
        this.model = model;
        this.request = request;
    }

    /** Each fault in a few words; empty when there is none. */
    static List<String> of(NaiveRoutes model, RouteRequest request, List<Route> routes) {
        RouteFaults judge = new RouteFaults(model, request);
        judge.lookAt(routes);
        return judge.faults;
    }

    private void lookAt(List<Route> routes) {
        fault(routes.size() > request.constraints().maxPaths(), "too many routes");
        long sum = 0;
        for (Route route : routes) {
            sum += route.amountMinor();
            lookAt(route);
        }
        fault(sum != request.amountMinor(), "the amounts sum to " + sum);
        used.forEach((arc, amount) -> {
            fault(amount > model.capacities.getOrDefault(arc, 0L), "over capacity: " + arc);
            fault(used.containsKey(new NaiveRoutes.Arc(arc.to(), arc.from())), "both directions: " + arc);
        });
        passedOn.forEach((arc, amount) -> fault(
                amount > model.policies.getOrDefault(arc, ArcPolicy.OPEN).onwardMinor(), "over hop usage: " + arc));
    }

    private void lookAt(Route route) {
        fault(route.hops() > request.constraints().maxHops(), "too long: " + route);
        fault(route.node(0) != request.from() || route.node(route.hops()) != request.to(), "wrong ends: " + route);
        Set<Integer> met = new HashSet<>();
        for (int node : route.nodes()) {
            fault(!met.add(node), "a circle: " + route);
            fault(model.inactive.contains(node), "inactive: " + node);
            fault(request.constraints().avoid().contains(node), "avoided: " + node);
        }
        for (int hop = 0; hop < route.hops(); hop++) {
            NaiveRoutes.Arc arc = new NaiveRoutes.Arc(route.node(hop), route.node(hop + 1));
            fault(!model.capacities.containsKey(arc), "no such arc: " + arc);
            used.merge(arc, route.amountMinor(), Long::sum);
            if (hop + 1 < route.hops()) {
                passedOn.merge(arc, route.amountMinor(), Long::sum);
            }
            NodeSet blocked = model.policies.getOrDefault(arc, ArcPolicy.OPEN).blockedIntermediates();
            for (int other = 1; other < route.hops(); other++) {
                fault(blocked.contains(route.node(other)), "blocked: " + route.node(other));
            }
        }
    }

    private void fault(boolean is, String what) {
        if (is) {
            faults.add(what);
        }
    }
}
