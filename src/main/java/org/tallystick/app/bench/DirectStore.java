package org.tallystick.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.tallystick.base.Clock;
import org.tallystick.base.Exempt;
import org.tallystick.base.Randomness;
import org.tallystick.journal.ReadFailed;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Room;
import org.tallystick.store.BlockHashes;
import org.tallystick.store.Projection;
import org.tallystick.store.Store;
import org.tallystick.store.StoreConfig;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.StoreOpening;

/**
 * The other way to be durable: the same rows group-committed straight into H2 with {@code CHECKPOINT SYNC}, without rule,
 * route, signature or journal. The rows come from blocks of one payment each, made by a node beforehand.
 */
@Exempt(rule = "threads", reason = "The submitters of a measurement stand for callers from outside.")
final class DirectStore {

    private static final int MOST_WAITING = 256;
    private static final int MOST_BLOCKS = 100_000;
    private static final int BLOCKS_PER_SECOND = 6_000;
    private static final double SECONDS_A_PIECE = 2;

    private final Path folder;
    private final Supplier<List<Room>> rooms;
    private final Clock clock;
    private final Randomness randomness;

    DirectStore(Path folder, Supplier<List<Room>> rooms, Clock clock, Randomness randomness) {
        this.folder = folder;
        this.rooms = rooms;
        this.clock = clock;
        this.randomness = randomness;
    }

    private record Waiting(CommittedBlock block, CompletableFuture<Void> answer) {}

    /**
     * Commits for a time, or until the blocks are used up.
     *
     * @param warmUpSeconds are not counted
     */
    LoadFigures run(int submitters, double warmUpSeconds, double seconds) throws IOException, InterruptedException {
        int wanted = (int) Math.min(MOST_BLOCKS, BLOCKS_PER_SECOND * (warmUpSeconds + seconds));
        List<CommittedBlock> blocks = new ArrayList<>();
        int first = makeBlocks(blocks, wanted);
        List<Projection<CommittedBlock>> projections = new ArrayList<>();
        rooms.get().forEach(room -> room.projection().ifPresent(projections::add));
        try (Store<CommittedBlock> store = open(projections)) {
            for (CommittedBlock block : blocks.subList(0, first)) {
                store.apply(List.of(block));
            }
            AtomicInteger next = new AtomicInteger(first);
            load(store, blocks, next, submitters, warmUpSeconds);
            return load(store, blocks, next, submitters, seconds);
        } catch (StoreFailed failed) {
            throw new IOException("H2 does not take the rows", failed);
        }
    }

    /** Fills in the blocks of a chain from the first one on, and says where those of one payment each begin. */
    private int makeBlocks(List<CommittedBlock> blocks, int wanted) throws IOException, InterruptedException {
        Supplier<List<Room>> unprojected =
                () -> rooms.get().stream().<Room>map(Unprojected::new).toList();
        try (BenchNode made =
                BenchNode.open(folder.resolve("blocks"), unprojected, statement -> true, clock, randomness)) {
            Sample sample = new Sample(made.node());
            sample.follow(() -> made.community().settle(made.node()), blocks::add);
            int first = blocks.size();
            Load load = new Load(
                    made.node(), made.community(), made.signatures(wanted), new AtomicInteger(), wanted, clock);
            boolean more = true;
            while (blocks.size() < wanted && more) {
                int before = blocks.size();
                sample.follow(() -> load.run("blocks", 1, SECONDS_A_PIECE), blocks::add);
                more = blocks.size() > before;
            }
            requireOneChain(blocks);
            return first;
        }
    }

    /** The very first block has no rows that the others need, so the chain may begin with the second. */
    private static void requireOneChain(List<CommittedBlock> blocks) throws IOException {
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).height() != blocks.get(i - 1).height() + 1) {
                throw new IOException("The blocks of the measurement came faster than they could be followed");
            }
        }
    }

    private LoadFigures load(
            Store<CommittedBlock> store,
            List<CommittedBlock> blocks,
            AtomicInteger next,
            int submitters,
            double seconds)
            throws InterruptedException, StoreFailed {
        ConcurrentHistogram latencyUs = new ConcurrentHistogram(60_000_000, 3);
        BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
        long startNs = clock.monotonicNs();
        long endNs = startNs + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < submitters; i++) {
            threads.add(Thread.ofVirtual().start(() -> submit(blocks, next, queue, endNs, latencyUs)));
        }
        Committed committed = commit(store, queue);
        double took = (committed.lastNs() - startNs) / 1e9;
        for (Thread thread : threads) {
            thread.join();
        }
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
                committed.commits(),
                0,
                0,
                0,
                0,
                0);
    }

    private void submit(
            List<CommittedBlock> blocks,
            AtomicInteger next,
            BlockingQueue<Waiting> queue,
            long endNs,
            ConcurrentHistogram latencyUs) {
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
                Thread.currentThread().interrupt();
                return;
            }
            waiting.answer().join();
            latencyUs.recordValue((clock.monotonicNs() - startNs) / 1_000);
        }
    }

    /** How many commits there were, and when the last of them was done. */
    private record Committed(long commits, long lastNs) {}

    /** Commits what waits, as far as it is the next of the chain, until nobody has come for a while. */
    private Committed commit(Store<CommittedBlock> store, BlockingQueue<Waiting> queue)
            throws StoreFailed, InterruptedException {
        long commits = 0;
        long lastNs = clock.monotonicNs();
        PriorityQueue<Waiting> known = new PriorityQueue<>(
                (one, other) -> Long.compare(one.block().height(), other.block().height()));
        long height = store.watermark().orElseThrow().height();
        Waiting arrived = queue.poll(1, TimeUnit.SECONDS);
        while (arrived != null) {
            known.add(arrived);
            queue.drainTo(known);
            List<Waiting> batch = new ArrayList<>();
            while (!known.isEmpty() && known.peek().block().height() == height + 1) {
                batch.add(known.poll());
                height++;
            }
            if (!batch.isEmpty()) {
                store.apply(batch.stream().map(Waiting::block).toList());
                commits++;
                lastNs = clock.monotonicNs();
                batch.forEach(waiting -> waiting.answer().complete(null));
            }
            arrived = queue.poll(1, TimeUnit.SECONDS);
        }
        return new Committed(commits, lastNs);
    }

    private Store<CommittedBlock> open(List<Projection<CommittedBlock>> projections) throws IOException {
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
                    StoreConfig.in(folder.resolve("store")).withCheckpointSync(),
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
