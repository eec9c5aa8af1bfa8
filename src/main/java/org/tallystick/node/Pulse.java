package org.tallystick.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on a thread of its own, with pauses, until it is closed. A platform thread, for work that takes the
 * processor for long. Any thread closes it.
 */
public final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long CLOSE_MS = 60_000;

    private final Duration pause;
    private final Runnable beat;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Pulse(String name, Duration pause, Runnable beat) {
        this.pause = pause;
        this.beat = beat;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * Begins, with a pause.
     *
     * @param name the thread's
     * @param pause between the end of one and the beginning of the next, by the machine's own time
     * @param beat what is done; one that fails, be it for want of memory, is logged, and the next is done nevertheless
     */
    public static Pulse start(String name, Duration pause, Runnable beat) {
        Pulse pulse = new Pulse(name, pause, beat);
        pulse.thread.start();
        return pulse;
    }

    private void run() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                beatOnce();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOnce() {
        try {
            beat.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("What is done again and again failed", failed);
        }
    }

    /** Begins nothing any more, and waits until what is under way ends. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MS);
            if (thread.isAlive()) {
                LOG.warn("{} is still under way and is left behind", thread.getName());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
