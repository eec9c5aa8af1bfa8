package org.tallystick.app.bench;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What memory itself costs: loads from random places of a working set. Independent ones, many of them under way at once, are the best
 * that any scan over a graph of that size could do if no two of its arcs led to neighbouring places; of dependent ones each has to be
 * waited for before the next can begin.
 */
public final class RandomGather {

    private static final int PLACES = 1 << 20;
    private static final int ROUNDS = 12;
    private static final long SEED = 7;

    /** Leaves every place as it is, which no compiler knows. */
    private static final int ALL_BITS = -1;

    private final int[] values;
    private final int[][] places = new int[ROUNDS][];
    private long sum;

    /** Draws the places of some rounds in a working set of so many bytes, before the first of them is read. */
    public RandomGather(long workingSetBytes) {
        values = new int[(int) Math.max(16, Math.min(workingSetBytes / Integer.BYTES, 1 << 30))];
        Arrays.fill(values, ALL_BITS);
        for (int round = 0; round < ROUNDS; round++) {
            places[round] = RandomNumbers.below(values.length, PLACES, SEED + round);
        }
    }

    /** Nanoseconds of processor time for one independent load; the median of some rounds, each at other places. */
    public double independentNs() {
        return medianNs(round -> sum += sum(places[round]));
    }

    /** Nanoseconds of processor time for one load that waits for the one before; the median of the same rounds. */
    public double dependentNs() {
        return medianNs(round -> sum += last(places[round]));
    }

    private double medianNs(IntConsumer round) {
        CpuTimes.warmUp(ROUNDS, 0.05, round);
        CpuTimes rounds = CpuTimes.ofEach(ROUNDS, round);
        if (sum == 1) {
            throw new IllegalStateException("So that the loads are not left out.");
        }
        return rounds.p50Us() * 1e3 / PLACES;
    }

    private long sum(int[] round) {
        long all = 0;
        for (int place : round) {
            all += values[place];
        }
        return all;
    }

    private int last(int[] round) {
        int at = 0;
        for (int place : round) {
            at = place & values[at];
        }
        return at;
    }
}
