package org.tallystick.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.BoykovKolmogorovMFImpl;
import org.jgrapht.alg.flow.DinicMFImpl;
import org.jgrapht.alg.flow.EdmondsKarpMFImpl;
import org.jgrapht.alg.flow.PushRelabelMFImpl;
import org.jgrapht.alg.interfaces.MaximumFlowAlgorithm;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.tallystick.app.bench.CpuTimes;

/** The same network in JGraphT, with each of its four algorithms; networks without policies only. */
final class JGraphTFlow {

    private static final Map<
                    String,
                    Function<Graph<Integer, DefaultWeightedEdge>, MaximumFlowAlgorithm<Integer, DefaultWeightedEdge>>>
            ALGORITHMS = new LinkedHashMap<>();

    static {
        ALGORITHMS.put("push-relabel", PushRelabelMFImpl::new);
        ALGORITHMS.put("Boykov-Kolmogorov", BoykovKolmogorovMFImpl::new);
        ALGORITHMS.put("Dinic", DinicMFImpl::new);
        ALGORITHMS.put("Edmonds-Karp", EdmondsKarpMFImpl::new);
    }

    private final Graph<Integer, DefaultWeightedEdge> graph =
            new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);

    /** Builds its graph. */
    JGraphTFlow(Network network) {
        for (int node = 0; node < network.nodes(); node++) {
            graph.addVertex(node);
        }
        for (int arc = 0; arc < network.arcs(); arc++) {
            DefaultWeightedEdge edge = graph.addEdge(network.from(arc), network.to(arc));
            graph.setEdgeWeight(edge, (double) network.capacityMinor(arc));
        }
    }

    /** Asks one algorithm. */
    interface Asked {
        /** The value of the flow, which is whole below 2^53. */
        long valueMinor(Query query);
    }

    /** An algorithm, ready to be asked any number of times. */
    Asked algorithm(String name) {
        if (!ALGORITHMS.containsKey(name)) {
            throw new IllegalArgumentException("JGraphT has no " + name + ", only " + ALGORITHMS.keySet());
        }
        MaximumFlowAlgorithm<Integer, DefaultWeightedEdge> algorithm =
                ALGORITHMS.get(name).apply(graph);
        return query -> Math.round(algorithm.getMaximumFlowValue(query.from(), query.to()));
    }

    /** The fastest of them on a few questions, by the mean of the processor time, and what each took. */
    String fastest(Query[] few, Report report) {
        String best = "";
        double bestUs = Double.MAX_VALUE;
        for (String name : ALGORITHMS.keySet()) {
            Asked asked = algorithm(name);
            asked.valueMinor(few[0]);
            CpuTimes times = CpuTimes.ofEach(few.length, i -> asked.valueMinor(few[i]));
            report.line("  JGraphT " + name, times);
            if (times.meanUs() < bestUs) {
                bestUs = times.meanUs();
                best = name;
            }
        }
        return best;
    }
}
