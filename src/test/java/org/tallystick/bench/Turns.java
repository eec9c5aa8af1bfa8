package org.tallystick.bench;

import java.util.function.IntConsumer;
import org.tallystick.app.bench.CpuTimes;

/**
 * The same questions with and without a load, in slices that take turns, so that a noisy neighbour disturbs both.
 *
 * @param still what they take without
 * @param moving what they take with it
 */
record Turns(CpuTimes still, CpuTimes moving) {

    /** Sees to the load before each question, outside its time. */
    interface Load {

        /**
         * The next question is about to be asked.
         *
         * @param isMoving with a load or without
         * @param movingNs what all questions that were asked with it have taken so far
         */
        void next(boolean isMoving, long movingNs);
    }

    /**
     * Asks.
     *
     * @param count how many questions
     * @param slice after how many of them the load is turned on or off
     * @param passes how often all of them are asked, an even number: each as often with as without
     */
    static Turns take(int count, int slice, int passes, Load load, IntConsumer question) {
        long[] quiet = new long[passes / 2 * count];
        long[] loaded = new long[passes / 2 * count];
        int quietCount = 0;
        int loadedCount = 0;
        long movingNs = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < count; i++) {
                boolean isMoving = (i / slice + pass) % 2 == 0;
                load.next(isMoving, movingNs);
                long before = CpuTimes.nowNs();
                question.accept(i);
                long tookNs = CpuTimes.nowNs() - before;
                if (isMoving) {
                    loaded[loadedCount++] = tookNs;
                    movingNs += tookNs;
                } else {
                    quiet[quietCount++] = tookNs;
                }
            }
        }
        return new Turns(CpuTimes.of(quiet), CpuTimes.of(loaded));
    }

    /** How many times as long the load makes them take, by the mean. */
    double meanRatio() {
        return moving.meanUs() / still.meanUs();
    }

    /** The same by the median. */
    double medianRatio() {
        return moving.p50Us() / still.p50Us();
    }
}
