package org.tallystick.clearing;

import static org.tallystick.base.Checks.invariant;

import java.util.Arrays;

/**
 * Takes as much off circular debts as leaves every node's net as it is. It works on the other side of the same problem: what stays has
 * to bring each net debtor's net to net creditors at the least sum, which is a minimum-cost flow in which every debt costs one.
 *
 * <p>Push and relabel (Goldberg and Tarjan) with labels of two parts: how many debts away the nearest net creditor is, where going
 * back along a debt that stays counts minus one, and, among ways that are equally long, how many arcs. Whoever has something to bring
 * passes it on to where the label is smaller, or raises their own. Labels never exceed the true distance, so that at the end no shorter
 * way is left, which is optimality. Costs are all one, so no scaling is needed; instead all labels are made exact again whenever
 * passing on has taken about as much work as that does. Made once for its debts; bound to one thread.
 */
final class LargestCirculation {

    /** How much work passing on may take, per arc, until the labels are made exact again. */
    private static final int WORK_PER_ARC = 5;

    /** The label of a neighbour plus one debt and one arc. */
    private static final long ALONG = (1L << Distances.HOP_BITS) + 1;

    /** The label of a neighbour less one debt, plus one arc. */
    private static final long BACK = 1 - (1L << Distances.HOP_BITS);

    private final CircularDebts debts;
    private final Distances distances;
    private final long[] labels;
    private final long[] excessMinor;
    private final int[] cursor;

    // Who has something to pass on, first come, first served; each once.
    private final int[] waiting;
    private int head;
    private int waitingCount;
    private long work;

    LargestCirculation(CircularDebts debts) {
        this.debts = debts;
        int nodeCount = debts.nodeCount();
        labels = new long[nodeCount];
        excessMinor = new long[nodeCount];
        cursor = Arrays.copyOf(debts.first, nodeCount);
        waiting = new int[nodeCount];
        for (int node = 0; node < nodeCount; node++) {
            for (int arc = debts.first[node]; arc < debts.middle[node]; arc++) {
                excessMinor[node] += debts.owedMinor[arc];
                excessMinor[debts.target[arc]] -= debts.owedMinor[arc];
            }
        }
        distances = new Distances(debts, labels, excessMinor);
    }

    /**
     * Solves.
     *
     * @return false when the effort was spent; then what goes contains more than cycles, and less of them than could be
     */
    boolean solve(Effort effort) {
        measure();
        for (int node = 0; node < labels.length; node++) {
            if (excessMinor[node] > 0) {
                enqueue(node);
            }
        }
        long measuredAt = work;
        while (waitingCount > 0) {
            if (effort.isSpent(work)) {
                return false;
            }
            int node = waiting[head];
            head = head + 1 == waiting.length ? 0 : head + 1;
            waitingCount--;
            passOn(node);
            if (work - measuredAt > (long) WORK_PER_ARC * debts.arcCount()) {
                measure();
                measuredAt = work;
            }
        }
        return true;
    }

    private void measure() {
        work += distances.measure();
        System.arraycopy(debts.first, 0, cursor, 0, cursor.length);
    }

    private void enqueue(int node) {
        int at = head + waitingCount;
        waiting[at < waiting.length ? at : at - waiting.length] = node;
        waitingCount++;
    }

    private void passOn(int node) {
        int end = debts.first[node + 1];
        int turn = debts.middle[node];
        int begin = cursor[node];
        long excess = excessMinor[node];
        while (excess > 0) {
            long label = labels[node];
            int arc = begin;
            for (; arc < end && excess > 0; arc++) {
                long left = debts.leftMinor[arc];
                if (left > 0 && label == labels[debts.target[arc]] + (arc < turn ? ALONG : BACK)) {
                    long amount = Math.min(left, excess);
                    push(arc, amount);
                    excess -= amount;
                }
            }
            work += arc - begin;
            // The last arc may have something left to take.
            cursor[node] = arc - 1;
            if (excess > 0) {
                begin = relabel(node);
            }
        }
        excessMinor[node] = 0;
    }

    private void push(int arc, long amountMinor) {
        int to = debts.target[arc];
        debts.leftMinor[arc] -= amountMinor;
        debts.leftMinor[debts.opposite[arc]] += amountMinor;
        long before = excessMinor[to];
        excessMinor[to] = before + amountMinor;
        if (before <= 0 && before + amountMinor > 0) {
            enqueue(to);
        }
    }

    /** Raises a label to what the neighbours allow; the first arc that can take something then. */
    private int relabel(int node) {
        int end = debts.first[node + 1];
        int turn = debts.middle[node];
        long smallest = Long.MAX_VALUE;
        int smallestArc = -1;
        for (int arc = debts.first[node]; arc < end; arc++) {
            if (debts.leftMinor[arc] > 0) {
                long label = labels[debts.target[arc]] + (arc < turn ? ALONG : BACK);
                if (label < smallest) {
                    smallest = label;
                    smallestArc = arc;
                }
            }
        }
        invariant(smallestArc >= 0, "What came to a node can go back");
        work += end - debts.first[node];
        labels[node] = smallest;
        return smallestArc;
    }
}
