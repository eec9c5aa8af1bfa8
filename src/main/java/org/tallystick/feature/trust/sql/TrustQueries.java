package org.tallystick.feature.trust.sql;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
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

    /**
     * A page of an account's lines, closed ones included, those opened last first.
     *
     * @param offset how many to pass over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<LinePage> newest(LineSearch search, long offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(limit >= 1 && limit <= MAX_PAGE && offset >= 0, "A page has 1 to 1,000 lines");
        List<String> ways = new ArrayList<>();
        if (search.given()) {
            ways.add(way("creditor", search));
        }
        if (search.received()) {
            ways.add(way("debtor", search));
        }
        // Two questions with an index each; one with OR would look at every line.
        String lines = String.join(" UNION ALL ", ways);
        return store.read((handle, height) -> {
            long total = bind(handle.createQuery("SELECT COUNT(*) FROM (" + lines + ") line"), search)
                    .mapTo(Long.class)
                    .one();
            List<UUID> ids = offset >= total
                    ? List.of()
                    : bind(
                                    handle.createQuery(lines
                                            + " ORDER BY number DESC OFFSET :offset ROWS FETCH FIRST :limit ROWS ONLY"),
                                    search)
                            .bind("offset", offset)
                            .bind("limit", limit)
                            .map(LINES)
                            .map(LineRow::id)
                            .list();
            return new AsOf<>(height, new LinePage(ids, total));
        });
    }

    private static String way(String end, LineSearch search) {
        return SELECT + "WHERE " + end + " = :account"
                + (search.equivalent().isPresent() ? " AND equivalent = :equivalent" : "")
                + (search.status().isPresent() ? " AND status = :status" : "");
    }

    private static Query bind(Query query, LineSearch search) {
        query.bind("account", search.account());
        search.equivalent().ifPresent(code -> query.bind("equivalent", code));
        search.status().ifPresent(status -> query.bind("status", status.word()));
        return query;
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
