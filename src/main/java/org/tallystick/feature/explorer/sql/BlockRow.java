package org.tallystick.feature.explorer.sql;

import java.sql.SQLException;
import org.tallystick.base.Hex;
import org.tallystick.store.RowReader;

/**
 * A block in short.
 *
 * @param height its place in the chain
 * @param epoch its epoch
 * @param hash its hash, 64 hexadecimal characters
 * @param timestampMs its time
 * @param transactions how many transactions are in it
 * @param touchesSoFar how often accounts were touched up to and with this block, all together
 */
public record BlockRow(long height, int epoch, String hash, long timestampMs, int transactions, long touchesSoFar) {

    static final String COLUMNS = "height, epoch, hash, at_ms, transactions, touches_so_far, crc";

    static BlockRow read(RowReader row) throws SQLException {
        return new BlockRow(
                row.getLong(), row.getInt(), Hex.encode(row.getBytes()), row.getLong(), row.getInt(), row.getLong());
    }
}
