package org.tallystick.app.bench;

import java.util.Arrays;

/** Numbers by two nodes: an open table that is at most half full. What leaves makes those behind it move up. Bound to one thread. */
final class PairTable {

    private static final int NONE = -1;

    private long[] keys = new long[128];
    private int[] values = new int[128];
    private int size;

    PairTable() {
        Arrays.fill(values, NONE);
    }

    private static long key(int one, int other) {
        return ((long) one << 32) | other;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33) & (keys.length - 1);
    }

    /** The number of a pair, or -1. */
    int find(int one, int other) {
        return values[slot(key(one, other))];
    }

    /** Where the key stands, or the gap where it would. */
    private int slot(long key) {
        int slot = home(key);
        while (values[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    /** Enters a pair that is not in it. */
    void put(int one, int other, int value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = slot(key(one, other));
        keys[slot] = key(one, other);
        values[slot] = value;
        size++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        Arrays.fill(values, NONE);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] != NONE) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                values[slot] = oldValues[old];
            }
        }
    }

    /** Takes a pair out that is in it. */
    void remove(int one, int other) {
        int gap = slot(key(one, other));
        int mask = keys.length - 1;
        for (int slot = (gap + 1) & mask; values[slot] != NONE; slot = (slot + 1) & mask) {
            // It may fill the gap unless its home lies behind the gap.
            if (((slot - home(keys[slot])) & mask) >= ((slot - gap) & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
        values[gap] = NONE;
        size--;
    }
}
