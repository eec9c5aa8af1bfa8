package org.tallystick.store;

import static org.tallystick.base.Checks.invariant;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.base.InvariantBroken;

/**
 * What the database says about one table.
 *
 * @param name of the table
 * @param columns all but the checksum, as declared
 * @param primaryKey positions of the key's columns, in the order of the key
 * @param indexes by name, the positions of their columns; the one behind the primary key is among them
 */
record TableShape(String name, List<Column> columns, List<Integer> primaryKey, Map<String, List<Integer>> indexes) {

    static final String CRC = "crc";
    private static final String SCHEMA = "public";

    /** The kinds of values that a checksum can be taken over. */
    enum Kind {
        NUMBER,
        TRUTH,
        TEXT,
        BYTES
    }

    /**
     * One column.
     *
     * @param name as declared
     * @param kind of its values
     */
    record Column(String name, Kind kind) {}

    /**
     * Reads the shapes of all tables, in the order of their names.
     *
     * @throws SQLException when the database cannot tell
     * @throws InvariantBroken when a table is not of the shape that {@link Projection#tables()} asks for
     */
    static List<TableShape> readAll(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        List<String> names = new ArrayList<>();
        try (ResultSet tables = metaData.getTables(null, SCHEMA, "%", null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_TYPE").toUpperCase(Locale.ROOT).endsWith("TABLE")) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        names.sort(null);
        List<TableShape> shapes = new ArrayList<>();
        for (String name : names) {
            shapes.add(read(metaData, name));
        }
        return List.copyOf(shapes);
    }

    /** Whether the rows lie in the order of one number that is their key, so that they need no index for it. */
    boolean isKeyedByNumber() {
        return primaryKey.size() == 1 && columns.get(primaryKey.getFirst()).kind() == Kind.NUMBER;
    }

    private static TableShape read(DatabaseMetaData metaData, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        boolean checked = false;
        try (ResultSet found = metaData.getColumns(null, SCHEMA, table, "%")) {
            while (found.next()) {
                String name = found.getString("COLUMN_NAME");
                int type = found.getInt("DATA_TYPE");
                invariant(!checked, () -> "the last column of table " + table + " is not crc");
                if (name.equals(CRC)) {
                    checked = type == Types.INTEGER && "NO".equals(found.getString("IS_NULLABLE"));
                    invariant(checked, () -> "column crc of table " + table + " is not INTEGER NOT NULL");
                } else {
                    columns.add(new Column(name, kind(table, name, type)));
                }
            }
        }
        boolean hasCrc = checked;
        invariant(hasCrc, () -> "table " + table + " has no column crc");
        List<Integer> primaryKey = new ArrayList<>();
        try (ResultSet found = metaData.getPrimaryKeys(null, SCHEMA, table)) {
            TreeMap<Integer, Integer> ordered = new TreeMap<>();
            while (found.next()) {
                ordered.put(found.getInt("KEY_SEQ"), position(columns, found.getString("COLUMN_NAME")));
            }
            primaryKey.addAll(ordered.values());
        }
        invariant(!primaryKey.isEmpty(), () -> "table " + table + " has no primary key");
        return new TableShape(table, List.copyOf(columns), List.copyOf(primaryKey), indexes(metaData, table, columns));
    }

    private static Map<String, List<Integer>> indexes(DatabaseMetaData metaData, String table, List<Column> columns)
            throws SQLException {
        TreeMap<String, TreeMap<Integer, Integer>> indexes = new TreeMap<>();
        try (ResultSet found = metaData.getIndexInfo(null, SCHEMA, table, false, true)) {
            while (found.next()) {
                String index = found.getString("INDEX_NAME");
                String column = found.getString("COLUMN_NAME");
                if (index != null && column != null) {
                    indexes.computeIfAbsent(index, name -> new TreeMap<>())
                            .put(found.getInt("ORDINAL_POSITION"), position(columns, column));
                }
            }
        }
        TreeMap<String, List<Integer>> result = new TreeMap<>();
        indexes.forEach((name, positions) -> result.put(name, List.copyOf(positions.values())));
        return result;
    }

    private static int position(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new InvariantBroken("an index covers a column that its table does not have");
    }

    private static Kind kind(String table, String column, int type) {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.TRUTH;
            case Types.VARCHAR -> Kind.TEXT;
            case Types.VARBINARY, Types.BINARY -> Kind.BYTES;
            default ->
                throw new InvariantBroken(
                        "column " + column + " of table " + table + " has a type that no checksum is taken over");
        };
    }
}
