package org.tallystick.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The rules of routing written out the slow way, over small graphs, to hold the real search against. */
final class NaiveRoutes {

    record Arc(int from, int to) {}

    final int nodeCount;
    final Map<Arc, Long> capacities = new HashMap<>();
    final Map<Arc, ArcPolicy> policies = new HashMap<>();
    final Set<Integer> inactive = new HashSet<>();

    NaiveRoutes(int nodeCount) {
        this.nodeCount = nodeCount;
    }

    /** A small random graph; policies of all kinds where {@code withPolicies}. */
    static NaiveRoutes random(Random random, boolean withPolicies, boolean withBlocking) {
        NaiveRoutes model = new NaiveRoutes(3 + random.nextInt(6));
        int arcs = random.nextInt(model.nodeCount * model.nodeCount);
        for (int i = 0; i < arcs; i++) {
            int from = random.nextInt(model.nodeCount);
            int to = random.nextInt(model.nodeCount);
            if (from != to) {
                Arc arc = new Arc(from, to);
                model.capacities.put(arc, (long) random.nextInt(12));
                model.policies.put(arc, withPolicies ? policy(random, model.nodeCount, withBlocking) : ArcPolicy.OPEN);
            }
        }
        if (withPolicies && random.nextInt(3) == 0) {
            model.inactive.add(random.nextInt(model.nodeCount));
        }
        return model;
    }

    static ArcPolicy policy(Random random, int nodeCount, boolean withBlocking) {
        boolean mayPass = random.nextInt(6) > 0;
        long usage = random.nextInt(4) == 0 ? random.nextInt(8) : ArcPolicy.UNBOUNDED;
        NodeSet blocked = withBlocking && random.nextInt(4) == 0
                ? NodeSet.of(random.nextInt(nodeCount), random.nextInt(nodeCount))
                : NodeSet.EMPTY;
        return new ArcPolicy(mayPass, usage, blocked);
    }

    PaymentGraph toGraph() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(nodeCount);
        for (int from = 0; from < nodeCount; from++) {
            for (int to = 0; to < nodeCount; to++) {
                Arc arc = new Arc(from, to);
                if (capacities.containsKey(arc)) {
                    graph.setArc(from, to, capacities.get(arc), policies.get(arc));
                }
            }
        }
        inactive.forEach(node -> graph.setNodeActive(node, false));
        return graph;
    }

    /** Every path that one payment may take, with the most it may carry alone. */
    Map<List<Integer>, Long> allPaths(int from, int to, int maxHops, NodeSet avoid) {
        Map<List<Integer>, Long> paths = new HashMap<>();
        List<Integer> path = new ArrayList<>();
        path.add(from);
        extend(path, to, maxHops, avoid, paths);
        return paths;
    }

    private void extend(List<Integer> path, int to, int maxHops, NodeSet avoid, Map<List<Integer>, Long> paths) {
        int at = path.getLast();
        if (at == to) {
            long width = width(path, avoid);
            if (width > 0) {
                paths.put(List.copyOf(path), width);
            }
            return;
        }
        if (path.size() > maxHops) {
            return;
        }
        for (int next = 0; next < nodeCount; next++) {
            if (!path.contains(next) && capacities.containsKey(new Arc(at, next))) {
                path.add(next);
                extend(path, to, maxHops, avoid, paths);
                path.removeLast();
            }
        }
    }

    private long width(List<Integer> path, NodeSet avoid) {
        for (int node : path) {
            if (inactive.contains(node) || avoid.contains(node)) {
                return 0;
            }
        }
        long width = Long.MAX_VALUE;
        for (int hop = 0; hop + 1 < path.size(); hop++) {
            Arc arc = new Arc(path.get(hop), path.get(hop + 1));
            ArcPolicy policy = policies.get(arc);
            width = Math.min(width, capacities.get(arc));
            boolean onward = hop + 2 < path.size();
            if (onward && !policy.mayPassThrough()) {
                return 0;
            }
            if (onward && policy.maxHopUsageMinor() >= 0) {
                width = Math.min(width, policy.maxHopUsageMinor());
            }
            for (int other = 1; other + 1 < path.size(); other++) {
                if (policy.blockedIntermediates().contains(path.get(other))) {
                    return 0;
                }
            }
        }
        return width;
    }

    /** What is wrong with routes for a request; empty when nothing is. */
    List<String> faults(List<Route> routes, RouteRequest request) {
        List<String> faults = new ArrayList<>();
        RouteConstraints constraints = request.constraints();
        if (routes.size() > constraints.maxPaths()) {
            faults.add("too many routes");
        }
        long sum = 0;
        Map<Arc, Long> used = new HashMap<>();
        Map<Arc, Long> passedOn = new HashMap<>();
        Map<List<Integer>, Long> allowed =
                allPaths(request.from(), request.to(), constraints.maxHops(), constraints.avoid());
        for (Route route : routes) {
            List<Integer> nodes = new ArrayList<>();
            for (int node : route.nodes()) {
                nodes.add(node);
            }
            if (!allowed.containsKey(nodes)) {
                faults.add("not a path that may be taken: " + nodes);
                continue;
            }
            sum += route.amountMinor();
            for (int hop = 0; hop < route.hops(); hop++) {
                Arc arc = new Arc(nodes.get(hop), nodes.get(hop + 1));
                used.merge(arc, route.amountMinor(), Long::sum);
                if (hop + 1 < route.hops()) {
                    passedOn.merge(arc, route.amountMinor(), Long::sum);
                }
            }
        }
        if (sum != request.amountMinor()) {
            faults.add("the amounts sum to " + sum);
        }
        used.forEach((arc, amount) -> {
            if (amount > capacities.get(arc)) {
                faults.add("over capacity: " + arc);
            }
            if (used.containsKey(new Arc(arc.to(), arc.from()))) {
                faults.add("both directions: " + arc);
            }
        });
        passedOn.forEach((arc, amount) -> {
            long bound = policies.get(arc).maxHopUsageMinor();
            if (bound >= 0 && amount > bound) {
                faults.add("over hop usage: " + arc);
            }
        });
        return faults;
    }

    /** Maximum flow by L. Ford and D. Fulkerson over a matrix, with the policies that belong to one arc. */
    long maxFlow(int from, int to, NodeSet avoid) {
        long[][] residual = new long[nodeCount][nodeCount];
        capacities.forEach((arc, capacity) -> {
            ArcPolicy policy = policies.get(arc);
            long bears = capacity;
            if (arc.to() != to) {
                bears = policy.mayPassThrough() ? bears : 0;
                bears = policy.maxHopUsageMinor() >= 0 ? Math.min(bears, policy.maxHopUsageMinor()) : bears;
            }
            if (takesPart(arc.from(), avoid) && takesPart(arc.to(), avoid)) {
                residual[arc.from()][arc.to()] = bears;
            }
        });
        long value = 0;
        while (augmentByOne(residual, from, to)) {
            value++;
        }
        return value;
    }

    private boolean takesPart(int node, NodeSet avoid) {
        return !inactive.contains(node) && !avoid.contains(node);
    }

    private boolean augmentByOne(long[][] residual, int from, int to) {
        int[] before = new int[nodeCount];
        Arrays.fill(before, -1);
        Deque<Integer> stack = new ArrayDeque<>();
        stack.push(from);
        before[from] = from;
        while (!stack.isEmpty()) {
            int node = stack.pop();
            for (int next = 0; next < nodeCount; next++) {
                if (before[next] < 0 && residual[node][next] > 0) {
                    before[next] = node;
                    stack.push(next);
                }
            }
        }
        if (before[to] < 0) {
            return false;
        }
        for (int node = to; node != from; node = before[node]) {
            residual[before[node]][node]--;
            residual[node][before[node]]++;
        }
        return true;
    }
}
