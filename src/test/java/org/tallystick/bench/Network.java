package org.tallystick.bench;

import java.util.Arrays;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.PaymentGraph;

/** A network to measure on, before any engine has seen it. Its arrays are not copied and not to be changed. */
final class Network {

    private final String name;
    private final int nodes;
    private final int[] from;
    private final int[] to;
    private final long[] capacityMinor;
    private final ArcPolicy[] policies;
    private final int[] inactive;

    /**
     * Makes a network of participants numbered from 0.
     *
     * @param name for the report
     * @param nodes how many participants
     * @param from who pays over each arc
     * @param to who is paid over it; no two arcs have the same ends, though an arc may have an opposite
     * @param capacityMinor what each arc bears, at least 1
     * @param policies what the payee's side of each arc allows
     * @param inactive who takes no part, ascending
     */
    Network(String name, int nodes, int[] from, int[] to, long[] capacityMinor, ArcPolicy[] policies, int[] inactive) {
        this.name = name;
        this.nodes = nodes;
        this.from = from;
        this.to = to;
        this.capacityMinor = capacityMinor;
        this.policies = policies;
        this.inactive = inactive;
    }

    /** A network without a policy. */
    static Network open(String name, int nodes, int[] from, int[] to, long[] capacityMinor) {
        ArcPolicy[] policies = new ArcPolicy[from.length];
        Arrays.fill(policies, ArcPolicy.OPEN);
        return new Network(name, nodes, from, to, capacityMinor, policies, new int[0]);
    }

    String name() {
        return name;
    }

    int nodes() {
        return nodes;
    }

    int from(int arc) {
        return from[arc];
    }

    int to(int arc) {
        return to[arc];
    }

    long capacityMinor(int arc) {
        return capacityMinor[arc];
    }

    ArcPolicy policy(int arc) {
        return policies[arc];
    }

    /** Who takes no part, ascending. */
    int[] inactive() {
        return inactive;
    }

    /** The same arcs with policies, and some who take no part. */
    Network with(String otherName, ArcPolicy[] otherPolicies, int[] otherInactive) {
        return new Network(otherName, nodes, from, to, capacityMinor, otherPolicies, otherInactive);
    }

    /** How many arcs there are. */
    int arcs() {
        return from.length;
    }

    /** A new graph of our own engine. Where an arc has no opposite there is one of capacity 0: its residual. */
    PaymentGraph graph() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(nodes);
        for (int arc = 0; arc < arcs(); arc++) {
            graph.setArc(from[arc], to[arc], capacityMinor[arc], policies[arc]);
            if (!graph.hasArc(to[arc], from[arc])) {
                graph.setArc(to[arc], from[arc], 0, ArcPolicy.OPEN);
            }
        }
        for (int node : inactive) {
            graph.setNodeActive(node, false);
        }
        return graph;
    }
}
