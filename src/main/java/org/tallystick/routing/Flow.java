package org.tallystick.routing;

import java.util.Arrays;

/**
 * What a payment's routes put on the arcs so far. Only the net of each pair of nodes is kept, so that a flow never uses both
 * directions. It lies beside the graph, which no search ever changes, and takes room for what it touches only. Bound to its
 * finder's thread.
 */
final class Flow {

    private static final int LEAST_ROOM = 256;

    // An open addressing table with linear probing: of each pair the lower slot plus one, so that 0 is a gap, and what
    // flows over it.
    private int[] keys = new int[LEAST_ROOM];
    private long[] nets = new long[LEAST_ROOM];
    private int[] taken = new int[LEAST_ROOM / 2];
    private int count;

    /** Empties the flow, in time with what flowed. */
    void clear() {
        for (int i = 0; i < count; i++) {
            keys[taken[i]] = 0;
        }
        count = 0;
    }

    /** How many pairs of a slot and its twin were ever added to. */
    int count() {
        return count;
    }

    /** The lower slot of one of the pairs that were added to. */
    int slotAt(int index) {
        return keys[taken[index]] - 1;
    }

    /** What flows over the lower slot of one of the pairs that were added to, in minor units; negative what flows over its twin. */
    long netAt(int index) {
        return nets[taken[index]];
    }

    /** What flows over a slot, in minor units; negative what flows over its twin. */
    long net(int slot, int twin) {
        int at = position(Math.min(slot, twin));
        if (keys[at] == 0) {
            return 0;
        }
        return slot < twin ? nets[at] : -nets[at];
    }

    /** Adds to what flows over a slot, and takes it off its twin; a negative amount takes away. */
    void add(int slot, int twin, long amountMinor) {
        int lower = Math.min(slot, twin);
        int at = position(lower);
        if (keys[at] == 0) {
            if (count == taken.length) {
                grow();
                at = position(lower);
            }
            keys[at] = lower + 1;
            nets[at] = 0;
            taken[count++] = at;
        }
        nets[at] += slot < twin ? amountMinor : -amountMinor;
    }

    private int position(int slot) {
        int mask = keys.length - 1;
        int at = ((slot * 0x9E3779B9) >>> 7) & mask;
        while (keys[at] != 0 && keys[at] != slot + 1) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldNets = nets;
        int[] oldTaken = taken;
        keys = new int[2 * oldKeys.length];
        nets = new long[keys.length];
        taken = Arrays.copyOf(oldTaken, keys.length / 2);
        for (int i = 0; i < count; i++) {
            int at = position(oldKeys[oldTaken[i]] - 1);
            keys[at] = oldKeys[oldTaken[i]];
            nets[at] = oldNets[oldTaken[i]];
            taken[i] = at;
        }
    }
}
