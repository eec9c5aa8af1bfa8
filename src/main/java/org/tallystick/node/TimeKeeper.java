package org.tallystick.node;

import java.util.Optional;
import org.tallystick.base.Clock;

/**
 * The time of the next block: the wall clock, never before the parent's (design §3). Where the wall clock cannot be believed
 * the node writes nothing until its operator has confirmed the time. Owned by the ledger thread.
 */
final class TimeKeeper {

    /** A wall clock this far behind the parent is only being set right; further behind it is wrong. */
    static final long BACKWARD_TOLERANCE_MS = 10_000;

    /** How much further than the monotonic clock the wall clock may have gone while the node runs. */
    static final long JUMP_MS = 10 * 60_000;

    /** How long a stop may have lasted. */
    static final long STOP_MS = 30L * 86_400_000;

    private final Clock clock;
    private long parentMs;
    private long lastWallMs;
    private long lastMonotonicNs;
    private boolean running;

    /** Confirmed although behind the parent: blocks keep the parent's time until the wall clock has caught up. */
    private boolean behindConfirmed;

    private Optional<String> suspicion = Optional.empty();

    /**
     * Begins after a stop.
     *
     * @param clock the machine's clocks
     * @param parentMs the time of the last block; negative where there is none
     */
    TimeKeeper(Clock clock, long parentMs) {
        this.clock = clock;
        this.parentMs = parentMs;
    }

    /** The time for a block now, or nothing while the wall clock is not believed. */
    Optional<Long> now() {
        long wallMs = clock.wallMs();
        long monotonicNs = clock.monotonicNs();
        if (suspicion.isEmpty()) {
            suspicion = suspect(wallMs, monotonicNs);
        }
        if (suspicion.isPresent()) {
            return Optional.empty();
        }
        lastWallMs = wallMs;
        lastMonotonicNs = monotonicNs;
        running = true;
        return Optional.of(Math.max(parentMs, wallMs));
    }

    private Optional<String> suspect(long wallMs, long monotonicNs) {
        behindConfirmed &= wallMs < parentMs;
        if (wallMs < parentMs - BACKWARD_TOLERANCE_MS && !behindConfirmed) {
            return Optional.of("clock_behind");
        }
        if (running) {
            long passedMs = (monotonicNs - lastMonotonicNs) / 1_000_000;
            return wallMs - lastWallMs > passedMs + JUMP_MS ? Optional.of("clock_jumped") : Optional.empty();
        }
        return parentMs >= 0 && wallMs - parentMs > STOP_MS ? Optional.of("clock_far_ahead") : Optional.empty();
    }

    /** Why the wall clock is not believed. */
    Optional<String> suspicion() {
        return suspicion;
    }

    /** The operator says that the wall clock is right; blocks go on from it or from the parent's time. */
    void confirm() {
        suspicion = Optional.empty();
        lastWallMs = clock.wallMs();
        lastMonotonicNs = clock.monotonicNs();
        running = true;
        behindConfirmed = lastWallMs < parentMs;
    }

    /** A block of this time is durable. */
    void sealed(long timestampMs) {
        parentMs = timestampMs;
    }
}
