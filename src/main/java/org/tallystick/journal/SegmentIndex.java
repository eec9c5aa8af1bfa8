package org.tallystick.journal;

import java.util.Arrays;

/** Where the entries of one segment begin, by height. May be used from any thread; one of them adds. */
final class SegmentIndex {

    private static final int FIRST_CAPACITY = 64;

    private long[] heights = new long[FIRST_CAPACITY];
    private int[] offsets = new int[FIRST_CAPACITY];
    private int count;

    synchronized void add(long height, long offset) {
        if (count == heights.length) {
            heights = Arrays.copyOf(heights, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        heights[count] = height;
        offsets[count] = Math.toIntExact(offset);
        count++;
    }

    /** The offset of the entry with this height, or -1. */
    synchronized int offsetOf(long height) {
        int at = Arrays.binarySearch(heights, 0, count, height);
        return at < 0 ? -1 : offsets[at];
    }

    /** The offset of the first entry with this height or a greater one, or -1. */
    synchronized int offsetFrom(long height) {
        int at = Arrays.binarySearch(heights, 0, count, height);
        int first = at < 0 ? -at - 1 : at;
        return first == count ? -1 : offsets[first];
    }
}
