package org.tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowCheckTest {

    private Connection connection;

    @BeforeEach
    void makeTable() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        execute("CREATE TABLE thing (id BIGINT PRIMARY KEY, small SMALLINT, truth BOOLEAN, text CHARACTER VARYING(99),"
                + " bytes BINARY VARYING(99), crc INTEGER NOT NULL)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aRowIsReadAsItWasBound() throws SQLException {
        insert(Long.MIN_VALUE, 7L, true, "Grüße \uD83D\uDE00 \uD800", new byte[] {0, -1, 2});
        assertThat(readAll()).containsExactly(row(Long.MIN_VALUE, 7L, true, "Grüße \uD83D\uDE00 \uD800", "[0, -1, 2]"));
    }

    @Test
    void nullsAreReadAsNulls() throws SQLException {
        insert(1, null, false, null, null);
        assertThat(readAll()).containsExactly(row(1L, null, false, null, "null"));
    }

    @Test
    void anUpdateInAnotherOrderOfParametersGivesTheSameChecksum() throws SQLException {
        insert(5, 7L, true, "old", new byte[] {1});
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE thing SET text = ?, crc = ?, bytes = ?, small = ?, truth = ? WHERE id = ?")) {
            RowBinder row = new RowBinder("thing", statement);
            row.setLong(6, 5);
            row.setLong(4, 8);
            row.setBoolean(5, false);
            row.setText(1, "new");
            row.setNull(3, Types.VARBINARY);
            row.setCrc(2);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        assertThat(readAll()).containsExactly(row(5L, 8L, false, "new", "null"));
    }

    @Test
    void everyChangeOfAValueIsFound() throws SQLException {
        List<String> changes = List.of(
                "id = 2",
                "small = 8",
                "small = NULL",
                "truth = FALSE",
                "text = 'texu'",
                "text = NULL",
                "text = ''",
                "bytes = X'010203'",
                "bytes = NULL",
                "crc = crc + 1");
        for (String change : changes) {
            execute("DELETE FROM thing");
            insert(1, 7L, true, "text", new byte[] {1, 2});
            assertThat(readAll()).hasSize(1);
            execute("UPDATE thing SET " + change);
            assertThatThrownBy(this::readAll).as(change).isInstanceOf(RowDamaged.class);
        }
    }

    @Test
    void aRowOfAnotherTableIsFound() throws SQLException {
        insert(1, 7L, true, "text", new byte[] {1, 2});
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT id, small, truth, text, bytes, crc FROM thing")) {
            results.next();
            assertThatThrownBy(() -> RowReader.read("other", results, RowCheckTest::values))
                    .isInstanceOf(RowDamaged.class);
        }
    }

    @Test
    void aValueThatTheRoomRefusesCountsAsDamage() throws SQLException {
        insert(1, 7L, true, "text", new byte[] {1, 2});
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT id, small, truth, text, bytes, crc FROM thing")) {
            results.next();
            assertThatThrownBy(() -> RowReader.read("thing", results, row -> {
                        throw new IllegalArgumentException("no such kind");
                    }))
                    .isInstanceOf(RowDamaged.class);
        }
    }

    @Test
    void differentRowsHaveDifferentEncodings() {
        List<Consumer<RowEncoding>> rows = List.of(
                row -> {},
                RowEncoding::putNull,
                row -> {
                    row.putNull();
                    row.putNull();
                },
                row -> row.putLong(0),
                row -> row.putLong(1),
                row -> row.putBoolean(false),
                row -> row.putBoolean(true),
                row -> row.putText(""),
                row -> row.putText("\0"),
                row -> row.putText("ab"),
                row -> {
                    row.putText("a");
                    row.putText("b");
                },
                row -> row.putBytes(new byte[0]),
                row -> row.putBytes(new byte[] {0}),
                row -> row.putBytes(new byte[] {0, 'a', 0, 'b'}));
        Set<String> seen = new HashSet<>();
        for (Consumer<RowEncoding> row : rows) {
            RowEncoding encoding = new RowEncoding();
            row.accept(encoding);
            seen.add(Arrays.toString(encoding.bytes()));
        }
        assertThat(seen).hasSameSizeAs(rows);
    }

    @Test
    void aLongTextMakesTheBufferGrow() {
        RowEncoding encoding = new RowEncoding();
        encoding.putText("x".repeat(10_000));
        encoding.putLong(1);
        assertThat(encoding.bytes()).hasSize(1 + 4 + 20_000 + 9);
    }

    private void insert(long id, Long small, boolean truth, String text, byte[] bytes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)")) {
            RowBinder row = new RowBinder("thing", statement);
            row.setLong(1, id);
            if (small == null) {
                row.setNull(2, Types.SMALLINT);
            } else {
                row.setLong(2, small);
            }
            row.setBoolean(3, truth);
            row.setText(4, text);
            row.setBytes(5, bytes);
            row.setCrc(6);
            statement.executeUpdate();
        }
    }

    private List<List<Object>> readAll() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT id, small, truth, text, bytes, crc FROM thing")) {
            return results.next() ? List.of(RowReader.read("thing", results, RowCheckTest::values)) : List.of();
        }
    }

    private static List<Object> values(RowReader row) throws SQLException {
        return row(
                row.getLong(),
                row.getLongOrNull(),
                row.getBoolean(),
                row.getTextOrNull(),
                Arrays.toString(row.getBytesOrNull()));
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
