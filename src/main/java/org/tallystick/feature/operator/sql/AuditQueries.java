package org.tallystick.feature.operator.sql;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;
import org.tallystick.store.RowReader;
import org.tallystick.store.Store;

/** Looks into the audit log. Who may is decided by who asks. Any thread; each answer waits for the projection's readers. */
public final class AuditQueries {

    /** The most acts of one page. */
    public static final int MAX_PAGE = 1_000;

    private static final RowMapper<AuditRow> ROWS = RowReader.mapper(OperatorProjection.AUDIT, AuditRow::read);

    private final Store<CommittedBlock> store;

    /**
     * Makes the queries.
     *
     * @param store whose projections include {@link OperatorProjection}
     */
    public AuditQueries(Store<CommittedBlock> store) {
        this.store = store;
    }

    /**
     * A page of acts of administration, the latest first. Counts all that fit the filter.
     *
     * @param offset how many to pass over
     * @param limit how many at most, 1 to {@link #MAX_PAGE}
     */
    public AsOf<AuditPage> latest(AuditFilter filter, long offset, int limit)
            throws ProjectionUnavailable, InterruptedException {
        require(offset >= 0 && limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 1,000 acts");
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        return store.read((handle, height) -> {
            Query count = handle.createQuery("SELECT COUNT(*) FROM audit" + where);
            Query page = handle.createQuery("SELECT " + AuditRow.COLUMNS + " FROM audit" + where
                    + " ORDER BY place DESC OFFSET ? ROWS FETCH FIRST ? ROWS ONLY");
            for (int i = 0; i < values.size(); i++) {
                count.bind(i, values.get(i));
                page.bind(i, values.get(i));
            }
            page.bind(values.size(), offset).bind(values.size() + 1, limit);
            return new AsOf<>(
                    height,
                    new AuditPage(page.map(ROWS).list(), count.mapTo(Long.class).one()));
        });
    }

    private static String where(AuditFilter filter, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        filter.action().ifPresent(action -> {
            conditions.add("action = ?");
            values.add(action);
        });
        filter.actor().ifPresent(actor -> {
            conditions.add("actor = ?");
            values.add((long) actor);
        });
        filter.object().ifPresent(object -> {
            conditions.add("object = ?");
            values.add(object);
        });
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
}
