package org.tallystick.routing;

import java.util.Arrays;

/**
 * Finds the slot of a pair of nodes that both have large rows: an open addressing table with linear probing of the slots in the
 * lower node's row, whose keys are read from the slots themselves. Owned by the graph's thread.
 */
final class PairIndex {

    private static final int NONE = Rows.NONE;

    private final SlotPages pages;
    private int[] table = filled(64);
    private int size;

    PairIndex(SlotPages pages) {
        this.pages = pages;
    }

    long bytes() {
        return (long) Integer.BYTES * table.length;
    }

    /** The slot of {@code high} in the row of {@code low}, or {@link Rows#NONE}. */
    int find(int low, int high) {
        SlotPages.Table slots = pages.table();
        int mask = table.length - 1;
        for (int at = hash(low, high) & mask; ; at = (at + 1) & mask) {
            int slot = table[at];
            if (slot == NONE || (slots.head(slot) == high && slots.tail(slot) == low)) {
                return slot;
            }
        }
    }

    /** Adds a pair that is not there yet. */
    void add(int low, int high, int slot) {
        if (2 * (size + 1) > table.length) {
            grow();
        }
        place(low, high, slot);
        size++;
    }

    /** The pair's slot is another one from now on; both are still to be read. */
    void move(int low, int high, int from, int to) {
        table[position(low, high, from)] = to;
    }

    /** Takes out a pair that is there; its slots are still to be read. */
    void remove(int low, int high, int slot) {
        SlotPages.Table slots = pages.table();
        int mask = table.length - 1;
        int hole = position(low, high, slot);
        // What was displaced by the pair moves back, so that no probe meets a gap before what it looks for.
        for (int at = (hole + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
            int home = hash(slots.tail(table[at]), slots.head(table[at]));
            int displaced = (at - home) & mask;
            if (displaced >= ((at - hole) & mask)) {
                table[hole] = table[at];
                hole = at;
            }
        }
        table[hole] = NONE;
        size--;
    }

    private int position(int low, int high, int slot) {
        int mask = table.length - 1;
        int at = hash(low, high) & mask;
        while (table[at] != slot) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        SlotPages.Table slots = pages.table();
        int[] old = table;
        table = filled(2 * old.length);
        for (int slot : old) {
            if (slot != NONE) {
                place(slots.tail(slot), slots.head(slot), slot);
            }
        }
    }

    private void place(int low, int high, int slot) {
        int mask = table.length - 1;
        int at = hash(low, high) & mask;
        while (table[at] != NONE) {
            at = (at + 1) & mask;
        }
        table[at] = slot;
    }

    private static int hash(int low, int high) {
        long mixed = (((long) low << 32) | high) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) ^ (int) (mixed >>> 47);
    }

    private static int[] filled(int length) {
        int[] fresh = new int[length];
        Arrays.fill(fresh, NONE);
        return fresh;
    }
}
