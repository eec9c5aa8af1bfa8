package org.tallystick.bench;

import com.google.ortools.Loader;
import com.google.ortools.graph.MaxFlow;
import java.util.ArrayList;
import java.util.List;

/**
 * The same network in OR-tools' {@code SimpleMaxFlow}, which its Java library calls {@code MaxFlow}. Arcs of capacity 0 are not there; the policies that a flow can express
 * are in the capacities. Those that depend on the question (the payee's own arcs, whom it avoids) are set before it is
 * asked, which is not part of what is timed.
 */
final class OrToolsFlow {

    private final MaxFlow flow = new MaxFlow();
    private final Network network;
    private final boolean[] inactive;
    private final int[][] arcsOf;
    private final List<Integer> changed = new ArrayList<>();

    /** Loads the library; doing it again does nothing. */
    static void load() {
        Loader.loadNativeLibraries();
    }

    /** Builds its graph; arcs have the numbers that they have in the network. */
    OrToolsFlow(Network network) {
        this.network = network;
        this.inactive = new boolean[network.nodes()];
        for (int node : network.inactive()) {
            inactive[node] = true;
        }
        for (int arc = 0; arc < network.arcs(); arc++) {
            flow.addArcWithCapacity(network.from(arc), network.to(arc), onward(arc));
        }
        this.arcsOf = arcsOf(network);
    }

    /** Sets what depends on the question. */
    void prepare(Query query) {
        for (int arc : changed) {
            flow.setArcCapacity(arc, onward(arc));
        }
        changed.clear();
        for (int arc : arcsOf[query.to()]) {
            if (network.to(arc) == query.to()) {
                set(arc, takesPart(arc) ? network.capacityMinor(arc) : 0);
            }
        }
        for (int i = 0; i < query.avoid().size() && query.avoid().at(i) < network.nodes(); i++) {
            for (int arc : arcsOf[query.avoid().at(i)]) {
                set(arc, 0);
            }
        }
    }

    /** Solves; this alone is timed. */
    long solve(Query query) {
        MaxFlow.Status status = flow.solve(query.from(), query.to());
        if (status != MaxFlow.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools says " + status);
        }
        return flow.getOptimalFlow();
    }

    /** What a solution put on an arc. */
    long flowMinor(int arc) {
        return flow.getFlow(arc);
    }

    private void set(int arc, long capacityMinor) {
        flow.setArcCapacity(arc, capacityMinor);
        changed.add(arc);
    }

    private long onward(int arc) {
        return takesPart(arc)
                ? Math.min(network.capacityMinor(arc), network.policy(arc).onwardMinor())
                : 0;
    }

    private boolean takesPart(int arc) {
        return !inactive[network.from(arc)] && !inactive[network.to(arc)];
    }

    /** The arcs that enter or leave each participant. */
    static int[][] arcsOf(Network network) {
        int[] counts = new int[network.nodes()];
        for (int arc = 0; arc < network.arcs(); arc++) {
            counts[network.from(arc)]++;
            counts[network.to(arc)]++;
        }
        int[][] arcs = new int[network.nodes()][];
        for (int node = 0; node < arcs.length; node++) {
            arcs[node] = new int[counts[node]];
        }
        for (int arc = network.arcs() - 1; arc >= 0; arc--) {
            arcs[network.from(arc)][--counts[network.from(arc)]] = arc;
            arcs[network.to(arc)][--counts[network.to(arc)]] = arc;
        }
        return arcs;
    }
}
