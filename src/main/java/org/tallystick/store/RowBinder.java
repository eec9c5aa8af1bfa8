package org.tallystick.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * Binds a row's values to a statement and computes the checksum that goes into its {@code crc} column: CRC32C over all
 * other columns, each with its type, in the order in which the table declares them. So the setters are called in that
 * order whatever the numbers of the parameters are, also for an {@code UPDATE}, which always binds the whole row:
 *
 * <pre>{@code
 * // line (id BIGINT PRIMARY KEY, debt BIGINT NOT NULL, crc INTEGER NOT NULL)
 * // UPDATE line SET debt = ?, crc = ? WHERE id = ?
 * row.setLong(3, id);
 * row.setLong(1, debt);
 * row.setCrc(2);
 * statement.addBatch();
 * }</pre>
 *
 * <p>For one thread. {@link #setCrc} begins the next row.
 */
public final class RowBinder {

    private final PreparedStatement statement;
    private final int seed;
    private final RowEncoding encoding = new RowEncoding();

    /**
     * Binds to one statement for as long as that lives.
     *
     * @param table the table's name as declared; part of every checksum
     * @param statement an INSERT or UPDATE of whole rows
     */
    public RowBinder(String table, PreparedStatement statement) {
        this.statement = statement;
        this.seed = RowEncoding.seed(table);
    }

    /** Binds a BIGINT, INTEGER or SMALLINT. */
    public void setLong(int parameter, long value) throws SQLException {
        encoding.putLong(value);
        statement.setLong(parameter, value);
    }

    /** Binds a BOOLEAN. */
    public void setBoolean(int parameter, boolean value) throws SQLException {
        encoding.putBoolean(value);
        statement.setBoolean(parameter, value);
    }

    /** Binds a CHARACTER VARYING or NULL. */
    public void setText(int parameter, @Nullable String value) throws SQLException {
        if (value == null) {
            setNull(parameter, Types.VARCHAR);
            return;
        }
        encoding.putText(value);
        statement.setString(parameter, value);
    }

    /** Binds a BINARY VARYING or NULL; the array is not copied. */
    public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
        if (value == null) {
            setNull(parameter, Types.VARBINARY);
            return;
        }
        encoding.putBytes(value);
        statement.setBytes(parameter, value);
    }

    /**
     * Binds NULL.
     *
     * @param sqlType one of {@link java.sql.Types}
     */
    public void setNull(int parameter, int sqlType) throws SQLException {
        encoding.putNull();
        statement.setNull(parameter, sqlType);
    }

    /** Binds the checksum over all that was bound since the last call. */
    public void setCrc(int parameter) throws SQLException {
        int crc = encoding.crc(seed);
        encoding.reset();
        statement.setInt(parameter, crc);
    }
}
