package org.tallystick.store;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.InvariantBroken;
import org.tallystick.store.ProjectionUnavailable.Reason;
import org.tallystick.store.Store.ReadWork;

/** Lets so many read at once, on threads that are never interrupted, and says why there is no answer. Any thread. */
final class StoreReads<B extends ProjectedBlock> {

    private static final Logger LOG = LoggerFactory.getLogger(StoreReads.class);
    private static final long CLOSING_WAIT_MS = 5_000;

    private final StoreConfig config;
    private final Executor threads;
    private final Supplier<@Nullable OpenProjection<B>> open;
    private final Semaphore permits;
    private final AtomicReference<@Nullable Reason> refusal = new AtomicReference<>();
    private volatile Consumer<StoreFailed> damageListener = failed -> {};

    /**
     * Makes the readers of a store.
     *
     * @param open what is open now, or null
     */
    StoreReads(StoreConfig config, Executor threads, Supplier<@Nullable OpenProjection<B>> open) {
        this.config = config;
        this.threads = threads;
        this.open = open;
        this.permits = new Semaphore(config.readers(), true);
    }

    /** Who hears that a read found damage. */
    void onDamage(Consumer<StoreFailed> listener) {
        damageListener = listener;
    }

    /** Answers from now on, unless closed. */
    void serve() {
        refusal.updateAndGet(old -> old == Reason.CLOSED ? old : null);
    }

    /** Refuses from now on, unless closed. */
    void refuse(Reason reason) {
        refusal.updateAndGet(old -> old == Reason.CLOSED ? old : reason);
    }

    boolean isClosed() {
        return refusal.get() == Reason.CLOSED;
    }

    /** Refuses for good, and waits for those under way. */
    void close() {
        refusal.set(Reason.CLOSED);
        await();
    }

    /** As {@link Store#read}. */
    <T> T read(ReadWork<T> work) throws ProjectionUnavailable, InterruptedException {
        refuseIfUnavailable();
        if (!permits.tryAcquire(config.readWaitMs(), TimeUnit.MILLISECONDS)) {
            throw new ProjectionUnavailable(Reason.BUSY, "all readers of the projection are busy");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        OpenProjection<B> source;
        try {
            refuseIfUnavailable();
            source = requireNonNull(open.get());
            threads.execute(() -> runRead(source, work, answer));
        } catch (RejectedExecutionException e) {
            permits.release();
            throw new ProjectionUnavailable(Reason.CLOSED, "nobody reads any more", e);
        } catch (ProjectionUnavailable | RuntimeException e) {
            permits.release();
            throw e;
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw explain(source, requireNonNull(e.getCause()));
        }
    }

    private void refuseIfUnavailable() throws ProjectionUnavailable {
        Reason reason = refusal.get();
        if (reason != null) {
            throw new ProjectionUnavailable(reason, "the projection is not served: " + reason);
        }
        if (open.get() == null) {
            throw new ProjectionUnavailable(Reason.FAILED, "there is no projection");
        }
    }

    private <T> void runRead(OpenProjection<B> source, ReadWork<T> work, CompletableFuture<T> answer) {
        try {
            T value = source.read(work);
            permits.release();
            answer.complete(value);
        } catch (SQLException | RuntimeException | Error e) {
            permits.release();
            answer.completeExceptionally(e);
        }
    }

    private ProjectionUnavailable explain(OpenProjection<B> source, Throwable thrown) throws ProjectionUnavailable {
        Reason reason = refusal.get();
        if (reason != null || source != open.get()) {
            return new ProjectionUnavailable(
                    reason == null ? Reason.REBUILDING : reason, "the projection went away during the read", thrown);
        }
        return switch (Faults.of(thrown)) {
            case TOO_LONG -> new ProjectionUnavailable(Reason.TOO_LONG, "the query took too long", thrown);
            case DAMAGED -> {
                StoreFailed failed = new StoreFailed("a read found the projection damaged", thrown);
                if (refusal.compareAndSet(null, Reason.DAMAGED)) {
                    damageListener.accept(failed);
                }
                yield new ProjectionUnavailable(Reason.DAMAGED, "the projection is damaged", failed);
            }
            case DEFECT -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                if (thrown instanceof RuntimeException unchecked && !(thrown instanceof JdbiException)) {
                    throw unchecked;
                }
                throw new InvariantBroken("a query of the projection is wrong", thrown);
            }
        };
    }

    private void await() {
        try {
            if (permits.tryAcquire(config.readers(), CLOSING_WAIT_MS, TimeUnit.MILLISECONDS)) {
                permits.release(config.readers());
            } else {
                LOG.warn("reads of the projection are cut off, they did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
