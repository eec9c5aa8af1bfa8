package org.tallystick.feature.trust.sql;

import static org.tallystick.feature.trust.sql.TrustProjection.LINE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.tallystick.base.InvariantBroken;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;
import org.tallystick.store.RowReader;

/** Writes the lines. They open and change rarely, so that rows wait as objects and are read before a change. */
final class LineTable implements AutoCloseable {

    private static final int MAX_WAITING = 8_192;
    private static final String SELECT = "SELECT " + LineRow.COLUMNS + " FROM trust_line ";

    /** A row that is not written yet. */
    private record Waiting(LineRow row, boolean known) {}

    private final RowBatch inserts;
    private final RowBatch updates;
    private final PreparedStatement select;
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private long nextNumber;

    LineTable(Connection connection) throws SQLException {
        this.nextNumber = nextNumber(connection);
        this.inserts = new RowBatch(connection, LINE, """
                INSERT INTO trust_line
                  (id, creditor, debtor, equivalent, limit_minor, policy, status, opened_at_ms, crc, number)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        this.updates = new RowBatch(connection, LINE, """
                UPDATE trust_line SET id = ?, creditor = ?, debtor = ?, equivalent = ?, limit_minor = ?, policy = ?,
                  status = ?, opened_at_ms = ?, crc = ? WHERE number = ?""");
        this.select = connection.prepareStatement(SELECT + "WHERE id = ?");
    }

    private static long nextNumber(Connection connection) throws SQLException {
        try (PreparedStatement last =
                        connection.prepareStatement(SELECT + "ORDER BY number DESC FETCH FIRST 1 ROW ONLY");
                ResultSet results = last.executeQuery()) {
            return results.next() ? RowReader.read(LINE, results, LineRow::read).number() + 1 : 0;
        }
    }

    /** The number of the line that opens next. */
    long takeNumber() {
        return nextNumber++;
    }

    void open(LineRow line) throws SQLException {
        wait(line, false);
    }

    void change(LineRow line) throws SQLException {
        Waiting before = waiting.get(line.id());
        wait(line, before == null || before.known());
    }

    private void wait(LineRow line, boolean known) throws SQLException {
        waiting.put(line.id(), new Waiting(line, known));
        if (waiting.size() >= MAX_WAITING) {
            flush();
        }
    }

    LineRow find(UUID id) throws SQLException {
        Waiting row = waiting.get(id);
        if (row != null) {
            return row.row();
        }
        select.setBytes(1, LineRow.bytesOf(id));
        try (ResultSet results = select.executeQuery()) {
            if (!results.next()) {
                throw new InvariantBroken("A line that something happens to was opened before");
            }
            return RowReader.read(LINE, results, LineRow::read);
        }
    }

    void flush() throws SQLException {
        for (Waiting line : waiting.values()) {
            RowBatch batch = line.known() ? updates : inserts;
            bind(line.row(), batch.row());
            batch.add();
        }
        waiting.clear();
        inserts.flush();
        updates.flush();
    }

    private static void bind(LineRow line, RowBinder row) throws SQLException {
        row.setLong(10, line.number());
        row.setBytes(1, LineRow.bytesOf(line.id()));
        row.setLong(2, line.creditor());
        row.setLong(3, line.debtor());
        row.setText(4, line.equivalent());
        row.setLong(5, line.limitMinor());
        row.setText(6, line.policy());
        row.setText(7, line.status().word());
        row.setLong(8, line.openedAtMs());
        row.setCrc(9);
    }

    @Override
    public void close() throws SQLException {
        inserts.close();
        updates.close();
        select.close();
    }
}
