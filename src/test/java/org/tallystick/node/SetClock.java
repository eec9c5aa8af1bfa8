package org.tallystick.node;

import org.tallystick.base.Clock;

/** A clock that stands where it was set; both clocks go on together unless one is pushed. */
public final class SetClock implements Clock {

    private volatile long wallMs;
    private volatile long monotonicNs;

    public SetClock(long wallMs) {
        this.wallMs = wallMs;
    }

    @Override
    public long wallMs() {
        return wallMs;
    }

    @Override
    public long monotonicNs() {
        return monotonicNs;
    }

    public void pass(long ms) {
        wallMs += ms;
        monotonicNs += ms * 1_000_000;
    }

    public void jump(long ms) {
        wallMs += ms;
    }
}
