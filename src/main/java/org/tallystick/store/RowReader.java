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

    private final ResultSet results;
    private final RowEncoding encoding = new RowEncoding();
    private int column;

    private RowReader(ResultSet results) {
        this.results = results;
    }

    /** Takes the columns in their order, all but the checksum. */
    @FunctionalInterface
    public interface Columns<T> {

        /** Makes the value; a value that it refuses ({@link RuntimeException}) counts as a damaged row. */
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
        RowReader row = new RowReader(results);
        T value;
        int found;
        boolean unchecked;
        try {
            value = columns.read(row);
            found = results.getInt(++row.column);
            unchecked = results.wasNull();
        } catch (RowDamaged damaged) {
            throw damaged;
        } catch (SQLException | RuntimeException e) {
            throw new RowDamaged("a row of table " + table + " cannot be read as what was written", e);
        }
        int expected = row.encoding.crc(RowEncoding.seed(table));
        if (found != expected || unchecked) {
            throw new RowDamaged("a row of table " + table + " does not fit its checksum");
        }
        return value;
    }

    /** The next column: a BIGINT, INTEGER or SMALLINT that is not NULL. */
    public long getLong() throws SQLException {
        Long value = getLongOrNull();
        if (value == null) {
            throw unexpectedNull();
        }
        return value;
    }

    /** The next column: as {@link #getLong}, within 32 bits. */
    public int getInt() throws SQLException {
        long value = getLong();
        if (value != (int) value) {
            throw new RowDamaged("column " + column + " holds a number of more than 32 bits");
        }
        return (int) value;
    }

    /** The next column: a BIGINT, INTEGER or SMALLINT, or null. */
    public @Nullable Long getLongOrNull() throws SQLException {
        long value = results.getLong(++column);
        if (results.wasNull()) {
            encoding.putNull();
            return null;
        }
        encoding.putLong(value);
        return value;
    }

    /** The next column: a BOOLEAN that is not NULL. */
    public boolean getBoolean() throws SQLException {
        boolean value = results.getBoolean(++column);
        if (results.wasNull()) {
            throw unexpectedNull();
        }
        encoding.putBoolean(value);
        return value;
    }

    /** The next column: a CHARACTER VARYING that is not NULL. */
    public String getText() throws SQLException {
        String value = getTextOrNull();
        if (value == null) {
            throw unexpectedNull();
        }
        return value;
    }

    /** The next column: a CHARACTER VARYING, or null. */
    public @Nullable String getTextOrNull() throws SQLException {
        String value = results.getString(++column);
        if (value == null) {
            encoding.putNull();
        } else {
            encoding.putText(value);
        }
        return value;
    }

    /** The next column: a BINARY VARYING that is not NULL. */
    public byte[] getBytes() throws SQLException {
        byte[] value = getBytesOrNull();
        if (value == null) {
            throw unexpectedNull();
        }
        return value;
    }

    /** The next column: a BINARY VARYING, or null. */
    public byte @Nullable [] getBytesOrNull() throws SQLException {
        byte[] value = results.getBytes(++column);
        if (value == null) {
            encoding.putNull();
        } else {
            encoding.putBytes(value);
        }
        return value;
    }

    private RowDamaged unexpectedNull() {
        return new RowDamaged("column " + column + " is NULL where the table allows none");
    }
}
