package org.tallystick.hub;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.tallystick.base.Clock;

/** Counts what the hub answers. Any thread. */
public final class Meters {

    private static final int RATE_SECONDS = 10;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Clock clock;
    private final long startedNs;
    private final LongAdder requests = new LongAdder();
    private final AtomicLong underWay = new AtomicLong();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final long[] seconds = new long[RATE_SECONDS + 1];
    private final int[] counts = new int[RATE_SECONDS + 1];

    /**
     * Begins to count.
     *
     * @param clock of this machine
     */
    public Meters(Clock clock) {
        this.clock = clock;
        this.startedNs = clock.monotonicNs();
    }

    void begin() {
        underWay.incrementAndGet();
        requests.increment();
        long second = Math.floorDiv(clock.monotonicNs(), SECOND_NS);
        int place = Math.floorMod(second, seconds.length);
        synchronized (counts) {
            if (seconds[place] != second) {
                seconds[place] = second;
                counts[place] = 0;
            }
            counts[place]++;
        }
    }

    void end(int status) {
        underWay.decrementAndGet();
        byStatus.computeIfAbsent(status, none -> new LongAdder()).increment();
    }

    /** How many requests there were since the start. */
    public long requests() {
        return requests.sum();
    }

    /** How many are being answered. */
    public long underWay() {
        return underWay.get();
    }

    /** How many answers there were of each status. */
    public Map<Integer, Long> byStatus() {
        Map<Integer, Long> sums = new TreeMap<>();
        byStatus.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    /** Requests of the last ten whole seconds; a tenth of it is the rate. */
    public int requestsOfTenSeconds() {
        long now = Math.floorDiv(clock.monotonicNs(), SECOND_NS);
        int sum = 0;
        synchronized (counts) {
            for (int i = 0; i < seconds.length; i++) {
                if (seconds[i] < now && now - seconds[i] <= RATE_SECONDS) {
                    sum += counts[i];
                }
            }
        }
        return sum;
    }

    /** For how long the hub has been serving. */
    public long uptimeSeconds() {
        return (clock.monotonicNs() - startedNs) / SECOND_NS;
    }
}
