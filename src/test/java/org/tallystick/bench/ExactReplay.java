package org.tallystick.bench;

import com.google.ortools.graph.MaxFlow;
import java.util.Arrays;
import org.tallystick.app.bench.Payment;

/**
 * Pays by OR-tools' exact flows, of any length and over any number of ways, on a state of its own: the most that a payment
 * could ever find, though what it takes away may be missing later. Networks without policies only.
 */
final class ExactReplay {

    private final MaxFlow flow;
    private final int nodes;
    private final int[] opposite;
    private final long[] capacityMinor;

    /** Begins with the network's capacities; where an arc has no opposite there is one of capacity 0. */
    ExactReplay(Network network) {
        OrToolsFlow.load();
        this.flow = new MaxFlow();
        this.nodes = network.nodes();
        int lines = network.arcs();
        this.opposite = new int[2 * lines];
        this.capacityMinor = new long[2 * lines];
        for (int arc = 0; arc < lines; arc++) {
            // An arc that is there both ways has two residuals; together they are what can flow.
            opposite[2 * arc] = 2 * arc + 1;
            opposite[2 * arc + 1] = 2 * arc;
            capacityMinor[2 * arc] = network.capacityMinor(arc);
            flow.addArcWithCapacity(network.from(arc), network.to(arc), capacityMinor[2 * arc]);
            flow.addArcWithCapacity(network.to(arc), network.from(arc), 0);
        }
        // Whoever pays is paid first, from a node of its own, just so much.
        for (int node = 0; node < nodes; node++) {
            flow.addArcWithCapacity(nodes, node, 0);
        }
    }

    /** Whether the whole amount could flow; it is then applied. */
    boolean pay(Payment payment) {
        int entry = capacityMinor.length + payment.from();
        flow.setArcCapacity(entry, payment.amountMinor());
        MaxFlow.Status status = flow.solve(nodes, payment.to());
        if (status != MaxFlow.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools says " + status);
        }
        boolean paid = flow.getOptimalFlow() == payment.amountMinor();
        if (paid) {
            apply();
        }
        flow.setArcCapacity(entry, 0);
        return paid;
    }

    private void apply() {
        long[] moved = new long[capacityMinor.length];
        Arrays.setAll(moved, flow::getFlow);
        for (int arc = 0; arc < moved.length; arc++) {
            if (moved[arc] > 0) {
                capacityMinor[arc] -= moved[arc];
                capacityMinor[opposite[arc]] += moved[arc];
            }
        }
        for (int arc = 0; arc < moved.length; arc++) {
            if (moved[arc] > 0) {
                flow.setArcCapacity(arc, capacityMinor[arc]);
                flow.setArcCapacity(opposite[arc], capacityMinor[opposite[arc]]);
            }
        }
    }
}
