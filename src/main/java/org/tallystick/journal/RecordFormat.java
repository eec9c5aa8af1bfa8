package org.tallystick.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record on disk, big-endian: u32 length of the payload, u32 CRC32C over all that follows, u8 version, u8 flags, u16 zero,
 * u64 height, 32 bytes hash, payload. A record starts at a multiple of 8; a length of zero ends a segment's used part.
 */
final class RecordFormat {

    static final int HEADER_BYTES = 52;
    static final int CHECKSUM_FROM = 8;
    static final byte VERSION = 1;

    private static final int CHECKSUM_AT = 4;
    private static final int VERSION_AT = 8;
    private static final int FLAGS_AT = 9;
    private static final int ZERO_AT = 10;
    private static final int HEIGHT_AT = 12;
    private static final int HASH_AT = 20;
    private static final int ALIGNMENT = 8;

    private RecordFormat() {}

    /** Bytes that a record takes up to the start of the next. */
    static int recordBytes(int payloadBytes) {
        return (int) aligned((long) HEADER_BYTES + payloadBytes);
    }

    static long aligned(long offset) {
        return offset + (-offset & ALIGNMENT - 1);
    }

    /** Puts the header of an entry at the buffer's position. */
    static void putHeader(JournalEntry entry, ByteBuffer into) {
        int start = into.position();
        into.putInt(entry.payloadBytes());
        into.putInt(0);
        into.put(VERSION);
        into.put(entry.flags());
        into.putShort((short) 0);
        into.putLong(entry.height());
        into.put(entry.hash());
        CRC32C checksum = new CRC32C();
        checksum.update(into.slice(start + CHECKSUM_FROM, HEADER_BYTES - CHECKSUM_FROM));
        for (ByteBuffer slice : entry.slices()) {
            checksum.update(slice);
        }
        into.putInt(start + CHECKSUM_AT, (int) checksum.getValue());
    }

    static int length(ByteBuffer bytes, int at) {
        return bytes.getInt(at);
    }

    static int checksum(ByteBuffer bytes, int at) {
        return bytes.getInt(at + CHECKSUM_AT);
    }

    static byte flags(ByteBuffer bytes, int at) {
        return bytes.get(at + FLAGS_AT);
    }

    static long height(ByteBuffer bytes, int at) {
        return bytes.getLong(at + HEIGHT_AT);
    }

    static byte[] hash(ByteBuffer bytes, int at) {
        byte[] hash = new byte[JournalEntry.HASH_BYTES];
        bytes.get(at + HASH_AT, hash);
        return hash;
    }

    static boolean isKnownFormat(ByteBuffer bytes, int at) {
        return bytes.get(at + VERSION_AT) == VERSION && hasZeroField(bytes, at);
    }

    static boolean hasZeroField(ByteBuffer bytes, int at) {
        return bytes.getShort(at + ZERO_AT) == 0;
    }

    static boolean isPossibleLength(int length) {
        return length > 0 && length <= JournalEntry.MAX_PAYLOAD_BYTES;
    }
}
