package org.tallystick.hub.live;

import org.tallystick.base.Clock;

/** How much a client may still say: some at once, and so many a second in the long run. One thread at a time. */
final class Allowance {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Clock clock;
    private final int perSecond;
    private final int burst;
    private long leftNs;
    private long atNs;

    Allowance(Clock clock, int perSecond, int burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
        this.leftNs = burst * SECOND_NS;
        this.atNs = clock.monotonicNs();
    }

    /** Takes one; false where there is none. */
    boolean take() {
        long nowNs = clock.monotonicNs();
        long passedNs = Math.min(nowNs - atNs, burst * SECOND_NS);
        atNs = nowNs;
        leftNs = Math.min(burst * SECOND_NS, leftNs + passedNs * perSecond);
        if (leftNs < SECOND_NS) {
            return false;
        }
        leftNs -= SECOND_NS;
        return true;
    }
}
