package org.tallystick.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The values of one row as bytes that mean one row only: each column is a type byte and, if it is not NULL, its value, with
 * the length in front where that varies. Checksums and digests are taken over it. For one thread.
 */
final class RowEncoding {

    private static final byte NULL = 0;
    private static final byte NUMBER = 1;
    private static final byte TRUTH = 2;
    private static final byte TEXT = 3;
    private static final byte BYTES = 4;

    private static final int FIRST_CAPACITY = 256;

    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int length;

    /** What tells the rows of one table from equal rows of another: the CRC32C of its name. */
    static int seed(String table) {
        CRC32C crc = new CRC32C();
        crc.update(table.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    void putNull() {
        room(1);
        buffer[length++] = NULL;
    }

    void putLong(long value) {
        room(1 + Long.BYTES);
        buffer[length++] = NUMBER;
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    void putBoolean(boolean value) {
        room(2);
        buffer[length++] = TRUTH;
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    /** Takes the UTF-16 units as they are, since that is what a Java string is whatever stands in it. */
    void putText(String value) {
        int units = value.length();
        room(1 + Integer.BYTES + 2 * units);
        buffer[length++] = TEXT;
        putLength(units);
        for (int i = 0; i < units; i++) {
            char unit = value.charAt(i);
            buffer[length++] = (byte) (unit >>> 8);
            buffer[length++] = (byte) unit;
        }
    }

    void putBytes(byte[] value) {
        room(1 + Integer.BYTES + value.length);
        buffer[length++] = BYTES;
        putLength(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    /** The checksum of what was put since the last reset. */
    int crc(int seed) {
        crc.reset();
        crc.update(buffer, 0, length);
        return (int) crc.getValue() ^ seed;
    }

    /** A copy of what was put since the last reset. */
    byte[] bytes() {
        return Arrays.copyOf(buffer, length);
    }

    void reset() {
        length = 0;
    }

    private void putLength(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    private void room(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }
}
