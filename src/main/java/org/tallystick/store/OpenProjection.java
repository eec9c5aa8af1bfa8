package org.tallystick.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One H2 file while it is open: the projector's connection with its prepared statements, and the readers' connections.
 *
 * <p>Threads: {@link #apply} is the projector's; {@link #read} and {@link #verify} any; {@link #shutDown} and {@link #drop}
 * any, once.
 */
final class OpenProjection<B extends ProjectedBlock> {

    private static final Logger LOG = LoggerFactory.getLogger(OpenProjection.class);

    private final H2File file;
    private final Connection connection;
    private final Bookkeeping bookkeeping;
    private final List<ProjectionWriter<B>> writers = new ArrayList<>();
    private final ConcurrentLinkedDeque<Reader> idleReaders = new ConcurrentLinkedDeque<>();
    private final int readTimeoutMs;

    /** A reader's connection, kept for the next read. */
    private record Reader(Connection connection, Jdbi jdbi) {}

    private OpenProjection(H2File file, Connection connection, int readTimeoutMs) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.readTimeoutMs = readTimeoutMs;
        this.bookkeeping = new Bookkeeping(connection);
    }

    /** Makes a file with empty tables. The file must not exist. */
    static <B extends ProjectedBlock> OpenProjection<B> create(
            StoreConfig config, List<? extends Projection<B>> projections) throws SQLException {
        H2File file = H2File.open(config.file(), config.cacheKiB(), false);
        try {
            Connection connection = file.connectForWriting();
            Bookkeeping.create(connection, projections);
            connection.commit();
            TableShape.readAll(connection);
            return start(file, connection, config, projections);
        } catch (SQLException | RuntimeException | Error e) {
            file.drop();
            throw e;
        }
    }

    /**
     * Opens a file that is there.
     *
     * @return nothing if it was made by another program
     */
    static <B extends ProjectedBlock> Optional<OpenProjection<B>> open(
            StoreConfig config, List<? extends Projection<B>> projections) throws SQLException {
        H2File file = H2File.open(config.file(), config.cacheKiB(), true);
        try {
            Connection connection = file.connectForWriting();
            String fingerprint = Bookkeeping.readFingerprint(connection)
                    .orElseThrow(() -> new RowDamaged("the file does not say who made it"));
            if (!fingerprint.equals(Bookkeeping.fingerprint(projections))) {
                file.drop();
                return Optional.empty();
            }
            return Optional.of(start(file, connection, config, projections));
        } catch (SQLException | RuntimeException | Error e) {
            file.drop();
            throw e;
        }
    }

    private static <B extends ProjectedBlock> OpenProjection<B> start(
            H2File file, Connection connection, StoreConfig config, List<? extends Projection<B>> projections)
            throws SQLException {
        OpenProjection<B> opened = new OpenProjection<>(file, connection, config.readTimeoutMs());
        for (Projection<B> projection : projections) {
            opened.writers.add(projection.writer(connection));
        }
        return opened;
    }

    /** How far the file got. */
    Optional<Watermark> watermark() throws SQLException {
        Optional<Watermark> watermark = Bookkeeping.readWatermark(connection);
        connection.commit();
        return watermark;
    }

    /** Writes the rows of the blocks and the watermark in one transaction; after an exception nothing of it is there. */
    void apply(List<B> blocks, Watermark next, boolean checkpointSync) throws SQLException {
        try {
            for (B block : blocks) {
                for (ProjectionWriter<B> writer : writers) {
                    writer.add(block);
                }
            }
            for (ProjectionWriter<B> writer : writers) {
                writer.flush();
            }
            bookkeeping.write(next);
            connection.commit();
            if (checkpointSync) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT SYNC");
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection);
            throw e;
        }
    }

    /** Runs one read in a transaction of its own, on the calling thread. */
    <T> T read(Store.ReadWork<T> work) throws SQLException {
        Reader reader = idleReaders.pollFirst();
        if (reader == null) {
            reader = connectReader();
        }
        boolean whole = false;
        try (Handle handle = reader.jdbi().open()) {
            long height = Bookkeeping.readWatermark(reader.connection())
                    .map(Watermark::height)
                    .orElse(Store.NO_HEIGHT);
            T result = work.with(handle, height);
            reader.connection().rollback();
            whole = true;
            return result;
        } finally {
            if (whole) {
                idleReaders.addFirst(reader);
            } else {
                rollBack(reader.connection());
                close(reader.connection());
            }
        }
    }

    /** Verifies everything on a connection of its own, on the calling thread. */
    List<TableDigest> verify(LongConsumer rowsDone) throws SQLException {
        try (Connection own = file.connectForReading()) {
            List<TableDigest> digests = new Verification(own, rowsDone).run();
            own.rollback();
            return digests;
        }
    }

    /** Writes everything and closes the file. */
    void shutDown() {
        for (ProjectionWriter<B> writer : writers) {
            try {
                writer.close();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("a writer of the projection did not close: {}", Faults.describe(e));
            }
        }
        file.shutDown();
    }

    /** Closes the file as it is. */
    void drop() {
        file.drop();
    }

    private Reader connectReader() throws SQLException {
        Connection opened = file.connectForReading();
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET QUERY_TIMEOUT " + readTimeoutMs);
        }
        return new Reader(opened, Jdbi.create(opened));
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("H2 did not roll back: {}", Faults.describe(e));
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("H2 did not close a connection: {}", Faults.describe(e));
        }
    }
}
