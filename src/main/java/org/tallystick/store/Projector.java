package org.tallystick.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.tallystick.base.Clock;

/**
 * Follows the chain and keeps the projection up to it (design §4). What it cannot take from its queue it reads from the
 * journal: at the start what came after the watermark, after a rebuild everything.
 *
 * <p>Threads: {@link #run} is one thread that the node makes and never interrupts; {@link #offer} belongs to the ledger
 * thread and never waits; the rest may be called from any thread.
 *
 * @param <B> the node's block
 */
public final class Projector<B extends ProjectedBlock> implements Runnable, AutoCloseable {

    /**
     * Makes a projector that does nothing yet.
     *
     * @param store open; the projector closes it neither now nor later
     * @param blocks the durable blocks
     * @param listener hears what happens
     * @param clock for pauses between rebuilds
     */
    public Projector(Store<B> store, Blocks<B> blocks, ProjectorListener listener, Clock clock) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Catches up with the journal, then projects what is offered, until {@link #close}. */
    @Override
    public void run() {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Takes a block that is durable. Never waits: the node refuses submissions while {@link #lagTransactions()} is above
     * its limit.
     *
     * @param block follows the one offered before
     */
    public void offer(B block) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Height of the last projected block, or -1. */
    public long projectedHeight() {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * How many of the transactions offered since the start are not in the projection yet. 0 once the projector has failed,
     * since nothing is waited for any more: {@link #state()} must be shown beside it.
     */
    public long lagTransactions() {
        throw new UnsupportedOperationException("in a moment");
    }

    /** What it is at. */
    public ProjectorState state() {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Waits until a block is projected, for a query that wants to see what was just written.
     *
     * @return whether it is; false after the timeout, on failure and on closing
     * @throws InterruptedException when the caller was interrupted
     */
    public boolean awaitProjected(long height, Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Has the projection moved aside and made again, also after it {@linkplain ProjectorState.Failed failed}.
     *
     * @param reason one sentence for the log
     */
    public void rebuild(String reason) {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Has the file and any copy moved aside deleted and the projection made again: part of erasing a person.
     *
     * @return done as soon as the old bytes are off the disk, before the rebuild ends; fails with {@link StoreFailed}
     */
    public CompletableFuture<Void> erase() {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Stops: what is queued is projected first if that takes no more than two seconds; the rest is read from the journal
     * at the next start. Returns when {@link #run} has ended. Safe to call twice.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException("in a moment");
    }
}
