package org.tallystick.store;

import static org.tallystick.base.Checks.invariant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.journal.ReadFailed;
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

    private static final int MOST_REBUILDS = 3;
    private static final long CALM_NS = Duration.ofMinutes(10).toNanos();
    private static final long CLOSING_NS = Duration.ofSeconds(2).toNanos();

    private final Store<B> store;
    private final Blocks<B> blocks;
    private final ProjectorListener listener;
    private final Clock clock;

    private final OfferedBlocks<B> offered = new OfferedBlocks<>();
    private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();

    private volatile ProjectorState state;
    private volatile long projectedHeight;
    private volatile boolean closing;
    private volatile long closeAtNs;
    private volatile @Nullable Thread runner;

    /** Whether the journal has to be asked for what comes next. */
    private boolean behind;

    private int rebuilds;
    private long lastRebuildNs;

    /** What others want the projector's thread to do. */
    private sealed interface Order {

        /** Move aside and make again. */
        record Rebuild(String reason, boolean byOperator) implements Order {}

        /** Delete and make again. */
        record Erase(CompletableFuture<Void> done) implements Order {}
    }

    /** What ended a piece of work before its end. */
    private enum Interruption {
        NONE,
        QUEUED,
        ORDERED,
        CLOSING
    }

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
        this.projectedHeight = store.height();
        this.state = new ProjectorState.Running();
        store.onDamage(failed -> order(new Order.Rebuild(String.valueOf(failed.getMessage()), false)));
    }

    /** Catches up with the journal, then projects what is offered, until {@link #close}. */
    @Override
    public void run() {
        runner = Thread.currentThread();
        try {
            work();
            enter(new ProjectorState.Closed());
        } catch (Error e) {
            LOG.error("the projector stopped: {}", Faults.describe(e));
            fail("the projector met something unexpected: " + e.getClass().getSimpleName());
            throw e;
        } finally {
            abandonOrders();
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
        if (state instanceof ProjectorState.Failed) {
            return;
        }
        offered.offer(block);
        wake();
    }

    /** Height of the last projected block, or -1. */
    public long projectedHeight() {
        return projectedHeight;
    }

    /**
     * How many of the transactions offered since the start are not in the projection yet. 0 once the projector has failed,
     * since nothing is waited for any more: {@link #state()} must be shown beside it.
     */
    public long lagTransactions() {
        return state instanceof ProjectorState.Failed ? 0 : offered.lagTransactions();
    }

    /** What it is at. */
    public ProjectorState state() {
        return state;
    }

    /**
     * Waits until a block is projected and no rebuild is under way, for a query that wants to see what was just written.
     *
     * @return whether it is; false after the timeout, on failure and on closing
     * @throws InterruptedException when the caller was interrupted
     */
    public boolean awaitProjected(long height, Duration timeout) throws InterruptedException {
        if (hasReached(height)) {
            return true;
        }
        long leftNs = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!hasReached(height)) {
                if (leftNs <= 0 || hasEnded()) {
                    return false;
                }
                leftNs = progress.awaitNanos(leftNs);
            }
            return true;
        } finally {
            lock.unlock();
        }
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
                orders.add(new Order.Rebuild(String.valueOf(failed.getMessage()), false));
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
        Order order = orders.poll();
        if (order != null) {
            obey(order);
            behind = true;
        } else if (state instanceof ProjectorState.Failed) {
            offered.passAll();
            park();
        } else if (behind) {
            behind = catchUp() == Interruption.ORDERED;
            if (!behind && state instanceof ProjectorState.Rebuilding) {
                endRebuilding();
            }
        } else {
            follow();
        }
    }

    /** While closing: whether there are queued blocks and the time to take them. */
    private boolean canGoOn() {
        return !behind
                && state instanceof ProjectorState.Running
                && orders.isEmpty()
                && !offered.isEmpty()
                && clock.monotonicNs() - closeAtNs < 0;
    }

    /** Projects what is queued, or waits for it, or finds out that the journal has to be asked. */
    private void follow() throws StoreFailed {
        offered.pass(projectedHeight);
        List<B> batch = offered.next(projectedHeight);
        if (!batch.isEmpty()) {
            apply(batch);
        } else if (offered.isEmpty()) {
            park();
        } else {
            invariant(blocks.lastHeight() > projectedHeight, "only what is in the journal is offered");
            behind = true;
        }
    }

    /** Projects what the journal has after the watermark. */
    private Interruption catchUp() throws ReadFailed, StoreFailed {
        offered.pass(projectedHeight);
        if (blocks.lastHeight() <= projectedHeight || offered.holdsNext(projectedHeight)) {
            return Interruption.NONE;
        }
        CatchingUp catching = new CatchingUp();
        blocks.readFrom(projectedHeight + 1, catching);
        return catching.end();
    }

    /** Collects the journal's blocks into batches. */
    private final class CatchingUp implements Blocks.Visitor<B> {

        private final List<B> batch = new ArrayList<>();
        private int transactions;
        private Interruption interruption = Interruption.NONE;
        private @Nullable StoreFailed failure;

        @Override
        public boolean visit(B block) {
            if (OfferedBlocks.isFull(batch.size(), transactions, block) && !applyBatch()) {
                return false;
            }
            batch.add(block);
            transactions += block.transactionCount();
            return true;
        }

        @Override
        public boolean goesOn() {
            if (closing) {
                interruption = Interruption.CLOSING;
            }
            return !closing;
        }

        Interruption end() throws StoreFailed {
            if (failure == null && interruption == Interruption.NONE && !batch.isEmpty()) {
                applyBatch();
            }
            if (failure != null) {
                throw failure;
            }
            return interruption;
        }

        private boolean applyBatch() {
            try {
                apply(batch);
            } catch (StoreFailed failed) {
                failure = failed;
                return false;
            }
            batch.clear();
            transactions = 0;
            if (offered.holdsNext(projectedHeight)) {
                // From here on the queue is the shorter way; whoever writes fast is never caught up with by reading.
                interruption = Interruption.QUEUED;
            }
            if (closing) {
                interruption = Interruption.CLOSING;
            } else if (!orders.isEmpty()) {
                interruption = Interruption.ORDERED;
            }
            return interruption == Interruption.NONE;
        }
    }

    private void apply(List<B> batch) throws StoreFailed {
        store.apply(batch);
        long height = store.height();
        offered.pass(height);
        if (state instanceof ProjectorState.Rebuilding) {
            state = new ProjectorState.Rebuilding(height, Math.max(height, blocks.lastHeight()));
        }
        publish(height);
        listener.projected(height);
    }

    private void obey(Order order) throws StoreFailed {
        switch (order) {
            case Order.Rebuild rebuild -> {
                if (rebuild.byOperator()) {
                    rebuilds = 0;
                } else if (isTooOften()) {
                    fail("the projection failed " + (MOST_REBUILDS + 1) + " times in a row, last: " + rebuild.reason());
                    return;
                }
                orders.removeIf(Order.Rebuild.class::isInstance);
                LOG.info("the projection is made again from the journal: {}", rebuild.reason());
                listener.rebuilding(rebuild.reason());
                beginRebuilding(Store.NO_HEIGHT);
                store.beginAgain();
                publish(store.height());
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
                publish(store.height());
                erase.done().complete(null);
            }
        }
    }

    /** Counts a rebuild that failure asks for, and says whether there were too many without calm between them. */
    private boolean isTooOften() {
        long now = clock.monotonicNs();
        if (rebuilds > 0 && now - lastRebuildNs > CALM_NS) {
            rebuilds = 0;
        }
        lastRebuildNs = now;
        rebuilds++;
        return rebuilds > MOST_REBUILDS;
    }

    private void beginRebuilding(long done) {
        store.refuse(Reason.REBUILDING);
        state = new ProjectorState.Rebuilding(done, blocks.lastHeight());
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
        state = new ProjectorState.Running();
        publish(projectedHeight);
        LOG.info("the projection is complete up to height {}", projectedHeight);
        listener.rebuilt(projectedHeight);
    }

    private void fail(String reason) {
        store.refuse(Reason.FAILED);
        enter(new ProjectorState.Failed(reason));
        offered.passAll();
        listener.failed(reason);
    }

    private void enter(ProjectorState last) {
        state = last;
        publish(projectedHeight);
    }

    private void publish(long height) {
        lock.lock();
        try {
            projectedHeight = height;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasReached(long height) {
        return projectedHeight >= height
                && (state instanceof ProjectorState.Running || state instanceof ProjectorState.Closed);
    }

    private boolean hasEnded() {
        return state instanceof ProjectorState.Failed || state instanceof ProjectorState.Closed;
    }

    private void order(Order order) {
        orders.add(order);
        wake();
        if (ended.getCount() == 0) {
            abandonOrders();
        }
    }

    private void abandonOrders() {
        Order order = orders.poll();
        while (order != null) {
            if (order instanceof Order.Erase erase) {
                erase.done().completeExceptionally(new StoreFailed("the projector has ended"));
            }
            order = orders.poll();
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
