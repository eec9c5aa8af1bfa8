package org.tallystick.feature.explorer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.tallystick.node.AccountHistory.End;
import org.tallystick.node.AccountHistory.PaymentFilter;
import org.tallystick.node.AccountHistory.Payments;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/** Counts and lists one account's payments window by window; for one read and its thread. */
final class PaymentsReader {

    private static final RowMapper<Place> PLACES = RowReader.mapper(ExplorerProjection.ACTIVITY, row -> {
        row.getLong();
        row.getLong();
        Place place = Place.ofPacked(row.getLong());
        row.getBoolean();
        row.getInt();
        row.getTextOrNull();
        return place;
    });

    private final Handle handle;
    private final int account;
    private final PaymentFilter filter;
    private final String where;

    PaymentsReader(Handle handle, int account, PaymentFilter filter) {
        this.handle = handle;
        this.account = account;
        this.filter = filter;
        this.where = " FROM activity WHERE id BETWEEN :first AND :last AND payment_end "
                + (filter.end().isPresent() ? "= :end" : "<> 0")
                + (filter.equivalent().isPresent() ? " AND equivalent = :equivalent" : "");
    }

    Payments page(long offset, int limit) {
        long begin = filter.fromMs().isPresent() ? touchesBefore(filter.fromMs().getAsLong()) : 0;
        long end = touchesBefore(filter.untilMs().isPresent() ? filter.untilMs().getAsLong() + 1 : Long.MAX_VALUE);
        long total = 0;
        List<Place> places = new ArrayList<>();
        for (long window = ActivityKey.windowOf(end - 1);
                end > begin && window >= ActivityKey.windowOf(begin);
                window--) {
            long first = window == ActivityKey.windowOf(begin)
                    ? ActivityKey.of(begin, account)
                    : ActivityKey.first(window, account);
            long last = window == ActivityKey.windowOf(end - 1)
                    ? ActivityKey.of(end - 1, account)
                    : ActivityKey.last(window, account);
            long counted = bound("SELECT count(*)" + where, first, last)
                    .mapTo(Long.class)
                    .one();
            long skipped = Math.max(0, offset - total);
            if (skipped < counted && places.size() < limit) {
                bound(
                                "SELECT id, seq, place, net_changed, payment_end, equivalent, crc" + where
                                        + " ORDER BY id DESC OFFSET :skipped ROWS FETCH NEXT :wanted ROWS ONLY",
                                first,
                                last)
                        .bind("skipped", skipped)
                        .bind("wanted", limit - places.size())
                        .map(PLACES)
                        .forEach(places::add);
            }
            total += counted;
        }
        return new Payments(total, places);
    }

    private Query bound(String sql, long first, long last) {
        Query query = handle.createQuery(sql).bind("first", first).bind("last", last);
        filter.end().ifPresent(end -> query.bind("end", ActivityKey.paymentEnd(end == End.PAYER ? -1 : 1)));
        filter.equivalent().ifPresent(code -> query.bind("equivalent", code));
        return query;
    }

    /** How many touches there were before a time; block times ascend with heights. */
    private long touchesBefore(long timestampMs) {
        Optional<BlockRow> newest = atOrBelow(Long.MAX_VALUE);
        if (newest.isEmpty()) {
            return 0;
        }
        if (newest.get().timestampMs() < timestampMs) {
            return newest.get().touchesSoFar();
        }
        long low = -1;
        long high = newest.get().height();
        OptionalLong touches = OptionalLong.empty();
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            Optional<BlockRow> block = atOrBelow(middle);
            if (block.isPresent() && block.get().timestampMs() >= timestampMs) {
                high = Math.min(middle, block.get().height());
            } else {
                low = middle;
                touches = block.isPresent() ? OptionalLong.of(block.get().touchesSoFar()) : touches;
            }
        }
        return touches.orElse(0);
    }

    private Optional<BlockRow> atOrBelow(long height) {
        return handle.createQuery("SELECT " + BlockRow.COLUMNS
                        + " FROM block WHERE height <= ? ORDER BY height DESC FETCH FIRST 1 ROW ONLY")
                .bind(0, height)
                .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                .findFirst();
    }
}
