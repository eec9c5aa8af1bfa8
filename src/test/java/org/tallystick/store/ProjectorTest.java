package org.tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Clock;
import org.tallystick.store.ProjectionUnavailable.Reason;

@Timeout(60)
class ProjectorTest {

    private static final List<ToyBlock> BLOCKS = ToyBlock.chain(5, 100, 10);
    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    private Path folder;

    private final ToyChain chain = new ToyChain(BLOCKS, 0);
    private final Events events = new Events();
    private final SetClock clock = new SetClock();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private volatile ToyProjection.Trap trap = block -> {};

    private Store<ToyBlock> store;
    private Projector<ToyBlock> projector;
    private Thread thread;

    /** What the listener heard, to be waited for. */
    private static final class Events implements ProjectorListener {

        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void rebuilding(String reason) {
            heard.add("rebuilding");
        }

        @Override
        public void rebuilt(long height) {
            heard.add("rebuilt " + height);
        }

        @Override
        public void failed(String reason) {
            heard.add("failed");
        }

        String next() throws InterruptedException {
            return heard.take();
        }
    }

    /** A clock that stands until it is moved. */
    private static final class SetClock implements Clock {

        private final AtomicLong nowNs = new AtomicLong();

        @Override
        public long wallMs() {
            return 0;
        }

        @Override
        public long monotonicNs() {
            return nowNs.get();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        leave.countDown();
        if (projector != null) {
            projector.close();
            thread.join();
            store.close();
        }
    }

    @Test
    void whatIsOfferedIsProjected() throws Exception {
        start();
        appendUpTo(29);
        assertThat(projector.awaitProjected(29, LONG)).isTrue();
        assertThat(projector.projectedHeight()).isEqualTo(29);
        assertThat(projector.lagTransactions()).isZero();
        assertThat(projector.state()).isEqualTo(new ProjectorState.Running());
        assertWhole(29);
    }

    @Test
    void whatIsMissingIsReadFromTheJournal() throws Exception {
        appendSilentlyUpTo(19);
        open();
        run();
        assertThat(projector.awaitProjected(19, LONG)).isTrue();
        assertThat(events.next()).isEqualTo("rebuilt 19");
        appendSilentlyUpTo(24);
        appendUpTo(29);
        assertThat(projector.awaitProjected(29, LONG)).isTrue();
        assertWhole(29);
    }

    @Test
    void blocksOfferedBeforeTheStartAreProjectedOnce() throws Exception {
        open();
        appendUpTo(9);
        run();
        assertThat(projector.awaitProjected(9, LONG)).isTrue();
        assertThat(projector.lagTransactions()).isZero();
        assertWhole(9);
    }

    @Test
    void theLagCountsWhatIsNotProjected() throws Exception {
        start();
        trap = block -> waitInside();
        appendUpTo(1);
        inside.await();
        appendUpTo(7);
        assertThat(projector.lagTransactions()).isEqualTo(70);
        assertThat(projector.awaitProjected(7, Duration.ofMillis(1))).isFalse();
        leave.countDown();
        assertThat(projector.awaitProjected(7, LONG)).isTrue();
        assertThat(projector.lagTransactions()).isZero();
    }

    @Test
    void aWriterThatFailsOnceIsRebuiltFromTheJournal() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        start();
        trap = block -> failAt(block, 12, failures);
        appendUpTo(29);
        assertThat(events.next()).isEqualTo("rebuilding");
        assertThat(events.next()).startsWith("rebuilt");
        assertThat(failures).hasValue(0);
        assertThat(StoreConfig.in(folder).asideFile()).doesNotExist();
        assertThat(projector.awaitProjected(29, LONG)).isTrue();
        assertThat(projector.lagTransactions()).isZero();
        assertWhole(29);
    }

    @Test
    void afterThreeRebuildsInARowItGivesUpUntilItIsTold() throws Exception {
        AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);
        start();
        trap = block -> failAt(block, 12, failures);
        appendUpTo(29);
        assertThat(List.of(events.next(), events.next(), events.next(), events.next()))
                .containsExactly("rebuilding", "rebuilding", "rebuilding", "failed");
        assertThat(projector.state()).isInstanceOf(ProjectorState.Failed.class);
        appendUpTo(34);
        assertThat(projector.lagTransactions()).isZero();
        assertThat(projector.awaitProjected(34, LONG)).isFalse();
        assertUnavailable(Reason.FAILED);

        trap = block -> {};
        projector.rebuild("the operator asked");
        assertThat(events.next()).isEqualTo("rebuilding");
        assertThat(events.next()).isEqualTo("rebuilt 34");
        appendUpTo(35);
        assertThat(projector.awaitProjected(35, LONG)).isTrue();
        assertThat(projector.lagTransactions()).isZero();
        assertWhole(35);
    }

    @Test
    void failuresWithCalmBetweenThemAreNotInARow() throws Exception {
        start();
        for (int i = 0; i < 6; i++) {
            AtomicInteger failures = new AtomicInteger(1);
            int height = 1 + i * 2;
            trap = block -> failAt(block, height, failures);
            appendUpTo(height + 1);
            assertThat(events.next()).isEqualTo("rebuilding");
            assertThat(events.next()).startsWith("rebuilt");
            assertThat(projector.awaitProjected(height + 1, LONG)).isTrue();
            clock.nowNs.addAndGet(Duration.ofMinutes(11).toNanos());
        }
        assertThat(projector.state()).isEqualTo(new ProjectorState.Running());
        assertWhole(12);
    }

    @Test
    void readsAreRefusedDuringARebuildAndProgressIsShown() throws Exception {
        start();
        appendUpTo(19);
        assertThat(projector.awaitProjected(19, LONG)).isTrue();
        trap = block -> waitInside();
        projector.rebuild("a test wants it");
        inside.await();
        assertUnavailable(Reason.REBUILDING);
        assertThat(projector.state()).isEqualTo(new ProjectorState.Rebuilding(-1, 19));
        appendUpTo(24);
        leave.countDown();
        assertThat(events.next()).isEqualTo("rebuilding");
        assertThat(events.next()).startsWith("rebuilt");
        assertThat(projector.awaitProjected(24, LONG)).isTrue();
        assertWhole(24);
    }

    @Test
    void damageFoundByAReadIsRebuilt() throws Exception {
        start();
        appendUpTo(19);
        assertThat(projector.awaitProjected(19, LONG)).isTrue();
        assertThatThrownBy(() -> store.read((handle, height) -> handle.createQuery(
                                "SELECT id, net, crc + 1 FROM account ORDER BY id")
                        .map(RowReader.mapper("account", row -> row.getLong() + row.getLong()))
                        .list()))
                .isInstanceOf(ProjectionUnavailable.class);
        assertThat(events.next()).isEqualTo("rebuilding");
        assertThat(events.next()).isEqualTo("rebuilt 19");
        assertWhole(19);
    }

    @Test
    void erasingIsDoneWhenTheFilesAreGoneAndEndsWithAWholeProjection() throws Exception {
        start();
        appendUpTo(19);
        assertThat(projector.awaitProjected(19, LONG)).isTrue();
        projector.erase().get();
        assertThat(events.next()).isEqualTo("rebuilding");
        assertThat(events.next()).isEqualTo("rebuilt 19");
        assertThat(StoreConfig.in(folder).asideFile()).doesNotExist();
        assertWhole(19);
    }

    @Test
    void erasingAfterTheEndFails() throws Exception {
        start();
        projector.close();
        CompletableFuture<Void> erased = projector.erase();
        assertThatThrownBy(erased::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(StoreFailed.class);
    }

    @Test
    void closingProjectsWhatIsQueuedIfThereIsTime() throws Exception {
        start();
        trap = block -> waitInside();
        appendUpTo(1);
        inside.await();
        appendUpTo(9);
        Thread closer = Thread.ofPlatform().start(projector::close);
        leave.countDown();
        closer.join();
        assertThat(projector.projectedHeight()).isEqualTo(9);
        assertThat(projector.state()).isEqualTo(new ProjectorState.Closed());
    }

    @Test
    void closingLeavesWhatTakesTooLongToTheNextStart() throws Exception {
        start();
        trap = block -> waitInside();
        appendUpTo(1);
        inside.await();
        appendUpTo(9);
        Thread closer = Thread.ofPlatform().start(projector::close);
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        clock.nowNs.addAndGet(Duration.ofSeconds(3).toNanos());
        leave.countDown();
        closer.join();
        assertThat(projector.projectedHeight()).isEqualTo(1);
        assertThat(projector.awaitProjected(9, LONG)).isFalse();
        thread.join();
        store.close();

        trap = block -> {};
        StoreOpening<ToyBlock> opening = Store.open(
                StoreConfig.in(folder),
                List.of(new ToyProjection(1, block -> trap.before(block))),
                chain,
                Runnable::run);
        store = ((StoreOpening.Current<ToyBlock>) opening).store();
        projector = new Projector<>(store, chain, events, clock);
        run();
        assertThat(projector.awaitProjected(9, LONG)).isTrue();
        assertWhole(9);
    }

    @Test
    void aRebuildThatWasCutOffGoesOnAtTheNextStart() throws Exception {
        start();
        appendUpTo(49);
        assertThat(projector.awaitProjected(49, LONG)).isTrue();
        stop();
        store = Store.openAnew(StoreConfig.in(folder), List.of(new ToyProjection()), Runnable::run);
        store.apply(BLOCKS.subList(0, 10));
        store.close();

        StoreOpening<ToyBlock> opening =
                Store.open(StoreConfig.in(folder), List.of(new ToyProjection()), chain, Runnable::run);
        store = ((StoreOpening.Current<ToyBlock>) opening).store();
        projector = new Projector<>(store, chain, events, clock);
        run();
        assertThat(events.next()).isEqualTo("rebuilt 49");
        assertThat(StoreConfig.in(folder).asideFile()).doesNotExist();
        assertWhole(49);
    }

    @Test
    void aProjectorThatNeverRanCanBeClosed() throws Exception {
        open();
        projector.close();
        run();
        thread.join();
        assertThat(projector.state()).isEqualTo(new ProjectorState.Closed());
    }

    private void open() throws Exception {
        store = Store.openAnew(
                StoreConfig.in(folder), List.of(new ToyProjection(1, block -> trap.before(block))), Runnable::run);
        projector = new Projector<>(store, chain, events, clock);
        thread = Thread.ofPlatform().unstarted(projector);
    }

    private void run() {
        thread = Thread.ofPlatform().name("projector").start(projector);
    }

    /** With the first block there, so that it is known when the start is over. */
    private void start() throws Exception {
        chain.append();
        open();
        run();
        assertThat(events.next()).isEqualTo("rebuilt 0");
    }

    private void appendUpTo(long height) {
        while (chain.lastHeight() < height) {
            projector.offer(chain.append());
        }
    }

    private void appendSilentlyUpTo(long height) {
        while (chain.lastHeight() < height) {
            chain.append();
        }
    }

    /** The rows are those of a projection that was made in one go. */
    private void assertWhole(long height) throws Exception {
        List<TableDigest> found = store.verify(rows -> {});
        List<ToyProjection.Activity> rows = new ArrayList<>();
        for (int i = 0; i < ToyBlock.ACCOUNTS; i++) {
            int account = i;
            rows.addAll(store.<List<ToyProjection.Activity>>read(
                    (handle, reflected) -> ToyProjection.history(handle, account)));
        }
        List<ToyProjection.Activity> right = new ArrayList<>();
        for (int i = 0; i < ToyBlock.ACCOUNTS; i++) {
            right.addAll(StoreTest.history(chain.upTo(height), i));
        }
        assertThat(rows).isEqualTo(right);
        StoreConfig config = StoreConfig.in(folder.resolve("right"));
        try (Store<ToyBlock> other = Store.openAnew(config, List.of(new ToyProjection()), Runnable::run)) {
            other.apply(chain.upTo(height));
            assertThat(found).isEqualTo(other.verify(done -> {}));
        }
    }

    private void assertUnavailable(Reason reason) {
        assertThatThrownBy(() -> store.read((handle, height) -> height))
                .isInstanceOfSatisfying(
                        ProjectionUnavailable.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason));
    }

    private static void failAt(ToyBlock block, long height, AtomicInteger failures) throws SQLException {
        if (block.height() == height && failures.get() > 0) {
            failures.decrementAndGet();
            throw new SQLException("no");
        }
    }

    private void waitInside() {
        inside.countDown();
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
