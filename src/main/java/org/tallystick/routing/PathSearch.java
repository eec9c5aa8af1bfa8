package org.tallystick.routing;

import java.util.Arrays;

/**
 * Finds a path with the fewest hops over slots that bear an amount: breadth first from both ends, always the end whose next
 * level has fewer arcs to scan. What may be used depends on the slot alone, so a shortest path is also simple. Bound to its
 * finder's thread.
 */
final class PathSearch {

    private static final int NOT_MET = -1;

    private final Side payerSide = new Side(false);
    private final Side payeeSide = new Side(true);
    private int epoch;

    /**
     * Searches.
     *
     * @param terrain what may be used
     * @param leastMinor what each slot of the path must bear, at least 1
     * @param maxHops most slots of the path
     * @param work what may be spent
     * @param path takes the path; unchanged when there is none
     * @return whether a path was found
     */
    boolean search(Terrain terrain, long leastMinor, int maxHops, Work work, Path path) {
        epoch++;
        if (epoch < 0) {
            payerSide.forget();
            payeeSide.forget();
            epoch = 1;
        }
        payerSide.begin(terrain, terrain.from());
        payeeSide.begin(terrain, terrain.to());
        for (int hop = 0; hop < maxHops; hop++) {
            if (payerSide.isExhausted() || payeeSide.isExhausted()) {
                return false;
            }
            boolean fromPayer = payerSide.nextLevelArcs <= payeeSide.nextLevelArcs;
            Side near = fromPayer ? payerSide : payeeSide;
            Side far = fromPayer ? payeeSide : payerSide;
            int meeting = near.expand(terrain, leastMinor, far, work);
            if (work.ranOut()) {
                return false;
            }
            if (meeting != NOT_MET) {
                join(terrain.graph(), meeting, path);
                return true;
            }
        }
        return false;
    }

    private void join(PaymentGraph graph, int meeting, Path path) {
        int before = payerSide.hopsTo(graph, meeting);
        path.resize(before + payeeSide.hopsTo(graph, meeting));
        int node = meeting;
        for (int hop = before - 1; hop >= 0; hop--) {
            int slot = payerSide.via[node];
            path.set(hop, slot);
            node = graph.tail(slot);
        }
        node = meeting;
        for (int hop = before; hop < path.hops(); hop++) {
            int slot = payeeSide.via[node];
            path.set(hop, slot);
            node = graph.head(slot);
        }
    }

    /** What is reached from one end. */
    private final class Side {

        private final boolean backwards;
        private int[] stamps = new int[0];
        private int[] via = new int[0];
        private int[] queue = new int[0];
        private int levelStart;
        private int queued;
        private long nextLevelArcs;
        private int end;

        Side(boolean backwards) {
            this.backwards = backwards;
        }

        void forget() {
            Arrays.fill(stamps, 0);
        }

        void begin(Terrain terrain, int start) {
            int nodeCount = terrain.graph().nodeCount();
            if (stamps.length < nodeCount) {
                int room = nodeCount + (nodeCount >> 1);
                stamps = Arrays.copyOf(stamps, room);
                via = Arrays.copyOf(via, room);
                queue = Arrays.copyOf(queue, room);
            }
            end = start;
            stamps[start] = epoch;
            queue[0] = start;
            levelStart = 0;
            queued = 1;
            nextLevelArcs = terrain.graph().degree(start);
        }

        boolean isExhausted() {
            return levelStart == queued;
        }

        /** Goes one level further; the node where both sides meet, or -1. */
        int expand(Terrain terrain, long leastMinor, Side other, Work work) {
            PaymentGraph graph = terrain.graph();
            int levelEnd = queued;
            nextLevelArcs = 0;
            for (; levelStart < levelEnd; levelStart++) {
                int node = queue[levelStart];
                int[] slots = graph.slots(node);
                int degree = graph.degree(node);
                if (!work.spend(degree)) {
                    return NOT_MET;
                }
                for (int i = 0; i < degree; i++) {
                    int next = graph.head(slots[i]);
                    if (stamps[next] == epoch) {
                        continue;
                    }
                    int slot = backwards ? slots[i] ^ 1 : slots[i];
                    if (terrain.bears(slot) < leastMinor || !terrain.isPassable(next)) {
                        continue;
                    }
                    stamps[next] = epoch;
                    via[next] = slot;
                    if (other.stamps[next] == epoch) {
                        return next;
                    }
                    queue[queued++] = next;
                    nextLevelArcs += graph.degree(next);
                }
            }
            return NOT_MET;
        }

        int hopsTo(PaymentGraph graph, int node) {
            int hops = 0;
            for (int at = node; at != end; hops++) {
                at = backwards ? graph.head(via[at]) : graph.tail(via[at]);
            }
            return hops;
        }
    }
}
