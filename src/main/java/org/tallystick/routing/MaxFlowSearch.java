package org.tallystick.routing;

import java.util.Arrays;

/**
 * Maximum flow by levels and blocking flows (Y. Dinitz, 1970), on the residual view of a terrain. Bound to its finder's
 * thread.
 */
final class MaxFlowSearch {

    private final Path path = new Path();
    private int[] levels = new int[0];
    private int[] stamps = new int[0];
    private int[] cursors = new int[0];
    private int[] queue = new int[0];
    private int epoch;

    /** The value of the flow, or what was found of it when the work ran out. */
    long valueMinor(Terrain terrain, Work work) {
        int nodeCount = terrain.graph().nodeCount();
        if (stamps.length < nodeCount) {
            int room = nodeCount + (nodeCount >> 1);
            levels = new int[room];
            stamps = new int[room];
            cursors = new int[room];
            queue = new int[room];
            epoch = 0;
        }
        terrain.look(Terrain.View.RESIDUAL);
        long value = 0;
        while (rank(terrain, work)) {
            value = saturatingSum(value, block(terrain, work));
        }
        return value;
    }

    /** Gives every node its distance from the payer; whether the payee has one. */
    private boolean rank(Terrain terrain, Work work) {
        epoch++;
        if (epoch < 0) {
            Arrays.fill(stamps, 0);
            epoch = 1;
        }
        PaymentGraph graph = terrain.graph();
        int queued = 0;
        queue[queued++] = terrain.from();
        stamps[terrain.from()] = epoch;
        levels[terrain.from()] = 0;
        cursors[terrain.from()] = 0;
        for (int at = 0; at < queued; at++) {
            int node = queue[at];
            if (node == terrain.to()) {
                return true;
            }
            int[] slots = graph.slots(node);
            int degree = graph.degree(node);
            if (!work.spend(degree)) {
                return false;
            }
            for (int i = 0; i < degree; i++) {
                int next = graph.head(slots[i]);
                if (stamps[next] != epoch && terrain.bears(slots[i]) > 0 && terrain.isPassable(next)) {
                    stamps[next] = epoch;
                    levels[next] = levels[node] + 1;
                    cursors[next] = 0;
                    queue[queued++] = next;
                }
            }
        }
        return false;
    }

    /** Saturates the paths that go up one level a hop; what they carried. */
    private long block(Terrain terrain, Work work) {
        PaymentGraph graph = terrain.graph();
        long value = 0;
        path.resize(0);
        int node = terrain.from();
        while (true) {
            if (node == terrain.to()) {
                long width = path.width(terrain);
                path.addTo(terrain.flow(), width);
                value = saturatingSum(value, width);
                node = retreatToSaturated(terrain);
                continue;
            }
            int slot = nextUp(terrain, node, work);
            if (work.ranOut()) {
                return value;
            }
            if (slot >= 0) {
                path.resize(path.hops() + 1);
                path.set(path.hops() - 1, slot);
                node = graph.head(slot);
            } else if (path.hops() == 0) {
                return value;
            } else {
                node = graph.tail(path.slot(path.hops() - 1));
                cursors[node]++;
                path.resize(path.hops() - 1);
            }
        }
    }

    private int nextUp(Terrain terrain, int node, Work work) {
        PaymentGraph graph = terrain.graph();
        int[] slots = graph.slots(node);
        int degree = graph.degree(node);
        for (; cursors[node] < degree; cursors[node]++) {
            if (!work.spend(1)) {
                return -1;
            }
            int slot = slots[cursors[node]];
            int next = graph.head(slot);
            if (stamps[next] == epoch && levels[next] == levels[node] + 1 && terrain.bears(slot) > 0) {
                return slot;
            }
        }
        return -1;
    }

    private int retreatToSaturated(Terrain terrain) {
        for (int hop = 0; hop < path.hops(); hop++) {
            int slot = path.slot(hop);
            if (terrain.bears(slot) == 0) {
                path.resize(hop);
                return terrain.graph().tail(slot);
            }
        }
        return terrain.to();
    }

    private static long saturatingSum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
