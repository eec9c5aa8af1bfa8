package org.tallystick.routing;

import java.util.Arrays;

/**
 * The graph as one search sees it: its ends, the nodes and arcs it may not touch, what flows already, and so how much each
 * slot still bears. Bound to its finder's thread.
 */
final class Terrain {

    /** What a search looks for on top of the flow. */
    enum View {
        /** Capacity left for another route beside those that flow. */
        BESIDE,
        /** Capacity left for changing the flow, taking back included. */
        RESIDUAL,
        /** Nothing but what flows. */
        FLOWING
    }

    private final Flow flow = new Flow();
    private PaymentGraph graph = new PaymentGraph();
    private int from;
    private int to;
    private View view = View.BESIDE;

    private int[] barredStamps = new int[0];
    private int epoch;
    private int[] barredSlots = new int[4];
    private int barredSlotCount;

    /** Begins a search over an empty flow; false when an end does not take part, so that there is nothing to search. */
    boolean enter(PaymentGraph searched, int payer, int payee, NodeSet avoid) {
        graph = searched;
        from = payer;
        to = payee;
        view = View.BESIDE;
        flow.clear();
        barredSlotCount = 0;
        if (barredStamps.length < searched.nodeCount()) {
            barredStamps = Arrays.copyOf(barredStamps, searched.nodeCount() + (searched.nodeCount() >> 1));
        }
        epoch++;
        if (epoch < 0) {
            Arrays.fill(barredStamps, 0);
            epoch = 1;
        }
        for (int i = 0; i < avoid.size() && avoid.at(i) < searched.nodeCount(); i++) {
            barNode(avoid.at(i));
        }
        return isPassable(payer) && isPassable(payee);
    }

    void look(View wanted) {
        view = wanted;
    }

    PaymentGraph graph() {
        return graph;
    }

    Flow flow() {
        return flow;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether a node takes part and is not barred. */
    boolean isPassable(int node) {
        return barredStamps[node] != epoch && !graph.isInactive(node);
    }

    /** How much a slot bears in the present view, in minor units; 0 or less means that it cannot be used. */
    long bears(int slot) {
        long net = flow.net(slot);
        if (view == View.FLOWING) {
            return barredSlotCount > 0 && isBarred(slot) ? 0 : net;
        }
        if (net < 0 && view == View.BESIDE) {
            return 0;
        }
        long capacity = Math.max(0, graph.slotCapacity(slot));
        if (graph.head(slot) != to) {
            capacity = Math.min(capacity, graph.slotPolicy(slot).onwardMinor());
        }
        return barredSlotCount > 0 && isBarred(slot) ? 0 : capacity - net;
    }

    void barNode(int node) {
        barredStamps[node] = epoch;
    }

    void unbarNode(int node) {
        barredStamps[node] = epoch - 1;
    }

    void barSlot(int slot) {
        if (barredSlotCount == barredSlots.length) {
            barredSlots = Arrays.copyOf(barredSlots, 2 * barredSlotCount);
        }
        barredSlots[barredSlotCount++] = slot;
    }

    /** Takes the slot barred last back in. */
    void unbarLastSlot() {
        barredSlotCount--;
    }

    private boolean isBarred(int slot) {
        for (int i = 0; i < barredSlotCount; i++) {
            if (barredSlots[i] == slot) {
                return true;
            }
        }
        return false;
    }
}
