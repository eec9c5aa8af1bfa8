package org.tallystick.node;

import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.base.Clock;

/** A clock that stands where it was set; both clocks go on together unless one is pushed. */
public final class SetClock implements Clock {

    private final AtomicLong wallMs;
    private final AtomicLong monotonicNs = new AtomicLong();

    public SetClock(long wallMs) {
        this.wallMs = new AtomicLong(wallMs);
    }

    @Override
    public long wallMs() {
        return wallMs.get();
    }

    @Override
    public long monotonicNs() {
        return monotonicNs.get();
    }

    public void pass(long ms) {
        wallMs.addAndGet(ms);
        monotonicNs.addAndGet(ms * 1_000_000);
    }

    public void jump(long ms) {
        wallMs.addAndGet(ms);
    }
}
