package org.tallystick.feature.explorer.sql;

import java.sql.SQLException;
import org.tallystick.base.Hex;
import org.tallystick.node.Place;
import org.tallystick.store.RowReader;

/**
 * A transaction in short; what it says stands in the journal.
 *
 * @param place where it stands
 * @param hash its hash, 64 hexadecimal characters
 * @param type of which kind it is, such as {@code payment.create}
 * @param txId its id
 */
public record TransactionRow(Place place, String hash, String type, String txId) {

    static final String COLUMNS = "place, hash, type, tx_id, crc";

    static TransactionRow read(RowReader row) throws SQLException {
        return new TransactionRow(
                Place.ofPacked(row.getLong()), Hex.encode(row.getBytes()), row.getText(), row.getText());
    }
}
