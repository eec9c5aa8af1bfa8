package org.tallystick.routing;

import java.util.Arrays;

/**
 * What a payment's routes put on the arcs so far. Only the net of each pair of nodes is kept, so that a flow never uses both
 * directions. Bound to its finder's thread.
 */
final class Flow {

    private long[] nets = new long[0];
    private int[] stamps = new int[0];
    private int epoch;
    private boolean empty = true;

    /** Empties the flow in constant time. */
    void clear() {
        empty = true;
        epoch++;
        if (epoch < 0) {
            Arrays.fill(stamps, 0);
            epoch = 1;
        }
    }

    /** What flows over a slot, in minor units; negative what flows over its twin. */
    long net(int slot) {
        int pair = slot >> 1;
        if (empty || pair >= stamps.length || stamps[pair] != epoch) {
            return 0;
        }
        return (slot & 1) == 0 ? nets[pair] : -nets[pair];
    }

    /** Adds to what flows over a slot; a negative amount takes away. */
    void add(int slot, long amountMinor) {
        int pair = slot >> 1;
        if (pair >= stamps.length) {
            int room = Math.max(pair + 1, stamps.length + (stamps.length >> 1));
            nets = Arrays.copyOf(nets, room);
            stamps = Arrays.copyOf(stamps, room);
        }
        if (stamps[pair] != epoch) {
            stamps[pair] = epoch;
            nets[pair] = 0;
        }
        nets[pair] += (slot & 1) == 0 ? amountMinor : -amountMinor;
        empty = false;
    }
}
