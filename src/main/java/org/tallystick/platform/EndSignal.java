package org.tallystick.platform;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a program that serves end in order when its process is told to end: the process waits, within bounds, until {@link #close}
 * was called. One thread makes, awaits and closes it.
 */
public final class EndSignal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private volatile boolean well;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("end-signal").unstarted(this::holdUp);

    /** Begins to listen. */
    public EndSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void holdUp() {
        asked.countDown();
        try {
            if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && well) {
                // Else the machine reports the signal as a failure, although all has ended as it should.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process is told to end. */
    public void await() throws InterruptedException {
        asked.await();
    }

    /** All has ended as it should: the process that was told to end reports that. */
    public void allWell() {
        well = true;
    }

    /** All has ended; the process need not wait any more. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process ends already, which is why this is called.
            assert ending != null;
        }
    }
}
