package org.tallystick.clearing;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes short cycles off what goes, of a circulation all that are short enough: for each node again and again the shortest through it,
 * searched from both of its sides at once. Nodes with few debts come first, as long as those with many, over which the ways are short,
 * are still there. Bound to one thread.
 */
final class ShortCycles {

    private final CircularDebts debts;
    private final CycleList found;

    /** From debtors to creditors. */
    private final Side along;

    /** From creditors to debtors. */
    private final Side back;

    /** By which debt each node was reached, and in the upper half by which side of which search. */
    private final long[] reached;

    /** Debts of which nothing goes any more. */
    private final BitSet used;

    private int searches;
    private long work;

    /** One direction of a search: the rows to follow, which end where nothing goes any more, and the nodes to go on from. */
    private static final class Side {

        final int[] first;
        final int[] end;

        /** The debts of a row, as arcs of the debtors' rows. */
        final int[] arcs;

        final int[] nodes;
        final int[] queue;
        int head;
        int tail;
        int stamp;

        Side(int[] first, int[] arcs, int[] nodes) {
            this.first = first;
            this.arcs = arcs;
            this.nodes = nodes;
            int nodeCount = first.length - 1;
            end = Arrays.copyOfRange(first, 1, nodeCount + 1);
            queue = new int[nodeCount];
        }

        void begin(int node, int newStamp) {
            head = 0;
            tail = 1;
            queue[0] = node;
            stamp = newStamp;
        }

        int waiting() {
            return tail - head;
        }

        /** Takes a debt out of a row; the last one stands in its place then. */
        void drop(int node, int at) {
            int last = --end[node];
            arcs[at] = arcs[last];
            nodes[at] = nodes[last];
        }

        int rowLength(int node) {
            return end[node] - first[node];
        }
    }

    ShortCycles(CircularDebts debts, CycleList found) {
        this.debts = debts;
        this.found = found;
        along = rows(true);
        back = rows(false);
        reached = new long[debts.nodeCount()];
        used = new BitSet(debts.arcCount());
    }

    private Side rows(boolean ofDebtors) {
        int[] first = new int[debts.nodeCount() + 1];
        int[] arcs = new int[debts.arcCount() / 2];
        int[] nodes = new int[arcs.length];
        int count = 0;
        for (int node = 0; node < debts.nodeCount(); node++) {
            first[node] = count;
            int from = ofDebtors ? debts.first[node] : debts.middle[node];
            int until = ofDebtors ? debts.middle[node] : debts.first[node + 1];
            for (int at = from; at < until; at++) {
                int arc = ofDebtors ? at : debts.opposite[at];
                if (debts.leftMinor[arc] > 0) {
                    arcs[count] = arc;
                    nodes[count++] = debts.target[at];
                }
            }
        }
        first[debts.nodeCount()] = count;
        return new Side(first, arcs, nodes);
    }

    /**
     * Takes all, or what the list holds.
     *
     * @return false when the effort was spent before; what was a circulation still is one
     */
    boolean takeAll(Effort effort) {
        for (int node : fewestFirst()) {
            boolean more = goesFrom(node);
            while (more) {
                more = search(node) && goesFrom(node);
                if (effort.isSpent(work)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether anything still goes from a node, and the list has room. */
    private boolean goesFrom(int node) {
        int first = along.first[node];
        while (along.end[node] > first && used.get(along.arcs[first])) {
            along.drop(node, first);
        }
        return !found.isFull() && along.end[node] > first;
    }

    private int[] fewestFirst() {
        int nodeCount = debts.nodeCount();
        int[] next = new int[debts.arcCount() + 2];
        for (int node = 0; node < nodeCount; node++) {
            next[along.rowLength(node) + back.rowLength(node) + 1]++;
        }
        for (int i = 1; i < next.length; i++) {
            next[i] += next[i - 1];
        }
        int[] order = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++) {
            order[next[along.rowLength(node) + back.rowLength(node)]++] = node;
        }
        return order;
    }

    /** Takes the shortest cycles through a node; false where all are longer than allowed. */
    private boolean search(int node) {
        if (searches == Integer.MAX_VALUE / 2) {
            Arrays.fill(reached, 0);
            searches = 0;
        }
        searches++;
        along.begin(node, 2 * searches);
        back.begin(node, 2 * searches + 1);
        for (int hops = 1; hops <= found.maxHops(); hops++) {
            if (along.waiting() == 0 || back.waiting() == 0) {
                return false;
            }
            // Once both sides have gone a hop, neither comes round to the node itself without meeting the other before.
            boolean goAlong = hops == 1 || (hops > 2 && along.waiting() <= back.waiting());
            if (goAlong ? step(node, along, back.stamp) : step(node, back, along.stamp)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Goes one hop further on a side, and takes a cycle off wherever it meets the other: all of them are equally long. Those behind
     * one that used up what they share come to nothing.
     */
    private boolean step(int start, Side side, int otherStamp) {
        boolean met = false;
        for (int levelEnd = side.tail; side.head < levelEnd; side.head++) {
            int from = side.queue[side.head];
            int rowEnd = dropUsed(side, from);
            work += rowEnd - side.first[from];
            for (int at = side.first[from]; at < rowEnd; at++) {
                int to = side.nodes[at];
                int stamp = (int) (reached[to] >>> 32);
                if (stamp == otherStamp) {
                    met = true;
                    take(start, side.arcs[at]);
                    if (!goesFrom(start)) {
                        return true;
                    }
                } else if (stamp != side.stamp && !met) {
                    reached[to] = ((long) side.stamp << 32) | side.arcs[at];
                    side.queue[side.tail++] = to;
                }
            }
        }
        return met;
    }

    /** Takes debts out of a row of which nothing goes any more; where the row ends then. */
    private int dropUsed(Side side, int node) {
        int at = side.first[node];
        while (at < side.end[node]) {
            if (used.get(side.arcs[at])) {
                side.drop(node, at);
            } else {
                at++;
            }
        }
        return at;
    }

    private int debtor(int arc) {
        return debts.target[debts.opposite[arc]];
    }

    /** Takes the cycle off that runs from a node along to the debtor of a debt, and from its creditor on to the node, if it still goes. */
    private void take(int node, int meeting) {
        int before = 0;
        long amount = debts.leftMinor[meeting];
        for (int at = debtor(meeting); at != node; at = debtor((int) reached[at])) {
            amount = Math.min(amount, debts.leftMinor[(int) reached[at]]);
            before++;
        }
        int hops = before + 1;
        for (int at = debts.target[meeting]; at != node; at = debts.target[(int) reached[at]]) {
            amount = Math.min(amount, debts.leftMinor[(int) reached[at]]);
            hops++;
        }
        if (amount == 0) {
            return;
        }
        int[] nodes = new int[hops];
        nodes[0] = debts.nodes[node];
        int position = before;
        for (int at = debtor(meeting); at != node; at = debtor((int) reached[at])) {
            takeOff((int) reached[at], amount);
            nodes[position--] = debts.nodes[at];
        }
        takeOff(meeting, amount);
        position = before + 1;
        for (int at = debts.target[meeting]; at != node; at = debts.target[(int) reached[at]]) {
            takeOff((int) reached[at], amount);
            nodes[position++] = debts.nodes[at];
        }
        found.add(nodes, amount);
    }

    private void takeOff(int arc, long amountMinor) {
        debts.leftMinor[arc] -= amountMinor;
        if (debts.leftMinor[arc] == 0) {
            used.set(arc);
        }
    }
}
