package org.tallystick.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A statement that writes whole rows, many at a time. Belongs to one {@link ProjectionWriter} and its thread.
 *
 * <pre>{@code
 * RowBinder row = batch.row();
 * row.setLong(1, id);
 * row.setLong(2, amountMinor);
 * row.setCrc(3);
 * batch.add();
 * }</pre>
 */
public final class RowBatch implements AutoCloseable {

    private static final int MAX_ROWS = 8_192;

    private final PreparedStatement statement;
    private final RowBinder binder;
    private int rows;

    /**
     * Prepares the statement.
     *
     * @param connection the writer's
     * @param table as in {@link RowBinder}
     * @param sql an INSERT or UPDATE of whole rows
     */
    public RowBatch(Connection connection, String table, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.binder = new RowBinder(table, statement);
    }

    /** Binds the next row. */
    public RowBinder row() {
        return binder;
    }

    /** Takes the bound row into the batch, and executes the batch when it has grown long. */
    public void add() throws SQLException {
        statement.addBatch();
        rows++;
        if (rows == MAX_ROWS) {
            flush();
        }
    }

    /** Executes what was added. */
    public void flush() throws SQLException {
        if (rows > 0) {
            rows = 0;
            statement.executeBatch();
        }
    }

    /** Gives the statement back; what was not flushed is gone. */
    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
