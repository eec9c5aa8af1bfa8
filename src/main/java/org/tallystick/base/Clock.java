package org.tallystick.base;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the time. Everything that asks the time gets a clock handed in, so that a test can set it.
 *
 * <p>Implementations may be called from any thread.
 */
public interface Clock {

    /** The wall clock in milliseconds since 1970-01-01T00:00:00Z; it may jump in both directions. */
    long wallMs();

    /** A clock in nanoseconds that never goes back while the process lives; only differences mean something. */
    long monotonicNs();

    /**
     * Waits for what comes next in a queue, no longer than so long by this clock.
     *
     * @return null where nothing came
     * @throws InterruptedException when the caller is interrupted
     */
    default <T> @Nullable T await(BlockingQueue<T> queue, long waitNs) throws InterruptedException {
        return queue.poll(waitNs, TimeUnit.NANOSECONDS);
    }

    /** The machine's clocks. */
    static Clock system() {
        return new Clock() {
            @Override
            public long wallMs() {
                return System.currentTimeMillis();
            }

            @Override
            public long monotonicNs() {
                return System.nanoTime();
            }
        };
    }
}
