package org.tallystick.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole row and checks it before anybody sees it: the query selects all columns in the order of the table, the
 * checksum last.
 *
 * <pre>{@code
 * handle.createQuery("SELECT id, debt, crc FROM line WHERE id = ?")
 *         .bind(0, id)
 *         .map(RowReader.mapper("line", row -> new LineRow(row.getLong(), row.getLong())))
 *         .findOne();
 * }</pre>
 *
 * <p>For one thread and one row.
 */
public final class RowReader {

    private RowReader() {}

    /** Takes the columns in their order, all but the checksum. */
    @FunctionalInterface
    public interface Columns<T> {

        /** Makes the value; what it throws is thrown on. */
        T read(RowReader row) throws SQLException;
    }

    /**
     * A mapper for JDBI that gives out checked rows only.
     *
     * @param table the table's name as in {@link RowBinder}
     * @param columns takes all columns but the checksum; whatever it returns is dropped when the checksum fails
     */
    public static <T> RowMapper<T> mapper(String table, Columns<T> columns) {
        return (results, context) -> read(table, results, columns);
    }

    /**
     * Reads the row at which the results stand, from the first column on.
     *
     * @throws RowDamaged when the values do not fit the checksum
     * @throws SQLException when H2 cannot read them
     */
    public static <T> T read(String table, ResultSet results, Columns<T> columns) throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a BIGINT, INTEGER or SMALLINT that is not NULL. */
    public long getLong() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: as {@link #getLong}, within 32 bits. */
    public int getInt() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a BIGINT, INTEGER or SMALLINT, or null. */
    public @Nullable Long getLongOrNull() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a BOOLEAN that is not NULL. */
    public boolean getBoolean() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a CHARACTER VARYING that is not NULL. */
    public String getText() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a CHARACTER VARYING, or null. */
    public @Nullable String getTextOrNull() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a BINARY VARYING that is not NULL. */
    public byte[] getBytes() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The next column: a BINARY VARYING, or null. */
    public byte @Nullable [] getBytesOrNull() throws SQLException {
        throw new UnsupportedOperationException("in a moment");
    }
}
