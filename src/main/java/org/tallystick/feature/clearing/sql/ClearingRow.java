package org.tallystick.feature.clearing.sql;

import java.sql.SQLException;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/**
 * A cleared cycle.
 *
 * @param place where it stands
 * @param equivalent the unit's code
 * @param amountMinor by how much each debt of the cycle went down, in minor units
 * @param hops how many debts there were
 * @param timestampMs block time
 */
public record ClearingRow(Place place, String equivalent, long amountMinor, int hops, long timestampMs) {

    static final String COLUMNS = "place, equivalent, amount_minor, hops, at_ms, crc";

    static ClearingRow read(RowReader row) throws SQLException {
        return new ClearingRow(
                Place.ofPacked(row.getLong()), row.getText(), row.getLong(), row.getInt(), row.getLong());
    }
}
