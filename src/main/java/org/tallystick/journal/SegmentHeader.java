package org.tallystick.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The first 128 bytes of a segment, big-endian: magic, u32 format, u32 number, 32 bytes chain id, u64 lowest height that may
 * stand here, i64 height before (-1: none), 32 bytes hash before, zeros, u32 CRC32C over all before. What stands before is
 * durable when a segment begins, so the header proves how far the segment before has to reach.
 */
final class SegmentHeader {

    static final int BYTES = 128;

    private static final long MAGIC = 0x54414C4C59534547L; // "TALLYSEG"
    private static final int FORMAT = 1;
    private static final int FORMAT_AT = 8;
    private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

    private final int number;
    private final byte[] chainId;
    private final long firstHeight;
    private final long heightBefore;
    private final byte[] hashBefore;

    SegmentHeader(int number, byte[] chainId, long firstHeight, long heightBefore, byte[] hashBefore) {
        this.number = number;
        this.chainId = chainId;
        this.firstHeight = firstHeight;
        this.heightBefore = heightBefore;
        this.hashBefore = hashBefore;
    }

    /** What came of reading a header. */
    sealed interface Reading {
        record Good(SegmentHeader header) implements Reading {}

        record Bad(Damage damage) implements Reading {}
    }

    static Reading read(ByteBuffer bytes) {
        if (bytes.remaining() != BYTES
                || bytes.getLong(0) != MAGIC
                || bytes.getInt(CHECKSUM_AT) != checksum(bytes.slice(0, CHECKSUM_AT))) {
            return new Reading.Bad(Damage.BAD_SEGMENT_HEADER);
        }
        if (bytes.getInt(FORMAT_AT) != FORMAT) {
            return new Reading.Bad(Damage.UNKNOWN_FORMAT);
        }
        bytes.position(FORMAT_AT + Integer.BYTES);
        int number = bytes.getInt();
        byte[] chainId = new byte[JournalEntry.HASH_BYTES];
        bytes.get(chainId);
        long firstHeight = bytes.getLong();
        long heightBefore = bytes.getLong();
        byte[] hashBefore = new byte[JournalEntry.HASH_BYTES];
        bytes.get(hashBefore);
        return new Reading.Good(new SegmentHeader(number, chainId, firstHeight, heightBefore, hashBefore));
    }

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(FORMAT).putInt(number).put(chainId);
        bytes.putLong(firstHeight).putLong(heightBefore).put(hashBefore);
        bytes.putInt(CHECKSUM_AT, checksum(bytes.slice(0, CHECKSUM_AT)));
        return bytes.clear();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    int number() {
        return number;
    }

    byte[] chainId() {
        return chainId;
    }

    long firstHeight() {
        return firstHeight;
    }

    long heightBefore() {
        return heightBefore;
    }

    byte[] hashBefore() {
        return hashBefore;
    }

    boolean isSameAs(SegmentHeader other) {
        return toBytes().equals(other.toBytes());
    }

    /** Whether this is the header of a journal's first segment. */
    boolean isFirst() {
        return number == 0 && heightBefore == Journal.NONE && firstHeight >= 0;
    }

    /** Whether this segment can follow that one, judged by their headers. */
    boolean canFollow(SegmentHeader before) {
        return number == before.number + 1
                && Arrays.equals(chainId, before.chainId)
                && heightBefore >= before.firstHeight
                && firstHeight == heightBefore + 1;
    }
}
