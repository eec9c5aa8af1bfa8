package org.tallystick.routing;

import java.util.Arrays;

/** The slots of a path from payer to payee, in a buffer that is used again. Bound to its finder's thread. */
final class Path {

    private int[] slots = new int[RouteConstraints.MAX_HOPS];
    private int hops;

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

    /** What the whole path bears, in minor units. */
    long width(Terrain terrain) {
        long width = Long.MAX_VALUE;
        for (int hop = 0; hop < hops; hop++) {
            width = Math.min(width, terrain.bears(slots[hop]));
        }
        return width;
    }

    /** Puts an amount on every arc of the path, or takes it away. */
    void addTo(Flow flow, long amountMinor) {
        for (int hop = 0; hop < hops; hop++) {
            flow.add(slots[hop], amountMinor);
        }
    }

    /** The path as a route of its own. */
    Route toRoute(PaymentGraph graph, long amountMinor) {
        int[] nodes = new int[hops + 1];
        nodes[0] = graph.tail(slots[0]);
        for (int hop = 0; hop < hops; hop++) {
            nodes[hop + 1] = graph.head(slots[hop]);
        }
        return new Route(nodes, amountMinor);
    }
}
