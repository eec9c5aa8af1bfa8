package org.tallystick.routing;

import java.util.Arrays;

/**
 * The graph as one query sees it: its ends, the nodes and arcs it may not touch, what flows already, and so how much each slot
 * still bears. Keeps a byte of marks for every node, which it clears by lists of what it marked. Bound to its finder's thread.
 */
final class Terrain {

    /** What a search looks for on top of the flow. */
    enum View {
        /** Capacity left for another route beside those that flow. */
        BESIDE,
        /** Capacity left for changing the flow, taking back included. */
        RESIDUAL
    }

    /** Marks what was reached from the payer. */
    static final int FROM_PAYER = 1;

    /** Marks what was reached from the payee. */
    static final int FROM_PAYEE = 2;

    /** Marks a node that a search may not touch. */
    static final int BARRED = 4;

    /** Marks the payee, whom everybody may pay whoever may not pass through. */
    static final int GOAL = 16;

    /** Marks an end of a slot over which something flows or which is barred, so that its word does not tell what it bears. */
    static final int TOUCHED = 8;

    /** The neighbours of who has more are not gone through to find a bound. */
    private static final int MOST_SUMMED = 512;

    private final Flow flow = new Flow();
    private PaymentGraph graph = new PaymentGraph();
    private SlotPages.Table table = graph.table();
    private int from;
    private int to;
    private View view = View.BESIDE;

    private byte[] marks = new byte[0];
    private int[] marked = new int[64];
    private int markedCount;
    private int[] barredSlots = new int[4];
    private int barredSlotCount;

    /** Begins a query over an empty flow; false when an end does not take part, so that there is nothing to search. */
    boolean enter(PaymentGraph searched, int payer, int payee, NodeSet avoid) {
        forget();
        graph = searched;
        table = searched.table();
        from = payer;
        to = payee;
        if (marks.length < searched.nodeCount()) {
            marks = new byte[searched.nodeCount() + (searched.nodeCount() >> 1)];
        }
        for (int i = 0; i < avoid.size() && avoid.at(i) < searched.nodeCount(); i++) {
            barNode(avoid.at(i));
        }
        return isPassable(payer) && isPassable(payee);
    }

    /** Forgets what flows and what is barred, but not the nodes to avoid. */
    void clearFlow() {
        flow.clear();
        barredSlotCount = 0;
        int kept = 0;
        for (int i = 0; i < markedCount; i++) {
            int node = marked[i];
            marks[node] &= (byte) ~TOUCHED;
            if ((marks[node] & BARRED) != 0) {
                marked[kept++] = node;
            }
        }
        markedCount = kept;
    }

    private void forget() {
        flow.clear();
        barredSlotCount = 0;
        view = View.BESIDE;
        for (int i = 0; i < markedCount; i++) {
            marks[marked[i]] &= (byte) ~(BARRED | TOUCHED);
        }
        markedCount = 0;
    }

    void look(View wanted) {
        view = wanted;
    }

    PaymentGraph graph() {
        return graph;
    }

    SlotPages.Table table() {
        return table;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The marks of all nodes; a search sets and clears its own. */
    byte[] marks() {
        return marks;
    }

    /** Whether a node takes part and is not barred. */
    boolean isPassable(int node) {
        return (marks[node] & BARRED) == 0 && !graph.words().isInactive(node);
    }

    /** How much a slot bears in the present view, in minor units; 0 or less means that it cannot be used. */
    long bears(int slot) {
        long net = flow.count() == 0 ? 0 : flow.net(slot, table.twin(slot));
        if (net < 0 && view == View.BESIDE) {
            return 0;
        }
        return isBarred(slot) ? 0 : graph.words().bearsMinor(slot, to) - net;
    }

    Flow flow() {
        return flow;
    }

    /**
     * The most that could flow at all, by what the payer can pay its neighbours and what the payee can be paid by its own, in minor
     * units; {@link Long#MAX_VALUE} where one of them has very many.
     */
    long mostMinor() {
        return Math.min(sumMinor(from, false), sumMinor(to, true));
    }

    private long sumMinor(int node, boolean inward) {
        if (graph.rows().degree(node) > MOST_SUMMED) {
            return Long.MAX_VALUE;
        }
        long sumMinor = 0;
        int count = 0;
        for (int piece = graph.rows().firstPiece(node); piece != Rows.NONE; ) {
            long header = table.word(piece);
            count += 1 + Pieces.used(header);
            if (count > 2 * MOST_SUMMED) {
                return Long.MAX_VALUE;
            }
            for (int slot = piece + 1, end = slot + Pieces.used(header); slot < end; slot++) {
                if ((marks[table.head(slot)] & BARRED) == 0) {
                    sumMinor =
                            Sums.saturating(sumMinor, graph.words().bearsMinor(inward ? table.twin(slot) : slot, to));
                }
            }
            piece = Pieces.next(header);
        }
        return sumMinor;
    }

    /** What flows over a slot, in minor units; negative what flows against it. */
    long flows(int slot) {
        return flow.net(slot, table.twin(slot));
    }

    /**
     * Puts an amount on a slot of a path from the payer; a negative one takes it off. Who pays on over the slot is the payer or was paid
     * over the slot before, and so is marked without being looked up.
     */
    void add(int slot, long amountMinor) {
        flow.add(slot, table.twin(slot), amountMinor);
        mark(from, TOUCHED);
        mark(table.head(slot), TOUCHED);
    }

    void barNode(int node) {
        mark(node, BARRED);
    }

    void unbarNode(int node) {
        marks[node] &= (byte) ~BARRED;
    }

    void barSlot(int slot) {
        if (barredSlotCount == barredSlots.length) {
            barredSlots = Arrays.copyOf(barredSlots, 2 * barredSlotCount);
        }
        barredSlots[barredSlotCount++] = slot;
        touch(slot);
    }

    /** Takes the slot barred last back in. */
    void unbarLastSlot() {
        barredSlotCount--;
    }

    private void touch(int slot) {
        mark(table.head(slot), TOUCHED);
        mark(table.tail(slot), TOUCHED);
    }

    private void mark(int node, int mark) {
        int before = marks[node];
        if ((before & (BARRED | TOUCHED)) == 0) {
            if (markedCount == marked.length) {
                marked = Arrays.copyOf(marked, 2 * markedCount);
            }
            marked[markedCount++] = node;
        }
        marks[node] = (byte) (before | mark);
    }

    /** Whether a slot may not be used, or whoever it leads to. */
    boolean isShut(int slot) {
        return (marks[table.head(slot)] & BARRED) != 0 || isBarred(slot);
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
