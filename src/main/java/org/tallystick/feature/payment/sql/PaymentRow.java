package org.tallystick.feature.payment.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/**
 * A payment.
 *
 * @param place where it stands
 * @param txId the payer's id for it
 * @param payer number of the account whose net fell
 * @param payee number of the account whose net rose
 * @param equivalent the unit's code
 * @param amountMinor how much, in minor units
 * @param description what the payer wrote; missing when there is none or it was erased
 * @param timestampMs block time
 */
public record PaymentRow(
        Place place,
        String txId,
        int payer,
        int payee,
        String equivalent,
        long amountMinor,
        Optional<String> description,
        long timestampMs) {

    static final String COLUMNS = "place, tx_id, payer, payee, equivalent, amount_minor, description, at_ms, crc";

    static PaymentRow read(RowReader row) throws SQLException {
        return new PaymentRow(
                Place.ofPacked(row.getLong()),
                row.getText(),
                row.getInt(),
                row.getInt(),
                row.getText(),
                row.getLong(),
                Optional.ofNullable(row.getTextOrNull()),
                row.getLong());
    }
}
