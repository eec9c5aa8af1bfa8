package org.tallystick.base;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on as the machine's does and can be pushed ahead; whoever waits by it comes back when its time has passed. */
public final class PassingClock implements Clock {

    /** So soon a push is noticed. */
    private static final long SLICE_MS = 2;

    private final Clock machine = Clock.system();
    private final AtomicLong passedMs = new AtomicLong();
    private final boolean dayToo;

    /** A clock whose time of day is pushed too. */
    public PassingClock() {
        this(true);
    }

    /** A clock whose time of day is pushed too, or not. */
    public PassingClock(boolean dayToo) {
        this.dayToo = dayToo;
    }

    @Override
    public long wallMs() {
        return machine.wallMs() + (dayToo ? passedMs.get() : 0);
    }

    @Override
    public long monotonicNs() {
        return machine.monotonicNs() + passedMs.get() * 1_000_000;
    }

    @Override
    public <T> T await(BlockingQueue<T> queue, long waitNs) throws InterruptedException {
        long endNs = monotonicNs() + waitNs;
        T found = queue.poll();
        while (found == null && monotonicNs() - endNs < 0) {
            found = queue.poll(SLICE_MS, TimeUnit.MILLISECONDS);
        }
        return found;
    }

    /** So much time is over. */
    public void pass(long ms) {
        passedMs.addAndGet(ms);
    }
}
