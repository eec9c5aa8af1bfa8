package org.tallystick.routing;

import java.util.Arrays;

/** The slots of a path from payer to payee, in a buffer that is used again. Bound to its finder's thread. */
final class Path {

    private int[] slots = new int[RouteConstraints.MAX_HOPS];
    private long[] bears = new long[RouteConstraints.MAX_HOPS];
    private long width;
    private int hops;
    private int blockingSlot;
    private int blockedNode;

    int hops() {
        return hops;
    }

    int slot(int hop) {
        return slots[hop];
    }

    /** Makes the path that many hops long, its slots to be set. */
    void resize(int newHops) {
        if (newHops > slots.length) {
            slots = Arrays.copyOf(slots, 2 * newHops);
            bears = new long[2 * newHops];
        }
        hops = newHops;
    }

    void set(int hop, int slot) {
        slots[hop] = slot;
    }

    void copyFrom(Path other) {
        resize(other.hops);
        System.arraycopy(other.slots, 0, slots, 0, hops);
    }

    /**
     * Makes this the path over a bridge between the two sides of a search, as it was reached; on which hop the bridge is.
     *
     * @param near the side in whose row the bridge stands
     * @param nearPlace the place there of the row's node
     * @param bridge the slot
     * @param far the other side
     * @param farPlace the place there of the slot's neighbour
     */
    int across(Ball near, int nearPlace, int bridge, Ball far, int farPlace, SlotPages.Table table) {
        int nearLevel = near.level(nearPlace);
        int farLevel = far.level(farPlace);
        resize(nearLevel + 1 + farLevel);
        int bridgeHop = near.fromPayee ? farLevel : nearLevel;
        slots[bridgeHop] = near.fromPayee ? table.twin(bridge) : bridge;
        back(near, nearPlace, bridgeHop, table);
        back(far, farPlace, bridgeHop, table);
        return bridgeHop;
    }

    private void back(Ball ball, int from, int bridgeHop, SlotPages.Table table) {
        int hop = bridgeHop;
        for (int place = from; place != 0; place = ball.parents[place]) {
            int slot = ball.slots[place];
            if (ball.fromPayee) {
                slots[++hop] = table.twin(slot);
            } else {
                slots[--hop] = slot;
            }
        }
    }

    /** What the whole path bears, in minor units. */
    long width(Terrain terrain) {
        width = Long.MAX_VALUE;
        for (int hop = 0; hop < hops; hop++) {
            bears[hop] = terrain.bears(slots[hop]);
            width = Math.min(width, bears[hop]);
        }
        return width;
    }

    /** Whether a hop bears no more than the whole path does, as {@link #width} found it. */
    boolean isNarrowest(int hop) {
        return bears[hop] == width;
    }

    /** Puts an amount on every arc of the path, or takes it away. */
    void addTo(Terrain terrain, long amountMinor) {
        for (int hop = 0; hop < hops; hop++) {
            terrain.add(slots[hop], amountMinor);
        }
    }

    /** Whether no arc of the path blocks an intermediate of it; if one does, {@link #blockingSlot} and {@link #blockedNode} tell. */
    boolean isLawful(Terrain terrain) {
        SlotPages.Table table = terrain.table();
        for (int hop = 0; hop < hops; hop++) {
            if (ArcWord.isRuled(table.word(slots[hop]))) {
                NodeSet blocked = terrain.graph().words().policy(slots[hop]).blockedIntermediates();
                for (int other = 0; other < hops - 1 && !blocked.isEmpty(); other++) {
                    if (blocked.contains(table.head(slots[other]))) {
                        blockingSlot = slots[hop];
                        blockedNode = table.head(slots[other]);
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The slot that made the path unlawful. */
    int blockingSlot() {
        return blockingSlot;
    }

    /** The node that the slot blocks. */
    int blockedNode() {
        return blockedNode;
    }

    /** The path as a route of its own. */
    Route toRoute(Terrain terrain, long amountMinor) {
        SlotPages.Table table = terrain.table();
        int[] nodes = new int[hops + 1];
        nodes[0] = terrain.from();
        for (int hop = 0; hop < hops; hop++) {
            nodes[hop + 1] = table.head(slots[hop]);
        }
        return new Route(nodes, amountMinor);
    }
}
