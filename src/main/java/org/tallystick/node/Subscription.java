package org.tallystick.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Follows durable blocks. One that is too slow misses blocks and is told so; it never holds the ledger thread up. One thread
 * takes.
 */
public final class Subscription implements AutoCloseable {

    private static final int CAPACITY = 1024;

    private final BlockingQueue<CommittedBlock> blocks = new ArrayBlockingQueue<>(CAPACITY);
    private final Subscribers subscribers;
    private volatile boolean missed;

    Subscription(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    void offer(CommittedBlock block) {
        if (!blocks.offer(block)) {
            missed = true;
        }
    }

    /** The next block, or nothing when none came in time. */
    public Optional<CommittedBlock> take(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(blocks.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Whether blocks were missed, so that the journal has to be read for them. */
    public boolean missed() {
        return missed;
    }

    @Override
    public void close() {
        subscribers.remove(this);
    }
}
