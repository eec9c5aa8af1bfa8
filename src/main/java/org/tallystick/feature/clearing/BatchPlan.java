package org.tallystick.feature.clearing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows for each equivalent when it is netted next. One thread. */
final class BatchPlan {

    private static final long NS_OF_MS = 1_000_000;

    private final BatchLimits limits;
    private final long begunNs;
    private long restUntilNs;
    private final Map<String, Last> lasts = new HashMap<>();

    /** How many debts came or grew in an equivalent since the start. */
    record Turnover(String equivalent, long newDebts) {}

    /** When a batch began, and how many new debts there had been that it left nothing of. */
    private record Last(long atNs, long debts) {}

    /** What was there before the start counts as one new debt. */
    BatchPlan(BatchLimits limits, long nowNs) {
        this.limits = limits;
        this.begunNs = nowNs;
        this.restUntilNs = nowNs;
    }

    /** Of those that are due now the one that has waited longest. */
    Optional<Turnover> next(List<Turnover> turnovers, long nowNs) {
        return turnovers.stream()
                .filter(turnover -> isDue(turnover, nowNs))
                .min(Comparator.comparingLong(
                        turnover -> last(turnover.equivalent()).atNs() - begunNs));
    }

    private boolean isDue(Turnover turnover, long nowNs) {
        Last last = last(turnover.equivalent());
        long sinceNs = nowNs - last.atNs();
        long more = turnover.newDebts() - last.debts();
        boolean soon = more >= limits.newDebts() && sinceNs >= limits.soonestMs() * NS_OF_MS;
        boolean late = more > 0 && sinceNs >= limits.everyMs() * NS_OF_MS;
        return (soon || late) && nowNs - restUntilNs >= 0;
    }

    private Last last(String equivalent) {
        return lasts.getOrDefault(equivalent, new Last(begunNs, -1));
    }

    /**
     * A batch was made.
     *
     * @param whole whether it did all it could; else there is another one as if a debt were new
     */
    void made(Turnover turnover, long fromNs, long untilNs, boolean whole) {
        lasts.put(turnover.equivalent(), new Last(fromNs, turnover.newDebts() - (whole ? 0 : 1)));
        restUntilNs = untilNs + (untilNs - fromNs) * limits.restFactor();
    }
}
