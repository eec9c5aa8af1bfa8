package org.tallystick.feature.trust.sql;

import static org.tallystick.base.Checks.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/**
 * Looks up lines for lists and reports; what is owed and what can be spent now only the ledger says. Any thread; each answer
 * waits for the projection's readers.
 */
public final class TrustQueries {

    /** The most lines of one answer. */
    public static final int MAX_PAGE = 1_000;

    private static final String SELECT = "SELECT " + LineRow.COLUMNS + " FROM trust_line ";
    private static final RowMapper<LineRow> LINES = RowReader.mapper(TrustProjection.LINE, LineRow::read);

    /** A row of the debts. */
    private record DebtRow(long line, long debtMinor) {}

    private static final RowMapper<DebtRow> DEBTS =
            RowReader.mapper(TrustProjection.DEBT, row -> new DebtRow(row.getLong(), row.getLong()));

    private final Store<CommittedBlock> store;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link TrustProjection}
     */
    public TrustQueries(Store<CommittedBlock> store) {
        this.store = store;
    }

    /** The line with an id, closed ones included. */
    public AsOf<Optional<TrustLineRow>> line(UUID id) throws ProjectionUnavailable, InterruptedException {
        return store.read((handle, height) -> {
            List<LineRow> found = handle.createQuery(SELECT + "WHERE id = ?")
                    .bind(0, LineRow.bytesOf(id))
                    .map(LINES)
                    .list();
            return new AsOf<>(height, withDebts(handle, found).stream().findFirst());
        });
    }

    /**
     * Lines by which an account trusts others, closed ones included, in the order of their opening.
     *
     * @param account the creditor's number
     * @param after the last number of the page before, -1 for the first page
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<TrustLineRow>> granted(int account, long after, int limit)
            throws ProjectionUnavailable, InterruptedException {
        return page(
                SELECT + "WHERE creditor = ? AND number > ? ORDER BY creditor, number FETCH FIRST ? ROWS ONLY",
                account,
                after,
                limit);
    }

    /**
     * Lines by which others trust an account, closed ones included, in the order of their opening.
     *
     * @param account the debtor's number
     * @param after the last number of the page before, -1 for the first page
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<TrustLineRow>> received(int account, long after, int limit)
            throws ProjectionUnavailable, InterruptedException {
        return page(
                SELECT + "WHERE debtor = ? AND number > ? ORDER BY debtor, number FETCH FIRST ? ROWS ONLY",
                account,
                after,
                limit);
    }

    private AsOf<List<TrustLineRow>> page(String sql, int account, long after, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 lines");
        return store.read((handle, height) -> {
            List<LineRow> found = handle.createQuery(sql)
                    .bind(0, account)
                    .bind(1, after)
                    .bind(2, limit)
                    .map(LINES)
                    .list();
            return new AsOf<>(height, withDebts(handle, found));
        });
    }

    private static List<TrustLineRow> withDebts(Handle handle, List<LineRow> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> debtsMinor = new HashMap<>();
        handle.createQuery("SELECT line, debt_minor, crc FROM line_debt WHERE line IN (<lines>)")
                .bindList("lines", lines.stream().map(LineRow::number).toList())
                .map(DEBTS)
                .forEach(debt -> debtsMinor.put(debt.line(), debt.debtMinor()));
        return lines.stream()
                .map(line -> TrustLineRow.of(line, debtsMinor.getOrDefault(line.number(), 0L)))
                .toList();
    }
}
