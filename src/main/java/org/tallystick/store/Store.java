package org.tallystick.store;

import static java.util.Objects.requireNonNull;
import static org.tallystick.base.Checks.invariant;
import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.tallystick.journal.ReadFailed;
import org.tallystick.store.ProjectionUnavailable.Reason;

/**
 * The H2 file with the tables of all projections. It stays the same object when the file under it is thrown away and made
 * again, so that services may keep it.
 *
 * <p>Threads: {@link #apply}, {@link #beginAgain} and {@link #erase} belong to the projector; the rest may be called from
 * any thread.
 *
 * @param <B> the node's block
 */
public final class Store<B extends ProjectedBlock> implements AutoCloseable {

    static final long NO_HEIGHT = -1;

    private final StoreConfig config;
    private final List<? extends Projection<B>> projections;
    private final StoreReads<B> reads;

    private volatile @Nullable OpenProjection<B> open;
    private volatile Optional<Watermark> watermark;

    Store(
            StoreConfig config,
            List<? extends Projection<B>> projections,
            Executor readThreads,
            OpenProjection<B> open,
            Optional<Watermark> watermark) {
        this.config = config;
        this.projections = projections;
        this.reads = new StoreReads<>(config, readThreads, () -> this.open);
        this.open = open;
        this.watermark = watermark;
    }

    /**
     * Opens the projection or makes an empty one where there is none, and compares it with the journal.
     *
     * @param config where and how large
     * @param projections of all rooms, in the order in which they are asked
     * @param journal what the journal knows
     * @param readThreads runs the reads; its threads are never interrupted ({@code Runnable::run} where nobody interrupts)
     * @return what was found; only {@code Current} and {@code Empty} hold something open
     * @throws ReadFailed when the journal cannot say what stands at the watermark
     * @throws IOException when the folder cannot be read or written
     */
    public static <B extends ProjectedBlock> StoreOpening<B> open(
            StoreConfig config, List<? extends Projection<B>> projections, BlockHashes journal, Executor readThreads)
            throws ReadFailed, IOException {
        return new StoreOpener<B>(config, projections, readThreads).open(journal);
    }

    /**
     * Moves the file aside, whatever it is, over an older copy, and opens an empty projection.
     *
     * @throws StoreFailed when H2 cannot make a new file
     * @throws IOException when the file cannot be moved
     */
    public static <B extends ProjectedBlock> Store<B> openAnew(
            StoreConfig config, List<? extends Projection<B>> projections, Executor readThreads)
            throws StoreFailed, IOException {
        return new StoreOpener<B>(config, projections, readThreads).openAnew();
    }

    /** The last block whose rows are in the projection; empty before the first. */
    public Optional<Watermark> watermark() {
        return watermark;
    }

    /**
     * Writes the rows of some blocks and the watermark in one SQL transaction: all or none are there afterwards.
     *
     * @param blocks at least one, in the order of the chain, following the watermark
     * @throws StoreFailed when it could not be written; {@link #beginAgain} is all that helps
     */
    public void apply(List<B> blocks) throws StoreFailed {
        require(!blocks.isEmpty(), "at least one block is applied");
        OpenProjection<B> target = open;
        if (target == null || reads.isClosed()) {
            throw new StoreFailed("the projection is closed");
        }
        Watermark next = next(blocks);
        try {
            target.apply(blocks, next, config.checkpointSync());
        } catch (SQLException | RuntimeException | Error e) {
            Faults.rethrowUnlessOfDatabase(e);
            throw new StoreFailed("the projection could not be written after height " + height(), e);
        }
        watermark = Optional.of(next);
    }

    /**
     * Reads in one transaction, so that everything read reflects one height. Runs on a thread of the executor; the caller
     * waits and may be interrupted.
     *
     * @param work gets a read-only handle and the height that its answers reflect (-1 before the first block); must end
     *     soon, must not keep the handle, and reads rows with {@link RowReader} and bounded numbers of them
     * @return what the work returned
     * @throws ProjectionUnavailable when there is no answer now; if rows were found damaged, a rebuild is on its way
     * @throws InterruptedException when the caller was interrupted while it waited; the work may still run
     */
    public <T> T read(ReadWork<T> work) throws ProjectionUnavailable, InterruptedException {
        return reads.read(work);
    }

    /** What one read does. */
    @FunctionalInterface
    public interface ReadWork<T> {

        /**
         * Asks the projection.
         *
         * @param handle read-only
         * @param height of the last block that the rows reflect, -1 for none
         */
        T with(Handle handle, long height);
    }

    /**
     * Reads every row of every table, checks its checksum and digests it, and that each index leads to as many rows.
     *
     * @param rowsDone hears now and then how many rows were read
     * @return one digest a table, in the order of names; the same for the same chain
     * @throws StoreFailed names the table of the first row that is wrong
     */
    public List<TableDigest> verify(LongConsumer rowsDone) throws StoreFailed {
        OpenProjection<B> source = open;
        if (source == null) {
            throw new StoreFailed("the projection is closed");
        }
        try {
            return source.verify(rowsDone);
        } catch (RowDamaged e) {
            throw new StoreFailed(requireNonNull(e.getMessage()), e);
        } catch (SQLException | RuntimeException | Error e) {
            Faults.rethrowUnlessOfDatabase(e);
            throw new StoreFailed("H2 cannot read the projection", e);
        }
    }

    /**
     * Closes the file, moves it aside over an older copy, and begins an empty one. Reads that are under way end in
     * {@link ProjectionUnavailable}.
     *
     * @throws StoreFailed when the file cannot be moved or H2 cannot make a new one
     */
    public void beginAgain() throws StoreFailed {
        replace(ProjectionFiles::moveAside);
    }

    /**
     * As {@link #beginAgain}, but deletes the file and the copy moved aside, as H2 keeps the bytes of deleted rows: what a
     * person's erasure needs (design §4). On return no file of the projection holds an old byte.
     *
     * @throws StoreFailed when a file cannot be deleted or H2 cannot make a new one
     */
    public void erase() throws StoreFailed {
        replace(ProjectionFiles::deleteAll);
    }

    /**
     * Deletes the copy moved aside, if there is one.
     *
     * @throws StoreFailed when it cannot be deleted
     */
    public void deleteAside() throws StoreFailed {
        try {
            ProjectionFiles.deleteAside(config);
        } catch (IOException e) {
            throw new StoreFailed("the copy moved aside cannot be deleted", e);
        }
    }

    /** Closes the file without compacting it, after the reads under way. Safe to call twice. */
    @Override
    public void close() {
        reads.close();
        synchronized (this) {
            OpenProjection<B> closing = open;
            open = null;
            if (closing != null) {
                closing.shutDown();
            }
        }
    }

    /** Who hears that a read found damage; the projector. */
    void onDamage(Consumer<StoreFailed> listener) {
        reads.onDamage(listener);
    }

    /** Answers reads from now on, unless closed. */
    void serve() {
        reads.serve();
    }

    /** Refuses reads from now on, unless closed. */
    void refuse(Reason reason) {
        reads.refuse(reason);
    }

    /** Whether a copy of an unusable file lies there. */
    boolean hasAside() {
        return Files.exists(config.asideFile());
    }

    /** Height of the watermark, or -1. */
    long height() {
        return watermark.map(Watermark::height).orElse(NO_HEIGHT);
    }

    private Watermark next(List<B> blocks) {
        long height = height();
        long transactions = watermark.map(Watermark::transactions).orElse(0L);
        for (B block : blocks) {
            invariant(block.height() > height, "blocks are projected in the order of the chain");
            height = block.height();
            transactions += block.transactionCount();
        }
        return new Watermark(height, blocks.getLast().hash(), transactions);
    }

    private synchronized void replace(FilesWork work) throws StoreFailed {
        if (reads.isClosed()) {
            throw new StoreFailed("the projection is closed");
        }
        OpenProjection<B> old = open;
        open = null;
        watermark = Optional.empty();
        if (old != null) {
            old.drop();
        }
        try {
            work.with(config);
        } catch (IOException e) {
            throw new StoreFailed("the file of the projection cannot be taken away", e);
        }
        open = StoreOpener.createFile(config, projections);
    }

    /** What is done with the files while they are closed. */
    @FunctionalInterface
    private interface FilesWork {
        void with(StoreConfig config) throws IOException;
    }
}
