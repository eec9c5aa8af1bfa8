package org.tallystick.routing;

import java.util.Arrays;

/**
 * What a search has reached from one end, in the order in which it was reached, so that each level is a stretch of it, and how: a
 * tree. Bound to its finder's thread.
 */
final class Ball {

    private static final int USED_UP = -1;

    /** So many nodes are counted before the counts of both sides are compared again. */
    private static final int COUNTED_AT_ONCE = 8;

    /** Whether it grows from the payee against the arcs. */
    final boolean fromPayee;

    /** The mark of what it has reached. */
    final int mark;

    /** The nodes in the order in which they were reached. */
    int[] queue = new int[256];

    /** Of each of them the slot, in the row of a node of the level before, by which it was reached. */
    int[] slots = new int[256];

    /** Of each of them the place of that node of the level before. */
    int[] parents = new int[256];

    int queued;

    /** Where the level begins that was reached last. */
    int levelStart;

    int depth;

    private int[] levelStarts = new int[32];
    private long countedArcs;
    private int countedUpTo;

    Ball(boolean fromPayee) {
        this.fromPayee = fromPayee;
        this.mark = fromPayee ? Terrain.FROM_PAYEE : Terrain.FROM_PAYER;
    }

    /** Begins at an end. */
    void begin(byte[] marks, int[] places, int end) {
        queue[0] = end;
        slots[0] = 0;
        parents[0] = 0;
        queued = 1;
        levelStart = 0;
        levelStarts[0] = 0;
        depth = 0;
        countedArcs = 0;
        countedUpTo = 0;
        places[end] = 0;
        marks[end] |= (byte) mark;
    }

    /** Takes the ball's marks off. */
    void clear(byte[] marks) {
        int keep = ~mark;
        for (int i = 0; i < queued; i++) {
            marks[queue[i]] &= (byte) keep;
        }
        queued = 0;
    }

    /** Makes sure that so many nodes more can be put into the queue. */
    void ensureRoom(int more) {
        if (queued + more > queue.length) {
            int room = 2 * (queued + more);
            queue = Arrays.copyOf(queue, room);
            slots = Arrays.copyOf(slots, room);
            parents = Arrays.copyOf(parents, room);
        }
    }

    boolean isExhausted() {
        return levelStart == queued;
    }

    /** Whether the way back from a place is known to bear nothing more. */
    boolean isUsedUp(int place) {
        return slots[place] == USED_UP;
    }

    /** Whether any part of the way back from a place is known to bear nothing more; the place is then known not to itself. */
    boolean isCutOff(int place) {
        int at = place;
        while (at != 0 && slots[at] != USED_UP) {
            at = parents[at];
        }
        if (at != 0) {
            slots[place] = USED_UP;
        }
        return at != 0;
    }

    /** The way back from a place bears nothing more. */
    void useUp(int place) {
        slots[place] = USED_UP;
    }

    /**
     * Whether the next level of one ball has no more arcs than that of the other. Counts few more of them than it takes to tell,
     * and goes on counting when it is asked again.
     */
    static boolean hasFewerArcs(Ball one, Ball other, Rows rows) {
        while (true) {
            if (one.countedArcs <= other.countedArcs) {
                if (!one.countsMore(rows)) {
                    return true;
                }
            } else if (!other.countsMore(rows)) {
                return false;
            }
        }
    }

    private boolean countsMore(Rows rows) {
        if (countedUpTo == queued) {
            return false;
        }
        int end = Math.min(queued, countedUpTo + COUNTED_AT_ONCE);
        int arcs = 0;
        for (int at = countedUpTo; at < end; at++) {
            arcs += rows.degree(queue[at]);
        }
        countedArcs += arcs;
        countedUpTo = end;
        return true;
    }

    /** Goes on to the level that was reached last. */
    void advance(int newLevelStart) {
        levelStart = newLevelStart;
        depth++;
        if (depth == levelStarts.length) {
            levelStarts = Arrays.copyOf(levelStarts, 2 * depth);
        }
        levelStarts[depth] = newLevelStart;
        countedArcs = 0;
        countedUpTo = newLevelStart;
    }

    /** The level of a place in the queue. */
    int level(int place) {
        int level = depth;
        while (place < levelStarts[level]) {
            level--;
        }
        return level;
    }
}
