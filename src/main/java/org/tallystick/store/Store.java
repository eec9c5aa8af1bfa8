package org.tallystick.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.tallystick.journal.ReadFailed;

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

    private Store() {}

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
        throw new UnsupportedOperationException("in a moment");
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
        throw new UnsupportedOperationException("in a moment");
    }

    /** The last block whose rows are in the projection; empty before the first. */
    public Optional<Watermark> watermark() {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Writes the rows of some blocks and the watermark in one SQL transaction: all or none are there afterwards.
     *
     * @param blocks at least one, in the order of the chain, following the watermark
     * @throws StoreFailed when it could not be written; {@link #beginAgain} is all that helps
     */
    public void apply(List<B> blocks) throws StoreFailed {
        throw new UnsupportedOperationException("in a moment");
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
        throw new UnsupportedOperationException("in a moment");
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
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Closes the file, moves it aside over an older copy, and begins an empty one. Reads that are under way end in
     * {@link ProjectionUnavailable}.
     *
     * @throws StoreFailed when the file cannot be moved or H2 cannot make a new one
     */
    public void beginAgain() throws StoreFailed {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * As {@link #beginAgain}, but deletes the file and the copy moved aside, as H2 keeps the bytes of deleted rows: what a
     * person's erasure needs (design §4). On return no file of the projection holds an old byte.
     *
     * @throws StoreFailed when a file cannot be deleted or H2 cannot make a new one
     */
    public void erase() throws StoreFailed {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * Deletes the copy moved aside, if there is one.
     *
     * @throws StoreFailed when it cannot be deleted
     */
    public void deleteAside() throws StoreFailed {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Closes the file without compacting it, after the reads under way. Safe to call twice. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("in a moment");
    }
}
