package org.tallystick.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.tallystick.base.Clock;
import org.tallystick.base.Exempt;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.store.BlockHashes;
import org.tallystick.store.Projection;
import org.tallystick.store.Store;
import org.tallystick.store.StoreConfig;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.StoreOpening;

/** The other way to be durable: the same rows group-committed straight into H2 with {@code CHECKPOINT SYNC}. */
@Exempt(rule = "threads", reason = "The submitters of a measurement stand for callers from outside.")
final class DirectStore {

    private static final int MOST = 256;

    private final Path folder;
    private final List<Projection<CommittedBlock>> projections = new ArrayList<>();
    private final List<CommittedBlock> blocks;
    private final Clock clock;

    private record Waiting(CommittedBlock block, CompletableFuture<Void> answer) {}

    DirectStore(Path folder, List<Room> rooms, List<CommittedBlock> blocks, Clock clock) {
        this.folder = folder;
        rooms.forEach(room -> room.projection().ifPresent(projections::add));
        this.blocks = blocks;
        this.clock = clock;
    }

    LoadFigures run(int submitters, double seconds) throws IOException, InterruptedException {
        try (Store<CommittedBlock> store = open()) {
            ConcurrentHistogram latencyUs = new ConcurrentHistogram(60_000_000, 3);
            BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST);
            AtomicInteger next = new AtomicInteger();
            long startNs = clock.monotonicNs();
            long endNs = startNs + (long) (seconds * 1e9);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < submitters; i++) {
                threads.add(Thread.ofVirtual().start(() -> submit(queue, next, endNs, latencyUs)));
            }
            long commits = commit(store, queue);
            for (Thread thread : threads) {
                thread.join();
            }
            double took = (clock.monotonicNs() - startNs) / 1e9;
            long payments = latencyUs.getTotalCount();
            return new LoadFigures(
                    "straight into H2",
                    submitters,
                    took,
                    payments,
                    0,
                    payments / took,
                    latencyUs.getValueAtPercentile(50),
                    latencyUs.getValueAtPercentile(99),
                    commits,
                    0,
                    0,
                    0,
                    0,
                    0);
        } catch (StoreFailed failed) {
            throw new IOException("H2 does not take the rows", failed);
        }
    }

    private void submit(BlockingQueue<Waiting> queue, AtomicInteger next, long endNs, ConcurrentHistogram latencyUs) {
        while (clock.monotonicNs() < endNs) {
            int number = next.getAndIncrement();
            if (number >= blocks.size()) {
                return;
            }
            long startNs = clock.monotonicNs();
            Waiting waiting = new Waiting(blocks.get(number), new CompletableFuture<>());
            try {
                queue.put(waiting);
            } catch (InterruptedException stop) {
                return;
            }
            waiting.answer().join();
            latencyUs.recordValue((clock.monotonicNs() - startNs) / 1_000);
        }
    }

    private static long commit(Store<CommittedBlock> store, BlockingQueue<Waiting> queue)
            throws StoreFailed, InterruptedException {
        long commits = 0;
        List<Waiting> batch = new ArrayList<>();
        Waiting first = queue.poll(1, java.util.concurrent.TimeUnit.SECONDS);
        while (first != null) {
            batch.add(first);
            queue.drainTo(batch);
            // Blocks of a batch come in the order of their heights whatever the order of their submitters.
            List<CommittedBlock> ordered = batch.stream()
                    .map(Waiting::block)
                    .sorted(java.util.Comparator.comparingLong(CommittedBlock::height))
                    .toList();
            store.apply(ordered);
            commits++;
            batch.forEach(waiting -> waiting.answer().complete(null));
            batch.clear();
            first = queue.poll(1, java.util.concurrent.TimeUnit.SECONDS);
        }
        return commits;
    }

    private Store<CommittedBlock> open() throws IOException {
        StoreConfig config = StoreConfig.in(folder).withCheckpointSync();
        BlockHashes nothing = new BlockHashes() {
            @Override
            public long lastHeight() {
                return -1;
            }

            @Override
            public Optional<byte[]> hashAt(long height) {
                return Optional.empty();
            }
        };
        try {
            StoreOpening<CommittedBlock> opening = Store.open(
                    config,
                    projections,
                    nothing,
                    task -> Thread.ofPlatform().daemon().start(task));
            if (opening instanceof StoreOpening.Empty<CommittedBlock> empty) {
                return empty.store();
            }
            throw new IOException("The folder of the measurement is not empty");
        } catch (ReadFailed impossible) {
            throw new IOException(impossible);
        }
    }
}
