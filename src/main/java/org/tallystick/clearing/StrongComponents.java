package org.tallystick.clearing;

import java.util.Arrays;

/**
 * Which nodes can reach each other along debts: only between those does a cycle run. Tarjan's walk with a stack of its own, so that
 * long chains do no harm. Bound to one thread.
 */
final class StrongComponents {

    private static final int NOT_SEEN = -1;

    private StrongComponents() {}

    /**
     * The component of each node, numbered from 0 in the order in which they are closed.
     *
     * @param first the debts of node n stand from {@code first[n]} to {@code first[n + 1]}
     * @param creditors whom the debts are owed
     */
    static int[] of(int[] first, int[] creditors) {
        int nodeCount = first.length - 1;
        int[] component = new int[nodeCount];
        Arrays.fill(component, NOT_SEEN);
        int[] seenAt = new int[nodeCount];
        Arrays.fill(seenAt, NOT_SEEN);
        int[] lowest = new int[nodeCount];
        int[] next = Arrays.copyOf(first, nodeCount);
        int[] walk = new int[nodeCount];
        int[] open = new int[nodeCount];
        int openCount = 0;
        int seen = 0;
        int components = 0;
        for (int start = 0; start < nodeCount; start++) {
            if (seenAt[start] != NOT_SEEN) {
                continue;
            }
            int walked = 0;
            walk[walked++] = start;
            seenAt[start] = lowest[start] = seen++;
            open[openCount++] = start;
            while (walked > 0) {
                int node = walk[walked - 1];
                if (next[node] < first[node + 1]) {
                    int creditor = creditors[next[node]++];
                    if (seenAt[creditor] == NOT_SEEN) {
                        walk[walked++] = creditor;
                        seenAt[creditor] = lowest[creditor] = seen++;
                        open[openCount++] = creditor;
                    } else if (component[creditor] == NOT_SEEN) {
                        lowest[node] = Math.min(lowest[node], seenAt[creditor]);
                    }
                    continue;
                }
                walked--;
                if (walked > 0) {
                    int before = walk[walked - 1];
                    lowest[before] = Math.min(lowest[before], lowest[node]);
                }
                if (lowest[node] == seenAt[node]) {
                    int member;
                    do {
                        member = open[--openCount];
                        component[member] = components;
                    } while (member != node);
                    components++;
                }
            }
        }
        return component;
    }
}
