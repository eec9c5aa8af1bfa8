package org.tallystick.feature.clearing.sql;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.Optional;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/** Looks up clearings. Any thread; each answer waits for the projection's readers. */
public final class ClearingQueries {

    /** The most clearings of one page. */
    public static final int MAX_PAGE = 1_000;

    private final Store<CommittedBlock> store;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link ClearingProjection}
     */
    public ClearingQueries(Store<CommittedBlock> store) {
        this.store = store;
    }

    /**
     * Clearings, the latest first.
     *
     * @param before the place of the last one of the page before, or nothing for the first page
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<List<ClearingRow>> latest(Optional<Place> before, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 clearings");
        String sql = "SELECT " + ClearingRow.COLUMNS
                + " FROM clearing WHERE place < ? ORDER BY place DESC FETCH FIRST ? ROWS ONLY";
        return store.read((handle, height) -> new AsOf<>(
                height,
                handle.createQuery(sql)
                        .bind(0, before.map(Place::packed).orElse(Long.MAX_VALUE))
                        .bind(1, limit)
                        .map(RowReader.mapper(ClearingProjection.CLEARING, ClearingRow::read))
                        .list()));
    }
}
