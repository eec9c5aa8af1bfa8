package org.tallystick.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.Driver;
import org.h2.engine.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open H2 file and the ways into it. Whoever opens it closes it, by {@link #shutDown} or {@link #drop}; until then a
 * connection that nobody else uses keeps it open. Any thread.
 */
final class H2File {

    private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
    private static final String SUFFIX = ".mv.db";

    /** What SQL calls a connection that does not exist. */
    private static final String CLOSED_STATE = "08003";

    /**
     * The first line is the design's. No trace file, since it would hold values. H2 writes behind by two seconds, since what
     * it loses is projected again, and does not compact at the end, since closing shall be quick.
     */
    private static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE"
                    + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0"
                    + ";WRITE_DELAY=2000;MAX_COMPACT_TIME=0;QUERY_CACHE_SIZE=64";

    private final String url;
    private final Connection keeper;
    private boolean closed;

    private H2File(String url, Connection keeper) {
        this.url = url;
        this.keeper = keeper;
    }

    /**
     * Opens a file.
     *
     * @param file ends in {@code .mv.db}
     * @param mustExist whether a missing file is an error; else it is made
     */
    static H2File open(Path file, int cacheKiB, boolean mustExist) throws SQLException {
        String path = file.toAbsolutePath().toString();
        String base = path.substring(0, path.length() - SUFFIX.length());
        String url = "jdbc:h2:file:" + base + OPTIONS + ";CACHE_SIZE=" + cacheKiB;
        return new H2File(url, connect(url + ";IFEXISTS=" + (mustExist ? "TRUE" : "FALSE")));
    }

    /** A connection for writing, one SQL transaction at a time. */
    Connection connectForWriting() throws SQLException {
        Connection connection = connectAgain();
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection whose transactions see one state of everything, that of their first statement. */
    Connection connectForReading() throws SQLException {
        Connection connection = connectAgain();
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Writes everything and closes the file, whoever still uses it. */
    void shutDown() {
        close("SHUTDOWN");
    }

    /** Closes the file without writing anything: it is of no use any more. */
    void drop() {
        close("SHUTDOWN IMMEDIATELY");
    }

    private synchronized void close(String sql) {
        if (closed) {
            return;
        }
        closed = true;
        if (!execute(sql)) {
            execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private boolean execute(String sql) {
        try (Statement statement = keeper.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException | RuntimeException | AssertionError e) {
            LOG.debug("H2 did not take {}: {}", sql, Faults.describe(e));
            return false;
        }
    }

    /** Never opens a file that was closed: another may lie there by now. */
    private synchronized Connection connectAgain() throws SQLException {
        if (closed) {
            throw new SQLException("the file is closed", CLOSED_STATE);
        }
        return connect(url + ";IFEXISTS=TRUE");
    }

    private static Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "tallystick");
        properties.setProperty("password", "");
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("H2 does not know its own address");
        }
        return connection;
    }
}
