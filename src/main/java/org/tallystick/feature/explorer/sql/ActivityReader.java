package org.tallystick.feature.explorer.sql;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.tallystick.node.AccountHistory.Entry;
import org.tallystick.node.AccountHistory.Page;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/** Reads one account's activity window by window; for one read and its thread. */
final class ActivityReader {

    private static final int MAX_WINDOWS = 4_096;
    private static final String RANGE =
            "SELECT id, seq, place, net_changed, payment_end, equivalent, crc FROM activity WHERE id BETWEEN ? AND ? ";
    private static final String LATEST = RANGE + "ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
    private static final String LATEST_CHANGES = RANGE + "AND net_changed ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
    private static final String EARLIEST = RANGE + "ORDER BY id FETCH FIRST ? ROWS ONLY";
    private static final String EARLIEST_AFTER = RANGE + "AND seq > ? ORDER BY id FETCH FIRST ? ROWS ONLY";

    /** A row with its key. */
    private record Row(long id, Entry entry) {}

    private static final RowMapper<Row> ROWS = RowReader.mapper(ExplorerProjection.ACTIVITY, ActivityReader::read);

    private final Handle handle;
    private final int account;

    ActivityReader(Handle handle, int account) {
        this.handle = handle;
        this.account = account;
    }

    private static Row read(RowReader row) throws SQLException {
        long id = row.getLong();
        Entry entry = new Entry(row.getLong(), Place.ofPacked(row.getLong()), row.getBoolean());
        row.getInt();
        row.getTextOrNull();
        return new Row(id, entry);
    }

    /** A page; it ends early, with a beginning for the next one, rather than look through too many windows. */
    Page latest(OptionalLong from, boolean onlyNetChanges, int limit) {
        List<Entry> entries = new ArrayList<>();
        long newest = newestWindow();
        long window = from.isPresent() ? ActivityKey.windowOfKey(from.getAsLong()) : newest;
        long end = from.orElse(Long.MAX_VALUE);
        for (int windows = 0; window >= 0 && window <= newest; window--, windows++) {
            if (windows == MAX_WINDOWS) {
                return new Page(entries, OptionalLong.of(ActivityKey.last(window, account)));
            }
            int wanted = limit - entries.size();
            List<Row> rows = handle.createQuery(onlyNetChanges ? LATEST_CHANGES : LATEST)
                    .bind(0, ActivityKey.first(window, account))
                    .bind(1, Math.min(end, ActivityKey.last(window, account)))
                    .bind(2, wanted)
                    .map(ROWS)
                    .list();
            rows.forEach(row -> entries.add(row.entry()));
            if (rows.size() == wanted) {
                return new Page(entries, OptionalLong.of(rows.getLast().id() - 1));
            }
        }
        return new Page(entries, OptionalLong.empty());
    }

    List<Entry> after(long seq, int limit) {
        List<Entry> entries = new ArrayList<>();
        Deque<Long> windows = windowsAfter(seq);
        while (!windows.isEmpty() && entries.size() < limit) {
            long window = windows.pop();
            handle.createQuery(EARLIEST_AFTER)
                    .bind(0, ActivityKey.first(window, account))
                    .bind(1, ActivityKey.last(window, account))
                    .bind(2, seq)
                    .bind(3, limit - entries.size())
                    .map(ROWS)
                    .forEach(row -> entries.add(row.entry()));
        }
        return entries;
    }

    Optional<Entry> entry(Place place) {
        return row(place).map(Row::entry);
    }

    OptionalLong pageAfter(Place place) {
        Optional<Row> row = row(place);
        return row.isEmpty() ? OptionalLong.empty() : OptionalLong.of(row.get().id() - 1);
    }

    /** Looks in the windows of the touches of one block only. */
    private Optional<Row> row(Place place) {
        return touchesOf(place.height(), "AND place = ? ", Optional.of(place)).stream()
                .findFirst();
    }

    /** Where the account was touched in a block. */
    List<Place> touchedIn(long height) {
        return touchesOf(height, "", Optional.empty()).stream()
                .map(row -> row.entry().place())
                .toList();
    }

    private List<Row> touchesOf(long height, String condition, Optional<Place> place) {
        List<BlockRow> blocks = handle.createQuery("SELECT " + BlockRow.COLUMNS
                        + " FROM block WHERE height <= ? ORDER BY height DESC FETCH FIRST 2 ROWS ONLY")
                .bind(0, height)
                .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                .list();
        if (blocks.isEmpty() || blocks.getFirst().height() != height) {
            return List.of();
        }
        long first = blocks.size() == 1 ? 0 : blocks.getLast().touchesSoFar();
        long last = blocks.getFirst().touchesSoFar() - 1;
        List<Row> rows = new ArrayList<>();
        for (long window = ActivityKey.windowOf(first); window <= ActivityKey.windowOf(last); window++) {
            Query query = handle.createQuery(RANGE + condition + "ORDER BY id")
                    .bind(0, Math.max(ActivityKey.of(first, account), ActivityKey.first(window, account)))
                    .bind(1, Math.min(ActivityKey.of(last, account), ActivityKey.last(window, account)));
            place.ifPresent(wanted -> query.bind(2, wanted.packed()));
            query.map(ROWS).forEach(rows::add);
        }
        return rows;
    }

    /** The windows with rows after a count, the earliest first: back from the newest until one begins at or before it. */
    private Deque<Long> windowsAfter(long seq) {
        Deque<Long> windows = new ArrayDeque<>();
        long newest = newestWindow();
        for (long window = newest; window >= 0 && newest - window < MAX_WINDOWS; window--) {
            Optional<Row> first = handle.createQuery(EARLIEST)
                    .bind(0, ActivityKey.first(window, account))
                    .bind(1, ActivityKey.last(window, account))
                    .bind(2, 1)
                    .map(ROWS)
                    .findFirst();
            if (first.isPresent()) {
                windows.push(window);
                if (first.get().entry().seq() <= seq + 1) {
                    break;
                }
            }
        }
        return windows;
    }

    /** -1 while nobody was touched. */
    private long newestWindow() {
        Optional<BlockRow> last = handle.createQuery(
                        "SELECT " + BlockRow.COLUMNS + " FROM block ORDER BY height DESC FETCH FIRST 1 ROW ONLY")
                .map(RowReader.mapper(ExplorerProjection.BLOCK, BlockRow::read))
                .findFirst();
        return last.map(block -> block.touchesSoFar() == 0 ? -1 : ActivityKey.windowOf(block.touchesSoFar() - 1))
                .orElse(-1L);
    }
}
