package org.tallystick.base;

import java.util.concurrent.BlockingQueue;

/**
 * A clock that stands until it is pushed, for one thread that waits by it and a test that pushes: the test knows when the other waits and
 * when it has noticed a push, so that nothing is left to how soon it runs.
 */
public final class StandingClock implements Clock {

    /** So soon what came in a queue is noticed. */
    private static final long SLICE_MS = 2;

    private static final long PATIENCE_SLICES = 10_000;

    private final long startMs;
    private long passedMs;
    private boolean waits;
    private long noticedMs;

    public StandingClock(long startMs) {
        this.startMs = startMs;
    }

    @Override
    public synchronized long wallMs() {
        return startMs + passedMs;
    }

    @Override
    public synchronized long monotonicNs() {
        return passedMs * 1_000_000;
    }

    @Override
    public synchronized <T> T await(BlockingQueue<T> queue, long waitNs) throws InterruptedException {
        long endNs = monotonicNs() + waitNs;
        waits = true;
        try {
            T found = queue.poll();
            while (found == null && monotonicNs() < endNs) {
                noticedMs = passedMs;
                notifyAll();
                wait(SLICE_MS);
                found = queue.poll();
            }
            return found;
        } finally {
            waits = false;
            notifyAll();
        }
    }

    /** Comes back when the other waits by this clock, and knows what time it is. */
    public synchronized void awaitWaiting() throws InterruptedException {
        for (long left = PATIENCE_SLICES; !waits || noticedMs != passedMs; left--) {
            if (left == 0) {
                throw new AssertionError("nobody waits by the clock");
            }
            wait(SLICE_MS);
        }
    }

    /** So much time is over. */
    public synchronized void pass(long ms) {
        passedMs += ms;
        notifyAll();
    }
}
