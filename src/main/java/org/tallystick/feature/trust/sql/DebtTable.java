package org.tallystick.feature.trust.sql;

import static org.tallystick.base.Checks.invariant;
import static org.tallystick.feature.trust.sql.TrustProjection.DEBT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;
import org.tallystick.store.RowReader;

/**
 * Writes the debts. Each line's debt is written once a batch, however often it moved, and read once: what was seen is kept in
 * memory, because the checksum of a row needs the whole new row.
 */
final class DebtTable implements AutoCloseable {

    /** About 100 bytes each. */
    private static final int MAX_KEPT = 200_000;

    /** A line's debt as it will stand after the next flush. */
    private static final class Debt {

        private final long line;
        private long debtMinor;
        private boolean stored;
        private boolean moved;

        Debt(long line, long debtMinor, boolean stored) {
            this.line = line;
            this.debtMinor = debtMinor;
            this.stored = stored;
        }
    }

    private final LineTable lines;
    private final RowBatch inserts;
    private final RowBatch updates;
    private final PreparedStatement select;
    private final Map<UUID, Debt> kept = new HashMap<>();
    private final List<Debt> moved = new ArrayList<>();

    DebtTable(Connection connection, LineTable lines) throws SQLException {
        this.lines = lines;
        this.inserts = new RowBatch(connection, DEBT, "INSERT INTO line_debt (debt_minor, crc, line) VALUES (?, ?, ?)");
        this.updates = new RowBatch(connection, DEBT, "UPDATE line_debt SET debt_minor = ?, crc = ? WHERE line = ?");
        this.select = connection.prepareStatement("SELECT line, debt_minor, crc FROM line_debt WHERE line = ?");
    }

    /** A line opens without a debt. */
    void open(LineRow line) {
        kept.put(line.id(), new Debt(line.number(), 0, false));
    }

    void move(UUID line, long moreOwedMinor) throws SQLException {
        Debt debt = kept.get(line);
        if (debt == null) {
            debt = read(lines.find(line).number());
            kept.put(line, debt);
        }
        debt.debtMinor = Math.addExact(debt.debtMinor, moreOwedMinor);
        invariant(debt.debtMinor >= 0, "Nobody owes less than nothing on a line");
        if (!debt.moved) {
            debt.moved = true;
            moved.add(debt);
        }
    }

    private Debt read(long line) throws SQLException {
        select.setLong(1, line);
        try (ResultSet results = select.executeQuery()) {
            return results.next()
                    ? new Debt(line, RowReader.read(DEBT, results, DebtTable::debtMinor), true)
                    : new Debt(line, 0, false);
        }
    }

    /** What is owed, of a row of {@code line, debt_minor, crc}. */
    static long debtMinor(RowReader row) throws SQLException {
        row.getLong();
        return row.getLong();
    }

    void flush() throws SQLException {
        moved.sort(Comparator.comparingLong(debt -> debt.line));
        for (Debt debt : moved) {
            RowBatch batch = debt.stored ? updates : inserts;
            RowBinder row = batch.row();
            row.setLong(3, debt.line);
            row.setLong(1, debt.debtMinor);
            row.setCrc(2);
            batch.add();
            debt.stored = true;
            debt.moved = false;
        }
        moved.clear();
        inserts.flush();
        updates.flush();
        if (kept.size() > MAX_KEPT) {
            kept.clear();
        }
    }

    @Override
    public void close() throws SQLException {
        inserts.close();
        updates.close();
        select.close();
    }
}
