package org.tallystick.feature.trust.sql;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.UUID;
import org.tallystick.ledger.LineStatus;
import org.tallystick.store.RowReader;

/**
 * A trust line as it stands in its table; what is owed on it stands in another.
 *
 * @param number lines count from 0 in the order of their opening
 * @param id its id
 * @param creditor number of the account that trusts
 * @param debtor number of the account that may owe
 * @param equivalent the unit's code
 * @param limitMinor the most that may be owed, in minor units
 * @param policy what the creditor said about its use, canonical JSON as in signed history
 * @param status its state
 * @param openedAtMs block time of its opening
 */
record LineRow(
        long number,
        UUID id,
        int creditor,
        int debtor,
        String equivalent,
        long limitMinor,
        String policy,
        LineStatus status,
        long openedAtMs) {

    static final String COLUMNS =
            "number, id, creditor, debtor, equivalent, limit_minor, policy, status, opened_at_ms, crc";

    static LineRow read(RowReader row) throws SQLException {
        return new LineRow(
                row.getLong(),
                idOf(row.getBytes()),
                row.getInt(),
                row.getInt(),
                row.getText(),
                row.getLong(),
                row.getText(),
                statusOf(row.getText()),
                row.getLong());
    }

    private static UUID idOf(byte[] bytes) throws SQLException {
        if (bytes.length != 2 * Long.BYTES) {
            throw new SQLException("The id of a line has 16 bytes");
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        return new UUID(id.getLong(), id.getLong());
    }

    private static LineStatus statusOf(String word) throws SQLException {
        try {
            return LineStatus.ofWord(word);
        } catch (IllegalArgumentException unknown) {
            throw new SQLException("A line has no such status", unknown);
        }
    }

    static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    LineRow with(long newLimitMinor, String newPolicy, LineStatus newStatus) {
        return new LineRow(number, id, creditor, debtor, equivalent, newLimitMinor, newPolicy, newStatus, openedAtMs);
    }
}
