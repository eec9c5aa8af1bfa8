package org.tallystick.store;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * How far the projection got: written in the same SQL transaction as the rows.
 *
 * @param height of the last projected block
 * @param hash its hash, 32 bytes
 * @param transactions how many transactions are in the projected blocks, all together
 */
@SuppressWarnings("ArrayRecordComponent")
public record Watermark(long height, byte[] hash, long transactions) {

    private static final int HASH_BYTES = 32;

    /** Checks the shapes. */
    public Watermark {
        require(height >= 0, "a projected height is 0 or more");
        require(hash.length == HASH_BYTES, "a block hash has 32 bytes");
        require(transactions >= 0, "transactions are counted from 0");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Watermark that
                && height == that.height
                && Arrays.equals(hash, that.hash)
                && transactions == that.transactions;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(height) * 31 + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "Watermark[height=" + height + ", hash=" + HexFormat.of().formatHex(hash) + "]";
    }
}
