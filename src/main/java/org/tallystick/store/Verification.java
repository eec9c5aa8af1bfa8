package org.tallystick.store;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.store.TableShape.Column;

/**
 * Reads everything once: that each row fits its checksum and lies where its key says, that each index leads to the same
 * values as the table, and that a search finds what a scan finds. For one connection, one transaction and one thread.
 */
final class Verification {

    private static final int REPORT_EVERY_ROWS = 10_000;
    private static final int FETCH_ROWS = 1_000;
    private static final int DIGEST_BITS = 256;

    private final Connection connection;
    private final LongConsumer rowsDone;
    private long rows;

    Verification(Connection connection, LongConsumer rowsDone) {
        this.connection = connection;
        this.rowsDone = rowsDone;
    }

    /**
     * Verifies all tables.
     *
     * @throws RowDamaged names the table of the first row that is wrong
     * @throws SQLException when H2 cannot read them
     */
    List<TableDigest> run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Without this H2 collects a whole result before it shows the first row.
            statement.execute("SET LAZY_QUERY_EXECUTION 1");
        }
        List<TableDigest> digests = new ArrayList<>();
        for (TableShape table : TableShape.readAll(connection)) {
            digests.add(verify(table));
        }
        TreeOrder.check(connection);
        rowsDone.accept(rows);
        return List.copyOf(digests);
    }

    private TableDigest verify(TableShape table) throws SQLException {
        Map<String, IndexSum> sums = new TreeMap<>();
        table.indexes().forEach((name, columns) -> sums.put(name, new IndexSum(columns)));
        TableDigest digest = scan(table, sums);
        for (Map.Entry<String, IndexSum> index : sums.entrySet()) {
            if (!index.getValue().agreesWith(scanIndex(table, index.getKey(), index.getValue().columns))) {
                throw new RowDamaged("index " + index.getKey() + " of table " + table.name() + " leads to other rows");
            }
        }
        return digest;
    }

    private TableDigest scan(TableShape table, Map<String, IndexSum> sums) throws SQLException {
        int crcColumn = table.columns().size() + 1;
        int seed = RowEncoding.seed(table.name());
        RowEncoding encoding = new RowEncoding();
        MessageDigest sha256 = Bookkeeping.sha256();
        Total total = new Total();
        long count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet results = statement.executeQuery("SELECT " + names(table.columns()) + ", "
                    + quote(TableShape.CRC) + ", _ROWID_ FROM " + quote(table.name()))) {
                long lastPlace = Long.MIN_VALUE;
                while (results.next()) {
                    @Nullable Object[] values = values(results, table.columns(), encoding);
                    long place = results.getLong(crcColumn + 1);
                    boolean placed = count == 0 || place > lastPlace;
                    if (table.isKeyedByNumber()) {
                        placed &= Long.valueOf(place)
                                .equals(values[table.primaryKey().getFirst()]);
                    }
                    if (encoding.crc(seed) != results.getInt(crcColumn)) {
                        throw new RowDamaged(
                                "row " + count + " of table " + table.name() + " does not fit its checksum");
                    }
                    if (!placed) {
                        throw new RowDamaged("row " + count + " of table " + table.name() + " lies at a wrong place");
                    }
                    lastPlace = place;
                    total.add(sha256.digest(encoding.bytes()));
                    for (IndexSum sum : sums.values()) {
                        sum.add(values, sum.columns, encoding);
                    }
                    count++;
                    report();
                }
            }
        }
        return new TableDigest(table.name(), count, total.hex());
    }

    private IndexSum scanIndex(TableShape table, String index, List<Integer> positions) throws SQLException {
        List<Column> columns = positions.stream().map(table.columns()::get).toList();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            order.add(i);
        }
        IndexSum sum = new IndexSum(positions);
        RowEncoding encoding = new RowEncoding();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet results = statement.executeQuery("SELECT " + names(columns) + " FROM " + quote(table.name())
                    + " USE INDEX (" + quote(index) + ") ORDER BY " + names(columns))) {
                while (results.next()) {
                    sum.add(values(results, columns, encoding), order, encoding);
                }
            }
        }
        return sum;
    }

    /** The row's values, and the same in the encoding. */
    private static @Nullable Object[] values(ResultSet results, List<Column> columns, RowEncoding encoding)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        encoding.reset();
        for (int i = 0; i < values.length; i++) {
            Object value = switch (columns.get(i).kind()) {
                case NUMBER -> results.getLong(i + 1);
                case TRUTH -> results.getBoolean(i + 1);
                case TEXT -> results.getString(i + 1);
                case BYTES -> results.getBytes(i + 1);
            };
            values[i] = results.wasNull() ? null : value;
            put(encoding, values[i]);
        }
        return values;
    }

    private static void put(RowEncoding encoding, @Nullable Object value) {
        switch (value) {
            case null -> encoding.putNull();
            case Long number -> encoding.putLong(number);
            case Boolean truth -> encoding.putBoolean(truth);
            case String text -> encoding.putText(text);
            case byte[] bytes -> encoding.putBytes(bytes);
            default -> throw new IllegalArgumentException("no checksum is taken over such a value");
        }
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void report() {
        if (++rows % REPORT_EVERY_ROWS == 0) {
            rowsDone.accept(rows);
        }
    }

    /** Count and sum over the columns of an index: equal for the table and its index if both hold the same. */
    private static final class IndexSum {

        private final List<Integer> columns;
        private long count;
        private long sum;

        IndexSum(List<Integer> columns) {
            this.columns = columns;
        }

        void add(@Nullable Object[] values, List<Integer> positions, RowEncoding encoding) {
            encoding.reset();
            for (int position : positions) {
                put(encoding, values[position]);
            }
            count++;
            sum += Integer.toUnsignedLong(encoding.crc(0));
        }

        boolean agreesWith(IndexSum other) {
            return count == other.count && sum == other.sum;
        }
    }

    /** A sum of 256-bit numbers, modulo 2^256. */
    private static final class Total {

        private BigInteger sum = BigInteger.ZERO;

        void add(byte[] digest) {
            sum = sum.add(new BigInteger(1, digest));
        }

        String hex() {
            byte[] bytes = sum.mod(BigInteger.ONE.shiftLeft(DIGEST_BITS)).toByteArray();
            byte[] whole = new byte[DIGEST_BITS / Byte.SIZE];
            int from = Math.max(0, bytes.length - whole.length);
            System.arraycopy(bytes, from, whole, whole.length - (bytes.length - from), bytes.length - from);
            return HexFormat.of().formatHex(whole);
        }
    }
}
