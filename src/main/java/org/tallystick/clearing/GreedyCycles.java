package org.tallystick.clearing;

import java.util.Arrays;

/**
 * Takes one cycle after the other off what goes until it contains none. One walk along what is left: where it meets itself it cancels a
 * cycle; where it cannot go on it goes back for good, since cancelling never opens a way. Of a circulation it leaves nothing, of other
 * debts no cycle, but not always the least. Its cycles are of any length. Bound to one thread.
 */
final class GreedyCycles {

    private static final int NOT_ON_WALK = -1;

    private final CircularDebts debts;
    private final CycleList found;

    // The arcs of each node are used once, in order.
    private final int[] cursors;

    private final int[] walkedArcs;
    private final int[] positions;
    private int walked;

    GreedyCycles(CircularDebts debts, CycleList found) {
        this.debts = debts;
        this.found = found;
        cursors = Arrays.copyOf(debts.first, debts.nodeCount());
        walkedArcs = new int[debts.nodeCount()];
        positions = new int[debts.nodeCount()];
        Arrays.fill(positions, NOT_ON_WALK);
    }

    /** Takes all, or as many as the list holds. */
    void takeAll(Effort effort) {
        for (int start = 0; start < positions.length && !found.isFull() && !effort.isStopped(); start++) {
            takeFrom(start);
        }
        if ((found.isFull() || effort.isStopped()) && debts.goesSomewhere()) {
            found.leaveOut();
        }
    }

    private void takeFrom(int start) {
        int node = start;
        positions[node] = 0;
        while (!found.isFull()) {
            int arc = nextArc(node);
            if (arc < 0) {
                positions[node] = NOT_ON_WALK;
                if (walked == 0) {
                    return;
                }
                walked--;
                node = walked == 0 ? start : debts.target[walkedArcs[walked - 1]];
                cursors[node]++;
                continue;
            }
            walkedArcs[walked++] = arc;
            int next = debts.target[arc];
            if (positions[next] == NOT_ON_WALK) {
                positions[next] = walked;
                node = next;
            } else {
                node = cancel(positions[next], next);
            }
        }
    }

    private int nextArc(int node) {
        for (; cursors[node] < debts.middle[node]; cursors[node]++) {
            if (debts.leftMinor[cursors[node]] > 0) {
                return cursors[node];
            }
        }
        return -1;
    }

    /** Cancels the end of the walk from a position on, which is a cycle; the node from which the walk goes on. */
    private int cancel(int from, int node) {
        long amount = Long.MAX_VALUE;
        for (int position = from; position < walked; position++) {
            amount = Math.min(amount, debts.leftMinor[walkedArcs[position]]);
        }
        int[] nodes = new int[walked - from];
        int debtor = node;
        int keptUpTo = walked;
        int keptNode = node;
        for (int position = from; position < walked; position++) {
            int arc = walkedArcs[position];
            nodes[position - from] = debtor;
            debts.leftMinor[arc] -= amount;
            if (debts.leftMinor[arc] == 0 && position < keptUpTo) {
                keptUpTo = position;
                keptNode = debtor;
            }
            debtor = debts.target[arc];
        }
        for (int position = walked - 1; position > keptUpTo; position--) {
            positions[nodes[position - from]] = NOT_ON_WALK;
        }
        walked = keptUpTo;
        for (int position = 0; position < nodes.length; position++) {
            nodes[position] = debts.nodes[nodes[position]];
        }
        found.add(nodes, amount);
        return keptNode;
    }
}
