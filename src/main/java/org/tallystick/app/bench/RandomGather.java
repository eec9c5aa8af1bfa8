package org.tallystick.app.bench;

/**
 * What memory itself costs: independent loads from random places of a working set, the best that any scan over a graph of
 * that size could do if no two of its arcs led to neighbouring places.
 */
public final class RandomGather {

    private static final int PLACES = 1 << 20;
    private static final int ROUNDS = 12;
    private static final long SEED = 7;

    private RandomGather() {}

    /** Nanoseconds of processor time for one load out of so many bytes; the median of some rounds, each at other places. */
    public static double nsEach(long workingSetBytes) {
        int[] values = new int[(int) Math.max(16, Math.min(workingSetBytes / Integer.BYTES, 1 << 30))];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        // All are drawn before the first is read, so that drawing does not disturb what a round finds in the caches.
        int[][] places = new int[ROUNDS][];
        for (int round = 0; round < ROUNDS; round++) {
            places[round] = RandomNumbers.below(values.length, PLACES, SEED + round);
        }
        long[] sums = new long[1];
        CpuTimes.warmUp(ROUNDS, 0.05, round -> sums[0] += sum(values, places[round]));
        CpuTimes rounds = CpuTimes.ofEach(ROUNDS, round -> sums[0] += sum(values, places[round]));
        if (sums[0] == 1) {
            throw new IllegalStateException("So that the loads are not left out.");
        }
        return rounds.p50Us() * 1e3 / PLACES;
    }

    private static long sum(int[] values, int[] places) {
        long sum = 0;
        for (int place : places) {
            sum += values[place];
        }
        return sum;
    }
}
