package org.tallystick.clearing;

import java.util.Arrays;

/**
 * Makes the labels of a {@link LargestCirculation} exact: how far each node is from the nearest net creditor. A search by buckets from
 * all of them at once, against the arcs, by the distances that the old labels do not account for yet and among equals by arcs. Bound to
 * one thread.
 */
final class Distances {

    /** A label is the distance in debts, and in its lower bits the arcs. */
    static final int HOP_BITS = 32;

    private static final long HOPS = (1L << HOP_BITS) - 1;
    private static final int NO_ENTRY = -1;

    private final CircularDebts debts;
    private final long[] labels;
    private final long[] excessMinor;

    /** What a label lacks, and the arcs of the way; as labels are made. */
    private final long[] near;

    private final boolean[] settled;

    // For each distance a list of nodes that were reached with it from a smaller one.
    private int[] bucketHeads = new int[64];
    private int bucketCount;
    private int[] entryNodes = new int[64];
    private int[] entryNext = new int[64];
    private int entryCount;

    // Of the distance that is being settled: whom smaller ones reached, by arcs, and behind them whom it reaches
    // itself.
    private long[] reachedBefore = new long[64];
    private int reachedBeforeCount;
    private final int[] reachedHere;
    private int reachedHereCount;
    private long work;

    Distances(CircularDebts debts, long[] labels, long[] excessMinor) {
        this.debts = debts;
        this.labels = labels;
        this.excessMinor = excessMinor;
        this.near = new long[labels.length];
        this.settled = new boolean[labels.length];
        this.reachedHere = new int[labels.length];
    }

    /** Sets all labels; how many arcs it looked at. */
    long measure() {
        work = 0;
        entryCount = 0;
        bucketCount = 0;
        Arrays.fill(near, Long.MAX_VALUE);
        Arrays.fill(settled, false);
        for (int node = 0; node < labels.length; node++) {
            if (excessMinor[node] < 0) {
                near[node] = 0;
                enter(0, node);
            }
        }
        for (int distance = 0; distance < bucketCount; distance++) {
            settleAll(distance);
        }
        // Who reaches nobody is passed nothing; their labels only have to stay out of the way of those around them.
        long beyond = (long) bucketCount << HOP_BITS;
        for (int node = 0; node < labels.length; node++) {
            labels[node] = (labels[node] & ~HOPS) + (settled[node] ? near[node] : beyond);
        }
        return work;
    }

    /** Settles those at a distance in the order of their arcs. */
    private void settleAll(int distance) {
        collect(distance);
        reachedHereCount = 0;
        int before = 0;
        int here = 0;
        while (before < reachedBeforeCount || here < reachedHereCount) {
            boolean ownNext = before == reachedBeforeCount
                    || (here < reachedHereCount
                            && (near[reachedHere[here]] & HOPS) <= reachedBefore[before] >> HOP_BITS);
            int node = ownNext ? reachedHere[here++] : (int) reachedBefore[before++];
            if (!settled[node]) {
                settled[node] = true;
                reachFrom(node, distance);
            }
        }
    }

    private void collect(int distance) {
        reachedBeforeCount = 0;
        boolean ascending = true;
        long last = 0;
        for (int entry = bucketHeads[distance]; entry != NO_ENTRY; entry = entryNext[entry]) {
            int node = entryNodes[entry];
            if (settled[node] || near[node] >> HOP_BITS != distance) {
                continue;
            }
            if (reachedBeforeCount == reachedBefore.length) {
                reachedBefore = Arrays.copyOf(reachedBefore, 2 * reachedBeforeCount);
            }
            long hops = near[node] & HOPS;
            ascending &= hops >= last;
            last = hops;
            reachedBefore[reachedBeforeCount++] = (hops << HOP_BITS) | node;
        }
        if (!ascending) {
            Arrays.sort(reachedBefore, 0, reachedBeforeCount);
        }
    }

    private void reachFrom(int node, int distance) {
        int end = debts.first[node + 1];
        int turn = debts.middle[node];
        int here = (int) (labels[node] >> HOP_BITS) + distance;
        long hops = (near[node] & HOPS) + 1;
        work += end - debts.first[node];
        for (int arc = debts.first[node]; arc < end; arc++) {
            // Asked is the arc that comes from the other, which has left what this one does not.
            if (debts.leftMinor[arc] < debts.owedMinor[arc]) {
                int from = debts.target[arc];
                int lacks = here + (arc < turn ? -1 : 1) - (int) (labels[from] >> HOP_BITS);
                long label = ((long) lacks << HOP_BITS) + hops;
                if (label < near[from]) {
                    near[from] = label;
                    if (lacks == distance) {
                        reachedHere[reachedHereCount++] = from;
                    } else {
                        enter(lacks, from);
                    }
                }
            }
        }
    }

    private void enter(int distance, int node) {
        if (distance >= bucketHeads.length) {
            bucketHeads = Arrays.copyOf(bucketHeads, Math.max(distance + 1, 2 * bucketHeads.length));
        }
        while (bucketCount <= distance) {
            bucketHeads[bucketCount++] = NO_ENTRY;
        }
        if (entryCount == entryNodes.length) {
            entryNodes = Arrays.copyOf(entryNodes, 2 * entryCount);
            entryNext = Arrays.copyOf(entryNext, 2 * entryCount);
        }
        entryNodes[entryCount] = node;
        entryNext[entryCount] = bucketHeads[distance];
        bucketHeads[distance] = entryCount++;
    }
}
