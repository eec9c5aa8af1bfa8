package org.tallystick.routing;

import java.util.Arrays;

/**
 * Finds the number of a pair of nodes: an open addressing table of pair numbers with linear probing, whose keys are read
 * from the owner's arrays. Part of {@link PaymentGraph} and bound to its thread.
 */
final class PairIndex {

    private static final int NONE = -1;

    private int[] table = filled(64);
    private int size;

    /** The number of the pair, or -1. {@code heads} holds each pair's high node at 2p and its low node at 2p + 1. */
    int find(int low, int high, int[] heads) {
        int mask = table.length - 1;
        for (int at = hash(low, high) & mask; ; at = (at + 1) & mask) {
            int pair = table[at];
            if (pair == NONE || (heads[2 * pair] == high && heads[2 * pair + 1] == low)) {
                return pair;
            }
        }
    }

    /** Adds a pair that is not there yet; its nodes must stand in {@code heads}. */
    void add(int pair, int[] heads) {
        if (2 * (size + 1) > table.length) {
            int[] old = table;
            table = filled(2 * old.length);
            for (int other : old) {
                if (other != NONE) {
                    place(other, heads);
                }
            }
        }
        place(pair, heads);
        size++;
    }

    /** Takes out a pair that is there; its nodes must still stand in {@code heads}. */
    void remove(int pair, int[] heads) {
        int mask = table.length - 1;
        int hole = home(pair, heads) & mask;
        while (table[hole] != pair) {
            hole = (hole + 1) & mask;
        }
        // What was displaced by the pair moves back, so that no probe meets a gap before what it looks for.
        for (int at = (hole + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
            int displaced = (at - home(table[at], heads)) & mask;
            if (displaced >= ((at - hole) & mask)) {
                table[hole] = table[at];
                hole = at;
            }
        }
        table[hole] = NONE;
        size--;
    }

    private void place(int pair, int[] heads) {
        int mask = table.length - 1;
        int at = home(pair, heads) & mask;
        while (table[at] != NONE) {
            at = (at + 1) & mask;
        }
        table[at] = pair;
    }

    private static int home(int pair, int[] heads) {
        return hash(heads[2 * pair + 1], heads[2 * pair]);
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
