package org.tallystick.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells somebody of each durable block, on a virtual thread of its own, until it is closed. Any thread closes it. */
public final class Follower implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Subscribers subscribers;
    private final Consumer<CommittedBlock> listener;
    private final Runnable missed;
    private volatile Subscription subscription;
    private volatile boolean closed;

    private Follower(Subscribers subscribers, Consumer<CommittedBlock> listener, Runnable missed) {
        this.subscribers = subscribers;
        this.listener = listener;
        this.missed = missed;
        this.subscription = subscribers.subscribe();
    }

    static Follower start(Subscribers subscribers, Consumer<CommittedBlock> listener, Runnable missed) {
        Follower follower = new Follower(subscribers, listener, missed);
        Thread.ofVirtual().name("follower").start(follower::run);
        return follower;
    }

    private void run() {
        try {
            while (!closed) {
                Optional<CommittedBlock> block = subscription.take(PATIENCE);
                if (subscription.missed()) {
                    // What was missed is told once; from here on a new queue is followed.
                    subscription.close();
                    subscription = subscribers.subscribe();
                    tell(missed);
                } else if (block.isPresent()) {
                    tell(() -> listener.accept(block.get()));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
        }
    }

    private void tell(Runnable news) {
        if (!closed) {
            news.run();
        }
    }

    /** Tells nothing any more; news that is just being told may still end. */
    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
