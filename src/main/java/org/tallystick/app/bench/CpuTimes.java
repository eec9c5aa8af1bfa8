package org.tallystick.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Processor time of this thread, one number for each of a row of questions, at least one. Unchanged once made. */
public final class CpuTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** After so many the compiler has seen everything, however short they are. */
    static final int ENOUGH = 300_000;

    private final long[] asTaken;
    private final long[] ascending;
    private final double meanNs;

    private CpuTimes(long[] asTaken, double meanNs) {
        this.asTaken = asTaken;
        this.ascending = asTaken.clone();
        Arrays.sort(ascending);
        this.meanNs = meanNs;
    }

    /** Processor time of this thread so far, in nanoseconds. */
    public static long nowNs() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Asks each question once and takes the time of each. */
    public static CpuTimes ofEach(int count, IntConsumer question) {
        long[] times = new long[count];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long before = nowNs();
            question.accept(i);
            times[i] = nowNs() - before;
            sum += times[i];
        }
        return new CpuTimes(times, (double) sum / count);
    }

    /** Times that somebody else took. */
    public static CpuTimes of(long[] times) {
        return new CpuTimes(times.clone(), Arrays.stream(times).average().orElse(0));
    }

    /** The same, and the mean is known from elsewhere. */
    public static CpuTimes of(long[] times, double meanNs) {
        return new CpuTimes(times.clone(), meanNs);
    }

    /** The same as of each, and the mean is of all of them in a row once more, without looking at the clock between them. */
    public static CpuTimes ofEachAndOfAll(int count, IntConsumer question) {
        CpuTimes each = ofEach(count, question);
        long before = nowNs();
        for (int i = 0; i < count; i++) {
            question.accept(i);
        }
        return new CpuTimes(each.asTaken, (double) (nowNs() - before) / count);
    }

    /** Asks over and over for a while, so that the compiler has seen everything; not more often than it takes for that. */
    public static void warmUp(int count, double seconds, IntConsumer question) {
        long end = nowNs() + (long) (seconds * 1e9);
        for (int i = 0; i < ENOUGH && nowNs() < end; i++) {
            question.accept(i % count);
        }
    }

    /** How many questions there were. */
    public int count() {
        return asTaken.length;
    }

    /** The mean in microseconds. */
    public double meanUs() {
        return meanNs / 1e3;
    }

    /** The median in microseconds, with looking at the clock; of an even number the upper one. */
    public double p50Us() {
        return ascending[ascending.length / 2] / 1e3;
    }

    /** What 99 of 100 stayed below, in microseconds, with looking at the clock. */
    public double p99Us() {
        return ascending[(int) (ascending.length * 0.99)] / 1e3;
    }

    /** How many times the mean that is; both with looking at the clock, as the mean that is told may be without it. */
    public double p99OverMean() {
        return p99Us() / meanOfFirstUs(count());
    }

    /** Questions in a second of processor time. */
    public double perSecond() {
        return 1e9 / meanNs;
    }

    /** Mean of the first ones only, with looking at the clock, to set beside somebody who was asked no more. */
    public double meanOfFirstUs(int first) {
        return Arrays.stream(asTaken, 0, Math.min(first, asTaken.length))
                        .average()
                        .orElse(0)
                / 1e3;
    }

    /** Median of the first ones only. */
    public double p50OfFirstUs(int first) {
        long[] those = Arrays.copyOf(asTaken, Math.min(first, asTaken.length));
        Arrays.sort(those);
        return those[those.length / 2] / 1e3;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%10.0f/s  mean %10.1f us  with the clock p50 %10.1f  p99 %10.1f  p99/mean %5.1f  (%d)",
                perSecond(),
                meanUs(),
                p50Us(),
                p99Us(),
                p99OverMean(),
                count());
    }
}
