package org.tallystick.bench;

import com.google.ortools.Loader;
import com.google.ortools.graph.MaxFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.app.bench.CpuTimes;

/**
 * The same network in OR-tools' {@code SimpleMaxFlow}, which its Java library calls {@code MaxFlow}. Arcs of capacity 0 are not there;
 * the policies that a flow can express are in the capacities. Those that depend on the question (the payee's own arcs, whom it avoids)
 * are set before it is asked, which is not part of what is timed.
 */
final class OrToolsFlow {

    private final MaxFlow flow = new MaxFlow();
    private final Network network;
    private final boolean[] inactive;
    private final long[] onwardMinor;
    private final int[][] arcsOf;
    private final long buildNs;
    private final List<Integer> changed = new ArrayList<>();

    /** Loads the library; doing it again does nothing. */
    static void load() {
        Loader.loadNativeLibraries();
    }

    /** Builds its graph; arcs have the numbers that they have in the network, and behind them is one between nobody. */
    OrToolsFlow(Network network) {
        this.network = network;
        this.inactive = new boolean[network.nodes()];
        for (int node : network.inactive()) {
            inactive[node] = true;
        }
        this.onwardMinor = new long[network.arcs()];
        Arrays.setAll(onwardMinor, this::onward);
        this.arcsOf = arcsOf(network);
        long before = CpuTimes.nowNs();
        for (int arc = 0; arc < onwardMinor.length; arc++) {
            flow.addArcWithCapacity(network.from(arc), network.to(arc), onwardMinor[arc]);
        }
        this.buildNs = CpuTimes.nowNs() - before;
        // Two nodes whom nothing leads to: of nodes beyond its last arc it would say at once that nothing flows.
        flow.addArcWithCapacity(network.nodes() + 1, network.nodes(), 0);
    }

    /** Sets what depends on the question. */
    void prepare(Query query) {
        for (int arc : changed) {
            flow.setArcCapacity(arc, onwardMinor[arc]);
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

    /** Solves; this alone is timed. The library copies all arcs into a graph of its own each time, before it searches. */
    long solve(Query query) {
        return solve(query.from(), query.to());
    }

    /**
     * Asks for the flow between two nodes that nothing leads to, which is 0: what the library does at each question whatever is
     * asked, above all that copy.
     */
    long solveNothing() {
        return solve(network.nodes(), network.nodes() + 1);
    }

    /** What entering the arcs took when they were. */
    double buildUs() {
        return buildNs / 1e3;
    }

    private long solve(int from, int to) {
        MaxFlow.Status status = flow.solve(from, to);
        if (status != MaxFlow.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools says " + status);
        }
        return flow.getOptimalFlow();
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
