package org.tallystick.feature.payment.sql;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.mapper.RowMapper;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/** Looks up payments. Who may see which is decided by who asks. Any thread; each answer waits for the projection's readers. */
public final class PaymentQueries {

    /** The most payments of one page. */
    public static final int MAX_PAGE = AccountHistory.MAX_PAGE;

    private static final int MAX_ROUNDS = 8;
    private static final String SELECT = "SELECT " + PaymentRow.COLUMNS + " FROM payment ";
    private static final RowMapper<PaymentRow> ROWS = RowReader.mapper(PaymentProjection.PAYMENT, PaymentRow::read);

    private final Store<CommittedBlock> store;
    private final AccountHistory history;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link PaymentProjection}
     * @param history what touched whom, out of the same store
     */
    public PaymentQueries(Store<CommittedBlock> store, AccountHistory history) {
        this.store = store;
        this.history = history;
    }

    /** The payment with an id; the latest one, should an id have been used again after its end. */
    public AsOf<Optional<PaymentRow>> byTxId(String txId) throws ProjectionUnavailable, InterruptedException {
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE tx_id = ? ORDER BY place DESC FETCH FIRST 1 ROW ONLY")
                        .bind(0, txId)
                        .map(ROWS)
                        .findFirst()));
    }

    /**
     * The payment with an id that an account made or got; the latest one, should the id have been used again after its end.
     *
     * @param account its number
     */
    public AsOf<Optional<PaymentRow>> byTxId(String txId, int account)
            throws ProjectionUnavailable, InterruptedException {
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(SELECT + "WHERE tx_id = :id AND (payer = :account OR payee = :account)"
                                + " ORDER BY place DESC FETCH FIRST 1 ROW ONLY")
                        .bind("id", txId)
                        .bind("account", account)
                        .map(ROWS)
                        .findFirst()));
    }

    /** The payment that stands at a place. */
    public AsOf<Optional<PaymentRow>> at(Place place) throws ProjectionUnavailable, InterruptedException {
        AsOf<List<PaymentRow>> found = at(List.of(place));
        return new AsOf<>(found.height(), found.value().stream().findFirst());
    }

    /**
     * The payments that stand at some places, the latest first; other places are passed over.
     *
     * @param places at most {@link #MAX_PAGE}
     */
    public AsOf<List<PaymentRow>> at(List<Place> places) throws ProjectionUnavailable, InterruptedException {
        require(places.size() <= MAX_PAGE, "At most 1,000 payments are asked for at once");
        List<Long> packed = places.stream().map(Place::packed).toList();
        return store.read((handle, height) -> new AsOf<>(
                height,
                packed.isEmpty()
                        ? List.of()
                        : handle.createQuery(SELECT + "WHERE place = ANY(:places) ORDER BY place DESC")
                                .bindArray("places", Long.class, packed)
                                .map(ROWS)
                                .list()));
    }

    /**
     * Some payments of an account, with how many there are.
     *
     * @param total how many fit the filter
     * @param payments those of the page, the latest first
     */
    public record Counted(long total, List<PaymentRow> payments) {

        /** Keeps an unmodifiable copy. */
        public Counted {
            payments = List.copyOf(payments);
        }
    }

    /**
     * The payments that an account made or got, the latest first, and how many there are.
     *
     * @param account its number
     * @param filter which of them
     * @param offset how many are passed over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<Counted> ofAccount(int account, AccountHistory.PaymentFilter filter, long offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        AsOf<AccountHistory.Payments> found = history.payments(account, filter, offset, limit);
        return new AsOf<>(
                found.height(),
                new Counted(found.value().total(), at(found.value().places()).value()));
    }

    /**
     * A page of the payments that an account made or got, the latest first.
     *
     * @param account its number
     * @param from {@link PaymentPage#next()} of the page before, or nothing for the first page
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<PaymentPage> ofAccount(int account, OptionalLong from, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 payments");
        List<PaymentRow> payments = new ArrayList<>();
        OptionalLong next = from;
        long height = Long.MAX_VALUE;
        // Other transactions change nets as well, so that a page may need more than one round; each reflects its own
        // height.
        for (int round = 0; round < MAX_ROUNDS && payments.size() < limit; round++) {
            AsOf<AccountHistory.Page> entries = history.latest(account, next, true, limit - payments.size());
            AsOf<List<PaymentRow>> rows = at(entries.value().entries().stream()
                    .map(AccountHistory.Entry::place)
                    .toList());
            payments.addAll(rows.value());
            height = Math.min(height, entries.height());
            next = entries.value().next();
            if (next.isEmpty()) {
                break;
            }
        }
        return new AsOf<>(height, new PaymentPage(payments, next));
    }
}
