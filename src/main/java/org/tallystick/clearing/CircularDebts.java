package org.tallystick.clearing;

import java.util.Arrays;

/**
 * The debts that a cycle can run along: those whose debtor and creditor can reach each other. Its nodes are numbered anew without
 * gaps. Each debt stands in two rows as an arc: among its debtor's debts, and among what its creditor is owed, where it runs the other
 * way. Bound to one thread.
 */
final class CircularDebts {

    /** The given number of each node. */
    final int[] nodes;

    /** The arcs of node n stand from {@code first[n]} to {@code first[n + 1]}. */
    final int[] first;

    /** From here on the arcs of a node are what it is owed. */
    final int[] middle;

    final int[] target;

    /** The same debt in the other's row. */
    final int[] opposite;

    /** What is owed, in both rows. */
    final long[] owedMinor;

    /**
     * Taking off: what goes, in the debtor's row, and what stays, in the creditor's, together what is owed. It begins with all of it
     * going.
     */
    final long[] leftMinor;

    private CircularDebts(int[] nodes, int[] first, int[] middle, int arcs) {
        this.nodes = nodes;
        this.first = first;
        this.middle = middle;
        this.target = new int[arcs];
        this.opposite = new int[arcs];
        this.owedMinor = new long[arcs];
        this.leftMinor = new long[arcs];
    }

    /** Chooses them. */
    static CircularDebts of(JoinedDebts debts) {
        int[] component = StrongComponents.of(debts.first, debts.creditors);
        int[] own = new int[debts.nodeCount];
        int[] owed = new int[debts.nodeCount];
        int count = 0;
        for (int node = 0; node < debts.nodeCount; node++) {
            for (int debt = debts.first[node]; debt < debts.first[node + 1]; debt++) {
                if (component[node] == component[debts.creditors[debt]]) {
                    own[node]++;
                    owed[debts.creditors[debt]]++;
                    count++;
                }
            }
        }
        int[] number = new int[debts.nodeCount];
        Arrays.fill(number, -1);
        int numbered = 0;
        for (int node = 0; node < debts.nodeCount; node++) {
            if (own[node] > 0) {
                number[node] = numbered++;
            }
        }
        int[] nodes = new int[numbered];
        int[] first = new int[numbered + 1];
        int[] middle = new int[numbered];
        for (int node = 0; node < debts.nodeCount; node++) {
            int at = number[node];
            if (at >= 0) {
                nodes[at] = node;
                middle[at] = first[at] + own[node];
                first[at + 1] = middle[at] + owed[node];
            }
        }
        CircularDebts circular = new CircularDebts(nodes, first, middle, 2 * count);
        circular.fill(debts, component, number);
        return circular;
    }

    private void fill(JoinedDebts debts, int[] component, int[] number) {
        int[] next = middle.clone();
        for (int at = 0; at < nodes.length; at++) {
            int node = nodes[at];
            int arc = first[at];
            for (int debt = debts.first[node]; debt < debts.first[node + 1]; debt++) {
                int creditor = debts.creditors[debt];
                if (component[node] == component[creditor]) {
                    int other = number[creditor];
                    int back = next[other]++;
                    target[arc] = other;
                    target[back] = at;
                    opposite[arc] = back;
                    opposite[back] = arc;
                    owedMinor[arc] = debts.amountsMinor[debt];
                    owedMinor[back] = debts.amountsMinor[debt];
                    leftMinor[arc] = debts.amountsMinor[debt];
                    arc++;
                }
            }
        }
    }

    /** Whether no sum at a node can exceed a {@code long}. */
    boolean sumsFit() {
        for (int node = 0; node < nodes.length; node++) {
            long room = Long.MAX_VALUE;
            for (int arc = first[node]; arc < first[node + 1]; arc++) {
                if (owedMinor[arc] > room) {
                    return false;
                }
                room -= owedMinor[arc];
            }
        }
        return true;
    }

    /** Begins anew: all of what is owed goes. */
    void letAllGo() {
        for (int node = 0; node < nodes.length; node++) {
            for (int arc = first[node]; arc < first[node + 1]; arc++) {
                leftMinor[arc] = arc < middle[node] ? owedMinor[arc] : 0;
            }
        }
    }

    /** Whether anything goes. */
    boolean goesSomewhere() {
        for (int node = 0; node < nodes.length; node++) {
            for (int arc = first[node]; arc < middle[node]; arc++) {
                if (leftMinor[arc] > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All that goes together; too much for a {@code long} is an ArithmeticException. */
    long goingMinor() {
        long sum = 0;
        for (int node = 0; node < nodes.length; node++) {
            for (int arc = first[node]; arc < middle[node]; arc++) {
                sum = Math.addExact(sum, leftMinor[arc]);
            }
        }
        return sum;
    }

    int nodeCount() {
        return nodes.length;
    }

    int arcCount() {
        return target.length;
    }
}
