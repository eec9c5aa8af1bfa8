package org.tallystick.app.town;

import org.tallystick.base.Checks;
import org.tallystick.base.Clock;

/** A clock that stands until it is moved on; both its clocks go together. Any thread may ask, one moves it. */
final class RunningClock implements Clock {

    private static final long NS_A_MS = 1_000_000;

    private final long startMs;
    private volatile long wallMs;

    RunningClock(long startMs) {
        this.startMs = startMs;
        this.wallMs = startMs;
    }

    void moveTo(long newWallMs) {
        Checks.require(newWallMs >= wallMs, "Time does not go back");
        wallMs = newWallMs;
    }

    @Override
    public long wallMs() {
        return wallMs;
    }

    @Override
    public long monotonicNs() {
        return (wallMs - startMs) * NS_A_MS;
    }
}
