package org.tallystick.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A random history of a payment graph, and the same in maps beside it. Times when much is added alternate with times when
 * much is taken away, and few nodes get most of the arcs, so that rows grow, move, empty and fill again.
 */
final class GraphHistory {

    final PaymentGraph graph = new PaymentGraph();
    final NaiveRoutes model;
    private final Map<Integer, Map<Integer, Long>> rows = new HashMap<>();
    private final Random random;
    private final int mostCapacity;
    private int nodes;
    private int operations;

    /**
     * Begins a history.
     *
     * @param nodes how many there will be in the end; half of them from the start
     * @param mostCapacity of an arc when it is set
     */
    GraphHistory(Random random, int nodes, int mostCapacity) {
        this.random = random;
        this.model = new NaiveRoutes(nodes);
        this.mostCapacity = mostCapacity;
        this.nodes = nodes / 2;
        graph.ensureNodes(this.nodes);
    }

    /** How many nodes there are by now. */
    int nodes() {
        return nodes;
    }

    /** A random operation on both; what it touched must be the same on both afterwards, else the fault in words. */
    String step() {
        boolean growing = (operations++ / 700) % 2 == 0;
        int from = node();
        int to = node();
        if (from == to) {
            return "";
        }
        NaiveRoutes.Arc arc = new NaiveRoutes.Arc(from, to);
        int drawn = random.nextInt(100);
        if (drawn < (growing ? 50 : 15)) {
            ArcPolicy policy =
                    random.nextInt(3) == 0 ? NaiveRoutes.policy(random, model.nodeCount, true) : ArcPolicy.OPEN;
            if (random.nextInt(3) == 0) {
                setBoth(arc, random.nextInt(mostCapacity + 1), policy, random.nextInt(mostCapacity + 1));
            } else {
                set(arc, random.nextInt(mostCapacity + 1), policy);
            }
        } else if (drawn < 60) {
            remove(arc);
        } else if (drawn < 75) {
            setCapacity(arc, random.nextInt(mostCapacity + 1));
        } else if (drawn < 95) {
            move(arc);
        } else if (drawn < 98) {
            setActive(from, random.nextInt(8) > 0);
        } else if (nodes < model.nodeCount) {
            graph.ensureNodes(++nodes);
        }
        String fault = difference(arc);
        return fault.isEmpty() ? difference(opposite(arc)) : fault;
    }

    /** What is different about any arc or node; empty when nothing is. */
    String difference() {
        if (graph.nodeCount() != nodes || graph.arcCount() != model.capacities.size()) {
            return graph.nodeCount() + " nodes and " + graph.arcCount() + " arcs instead of " + nodes + " and "
                    + model.capacities.size();
        }
        for (NaiveRoutes.Arc arc : model.capacities.keySet()) {
            String fault = difference(arc);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        for (int i = 0; i < 1_000; i++) {
            String fault = difference(new NaiveRoutes.Arc(random.nextInt(nodes), random.nextInt(nodes)));
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        for (int node = 0; node < nodes; node++) {
            if (graph.isNodeActive(node) == model.inactive.contains(node)) {
                return "activity of " + node;
            }
        }
        return "";
    }

    /** The exact flow by the naive way; blocked intermediates left aside as the finder does. */
    long maxFlow(int from, int to, NodeSet avoid) {
        Map<Integer, Map<Integer, Long>> residual = new HashMap<>();
        rows.forEach((tail, row) -> row.forEach((head, capacity) -> {
            ArcPolicy policy = model.policies.get(new NaiveRoutes.Arc(tail, head));
            boolean usable = takesPart(tail, avoid) && takesPart(head, avoid);
            long bears = head == to ? capacity : Math.min(capacity, policy.onwardMinor());
            residual.computeIfAbsent(tail, node -> new HashMap<>()).merge(head, usable ? bears : 0, Long::sum);
            residual.computeIfAbsent(head, node -> new HashMap<>()).merge(tail, 0L, Long::sum);
        }));
        return NaiveFlow.most(residual, from, to);
    }

    private boolean takesPart(int node, NodeSet avoid) {
        return !model.inactive.contains(node) && !avoid.contains(node);
    }

    private int node() {
        return random.nextInt(4) == 0 ? random.nextInt(Math.min(nodes, 3)) : random.nextInt(nodes);
    }

    private void setBoth(NaiveRoutes.Arc arc, long capacityMinor, ArcPolicy policy, long backMinor) {
        NaiveRoutes.Arc back = opposite(arc);
        ArcPolicy backPolicy = graph.policy(back.from(), back.to());
        graph.setArcs(arc.from(), arc.to(), capacityMinor, policy, backMinor, backPolicy);
        put(arc, capacityMinor);
        model.policies.put(arc, policy);
        put(back, backMinor);
        model.policies.put(back, backPolicy);
    }

    private void set(NaiveRoutes.Arc arc, long capacityMinor, ArcPolicy policy) {
        graph.setArc(arc.from(), arc.to(), capacityMinor, policy);
        put(arc, capacityMinor);
        model.policies.put(arc, policy);
    }

    private void remove(NaiveRoutes.Arc arc) {
        graph.removeArc(arc.from(), arc.to());
        model.capacities.remove(arc);
        model.policies.remove(arc);
        rows.getOrDefault(arc.from(), new HashMap<>()).remove(arc.to());
    }

    private void setCapacity(NaiveRoutes.Arc arc, long capacityMinor) {
        if (model.capacities.containsKey(arc)) {
            graph.setCapacity(arc.from(), arc.to(), capacityMinor);
            put(arc, capacityMinor);
        }
    }

    /** A payment of a part of the arc's capacity, or of all of it. */
    private void move(NaiveRoutes.Arc arc) {
        long capacity = model.capacities.getOrDefault(arc, 0L);
        if (capacity > 0) {
            long amount = random.nextInt(3) == 0 ? capacity : 1 + random.nextLong(capacity);
            NaiveRoutes.Arc back = opposite(arc);
            long grown = model.capacities.getOrDefault(back, 0L) + amount;
            if (random.nextBoolean()) {
                graph.move(arc.from(), arc.to(), amount);
            } else {
                graph.setCapacity(arc.from(), arc.to(), capacity - amount);
                graph.setArc(back.from(), back.to(), grown, model.policies.getOrDefault(back, ArcPolicy.OPEN));
            }
            put(arc, capacity - amount);
            put(back, grown);
            model.policies.putIfAbsent(back, ArcPolicy.OPEN);
        }
    }

    private void setActive(int node, boolean active) {
        graph.setNodeActive(node, active);
        if (active) {
            model.inactive.remove(node);
        } else {
            model.inactive.add(node);
        }
    }

    private void put(NaiveRoutes.Arc arc, long capacityMinor) {
        model.capacities.put(arc, capacityMinor);
        rows.computeIfAbsent(arc.from(), node -> new HashMap<>()).put(arc.to(), capacityMinor);
    }

    private String difference(NaiveRoutes.Arc arc) {
        boolean there = model.capacities.containsKey(arc);
        boolean same = graph.hasArc(arc.from(), arc.to()) == there
                && graph.capacity(arc.from(), arc.to()) == model.capacities.getOrDefault(arc, 0L)
                && graph.policy(arc.from(), arc.to()).equals(model.policies.getOrDefault(arc, ArcPolicy.OPEN))
                && graph.arcCount() == model.capacities.size();
        return same ? "" : arc + " after " + operations + " operations";
    }

    private static NaiveRoutes.Arc opposite(NaiveRoutes.Arc arc) {
        return new NaiveRoutes.Arc(arc.to(), arc.from());
    }
}
