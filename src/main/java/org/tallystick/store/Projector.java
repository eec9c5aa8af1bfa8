package org.tallystick.store;

import static org.tallystick.base.Checks.invariant;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.journal.ReadFailed;
import org.tallystick.store.CatchUp.Interruption;
import org.tallystick.store.Orders.Order;
import org.tallystick.store.ProjectionUnavailable.Reason;

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

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    private static final long CLOSING_NS = Duration.ofSeconds(2).toNanos();

    private final Store<B> store;
    private final Blocks<B> blocks;
    private final ProjectorListener listener;
    private final Clock clock;

    private final OfferedBlocks<B> offered = new OfferedBlocks<>();
    private final Orders orders;
    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean closing;
    private volatile long closeAtNs;
    private volatile @Nullable Thread runner;

    /** Whether the journal has to be asked for what comes next. */
    private boolean behind;

    /**
     * Makes a projector that does nothing yet.
     *
     * @param store open; the projector closes it neither now nor later
     * @param blocks the durable blocks
     * @param listener hears what happens
     * @param clock tells rebuilds in a row from those with calm between them, and bounds the closing
     */
    @SuppressWarnings("this-escape")
    public Projector(Store<B> store, Blocks<B> blocks, ProjectorListener listener, Clock clock) {
        this.store = store;
        this.blocks = blocks;
        this.listener = listener;
        this.clock = clock;
        this.orders = new Orders(clock);
        this.progress = new Progress(store.height());
        store.onDamage(failed -> order(new Order.Rebuild(String.valueOf(failed.getMessage()), false)));
    }

    /** Catches up with the journal, then projects what is offered, until {@link #close}. */
    @Override
    public void run() {
        runner = Thread.currentThread();
        try {
            work();
            progress.enter(new ProjectorState.Closed());
        } catch (Error e) {
            LOG.error("the projector stopped: {}", Faults.describe(e));
            fail("the projector met something unexpected: " + e.getClass().getSimpleName());
            throw e;
        } finally {
            orders.abandon();
            ended.countDown();
        }
    }

    /**
     * Takes a block that is durable. Never waits: the node refuses submissions while {@link #lagTransactions()} is above
     * its limit.
     *
     * @param block follows the one offered before
     */
    public void offer(B block) {
        if (progress.hasFailed()) {
            return;
        }
        offered.offer(block);
        wake();
    }

    /** Height of the last projected block, or -1. */
    public long projectedHeight() {
        return progress.height();
    }

    /**
     * How many of the transactions offered since the start are not in the projection yet. 0 once the projector has failed,
     * since nothing is waited for any more: {@link #state()} must be shown beside it.
     */
    public long lagTransactions() {
        return progress.hasFailed() ? 0 : offered.lagTransactions();
    }

    /** What it is at. */
    public ProjectorState state() {
        return progress.state();
    }

    /**
     * Waits until a block is projected and no rebuild is under way, for a query that wants to see what was just written.
     *
     * @return whether it is; false after the timeout, on failure and on closing
     * @throws InterruptedException when the caller was interrupted
     */
    public boolean awaitProjected(long height, Duration timeout) throws InterruptedException {
        return progress.await(height, timeout);
    }

    /**
     * Has the projection moved aside and made again, also after it {@linkplain ProjectorState.Failed failed}.
     *
     * @param reason one sentence for the log
     */
    public void rebuild(String reason) {
        order(new Order.Rebuild(reason, true));
    }

    /**
     * Has the file and any copy moved aside deleted and the projection made again: part of erasing a person.
     *
     * @return done as soon as the old bytes are off the disk, before the rebuild ends; fails with {@link StoreFailed}
     */
    public CompletableFuture<Void> erase() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        order(new Order.Erase(done));
        return done;
    }

    /**
     * Stops: what is queued is projected first if that takes no more than two seconds; the rest is read from the journal
     * at the next start. Returns when {@link #run} has ended. Safe to call twice.
     */
    @Override
    public void close() {
        closeAtNs = clock.monotonicNs() + CLOSING_NS;
        closing = true;
        wake();
        if (runner == null) {
            return;
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until closed; a failed projector stays here, too, since it can be told to rebuild. */
    private void work() {
        if (blocks.lastHeight() >= 0 && (store.watermark().isEmpty() || store.hasAside())) {
            beginRebuilding(store.height());
        }
        behind = true;
        while (!closing || canGoOn()) {
            try {
                step();
            } catch (StoreFailed failed) {
                LOG.warn("{}: {}", failed.getMessage(), Faults.describe(failed));
                orders.give(new Order.Rebuild(String.valueOf(failed.getMessage()), false));
            } catch (ReadFailed failed) {
                LOG.error("the projector cannot read the journal: {}", failed.getMessage());
                fail("the journal cannot be read: " + failed.getMessage());
            } catch (RuntimeException defect) {
                LOG.error("the projector met a defect: {}", Faults.describe(defect));
                fail("the projector met something unexpected: "
                        + defect.getClass().getSimpleName());
            }
        }
    }

    private void step() throws StoreFailed, ReadFailed {
        Order order = orders.take();
        if (order != null) {
            obey(order);
            behind = true;
        } else if (progress.hasFailed()) {
            offered.passAll();
            park();
        } else if (behind) {
            behind = catchUp() == Interruption.ORDERED;
            if (!behind && progress.isRebuilding()) {
                endRebuilding();
            }
        } else {
            follow();
        }
    }

    /** While closing: whether there are queued blocks and the time to take them. */
    private boolean canGoOn() {
        return !behind
                && progress.isRunning()
                && orders.isEmpty()
                && !offered.isEmpty()
                && clock.monotonicNs() - closeAtNs < 0;
    }

    /** Projects what is queued, or waits for it, or finds out that the journal has to be asked. */
    private void follow() throws StoreFailed {
        offered.pass(progress.height());
        List<B> batch = offered.next(progress.height());
        if (!batch.isEmpty()) {
            apply(batch);
        } else if (offered.isEmpty()) {
            park();
        } else {
            invariant(blocks.lastHeight() > progress.height(), "only what is in the journal is offered");
            behind = true;
        }
    }

    /** Projects what the journal has after the watermark. */
    private Interruption catchUp() throws ReadFailed, StoreFailed {
        offered.pass(progress.height());
        if (blocks.lastHeight() <= progress.height() || offered.holdsNext(progress.height())) {
            return Interruption.NONE;
        }
        CatchUp<B> catching = new CatchUp<>(this::apply, this::interruption, () -> closing);
        blocks.readFrom(progress.height() + 1, catching);
        return catching.end();
    }

    private Interruption interruption() {
        if (closing) {
            return Interruption.CLOSING;
        }
        if (!orders.isEmpty()) {
            return Interruption.ORDERED;
        }
        // From there on the queue is the shorter way; whoever writes fast is never caught up with by reading.
        return offered.holdsNext(progress.height()) ? Interruption.QUEUED : Interruption.NONE;
    }

    private void apply(List<B> batch) throws StoreFailed {
        store.apply(batch);
        long height = store.height();
        offered.pass(height);
        if (progress.isRebuilding()) {
            progress.set(new ProjectorState.Rebuilding(height, Math.max(height, blocks.lastHeight())));
        }
        progress.reach(height);
        listener.projected(height);
    }

    private void obey(Order order) throws StoreFailed {
        switch (order) {
            case Order.Rebuild rebuild -> {
                if (orders.isTooOften(rebuild)) {
                    fail("the projection failed " + (Orders.MOST_REBUILDS + 1) + " times in a row, last: "
                            + rebuild.reason());
                    return;
                }
                orders.forgetRebuilds();
                LOG.info("the projection is made again from the journal: {}", rebuild.reason());
                listener.rebuilding(rebuild.reason());
                beginRebuilding(Store.NO_HEIGHT);
                store.beginAgain();
                progress.reach(store.height());
            }
            case Order.Erase erase -> {
                listener.rebuilding("somebody is erased");
                beginRebuilding(Store.NO_HEIGHT);
                try {
                    store.erase();
                } catch (StoreFailed failed) {
                    erase.done().completeExceptionally(failed);
                    throw failed;
                }
                progress.reach(store.height());
                erase.done().complete(null);
            }
        }
    }

    private void beginRebuilding(long done) {
        store.refuse(Reason.REBUILDING);
        progress.set(new ProjectorState.Rebuilding(done, blocks.lastHeight()));
    }

    private void endRebuilding() throws StoreFailed {
        if (closing) {
            return;
        }
        if (store.hasAside()) {
            store.verify(rows -> {});
            store.deleteAside();
        }
        store.serve();
        progress.enter(new ProjectorState.Running());
        LOG.info("the projection is complete up to height {}", progress.height());
        listener.rebuilt(progress.height());
    }

    private void fail(String reason) {
        store.refuse(Reason.FAILED);
        progress.enter(new ProjectorState.Failed(reason));
        offered.passAll();
        listener.failed(reason);
    }

    private void order(Order order) {
        orders.give(order);
        wake();
        if (ended.getCount() == 0) {
            orders.abandon();
        }
    }

    private void wake() {
        LockSupport.unpark(runner);
    }

    private void park() {
        if (orders.isEmpty() && offered.isEmpty() && !closing) {
            LockSupport.park(this);
        }
    }
}
