package org.tallystick.feature.clearing;

import java.util.HashMap;
import java.util.Map;

/** Knows for each equivalent when it is netted next. One thread. */
final class BatchPlan {

    private static final long NS_OF_MS = 1_000_000;

    private final BatchLimits limits;
    private final long begunNs;
    private long restUntilNs;
    private final Map<String, Last> lasts = new HashMap<>();

    /** When a batch began, and how many new debts there had been. */
    private record Last(long atNs, long debts) {}

    /** What was there before the start counts as one new debt. */
    BatchPlan(BatchLimits limits, long nowNs) {
        this.limits = limits;
        this.begunNs = nowNs;
        this.restUntilNs = nowNs;
    }

    /**
     * Whether it is time.
     *
     * @param debts how many new ones there were since the start
     */
    boolean isDue(String equivalent, long debts, long nowNs) {
        Last last = lasts.getOrDefault(equivalent, new Last(begunNs, -1));
        long more = debts - last.debts();
        boolean soon = more >= limits.newDebts();
        boolean late = more > 0 && nowNs - last.atNs() >= limits.everyMs() * NS_OF_MS;
        return (soon || late) && nowNs - restUntilNs >= 0;
    }

    /** A batch was made. */
    void made(String equivalent, long debts, long fromNs, long untilNs) {
        lasts.put(equivalent, new Last(fromNs, debts));
        restUntilNs = untilNs + (untilNs - fromNs) * limits.restFactor();
    }
}
