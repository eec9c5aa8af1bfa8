package org.tallystick.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;

/**
 * What others want the projector's thread to do beside its work, and how often failure may ask for a rebuild. Orders may be given
 * by any thread; the rest is the projector's.
 */
final class Orders {

    static final int MOST_REBUILDS = 3;
    private static final long CALM_NS = Duration.ofMinutes(10).toNanos();

    private final Clock clock;
    private final ConcurrentLinkedQueue<Order> queue = new ConcurrentLinkedQueue<>();
    private int rebuilds;
    private long lastRebuildNs;

    /** What is to be done. */
    sealed interface Order {

        /** Move aside and make again. */
        record Rebuild(String reason, boolean byOperator) implements Order {}

        /** Delete and make again. */
        record Erase(CompletableFuture<Void> done) implements Order {}
    }

    Orders(Clock clock) {
        this.clock = clock;
    }

    void give(Order order) {
        queue.add(order);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    @Nullable
    Order take() {
        return queue.poll();
    }

    /** One rebuild answers all who asked for one. */
    void forgetRebuilds() {
        queue.removeIf(Order.Rebuild.class::isInstance);
    }

    /** Counts a rebuild, and says whether failure asked for too many without calm between them; an operator may ask for any. */
    boolean isTooOften(Order.Rebuild rebuild) {
        if (rebuild.byOperator()) {
            rebuilds = 0;
            return false;
        }
        long now = clock.monotonicNs();
        if (rebuilds > 0 && now - lastRebuildNs > CALM_NS) {
            rebuilds = 0;
        }
        lastRebuildNs = now;
        rebuilds++;
        return rebuilds > MOST_REBUILDS;
    }

    /** Tells whoever waits for an erasure that nobody will do it. */
    void abandon() {
        Order order = queue.poll();
        while (order != null) {
            if (order instanceof Order.Erase erase) {
                erase.done().completeExceptionally(new StoreFailed("the projector has ended"));
            }
            order = queue.poll();
        }
    }
}
