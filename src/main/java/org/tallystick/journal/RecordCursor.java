package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Goes through the records of one segment in order, reading in large pieces. Belongs to one thread. */
final class RecordCursor {

    /** What stands at the cursor. */
    enum Found {
        /** A whole record. */
        RECORD,
        /** A length of zero or the end of the file. What follows has not been looked at. */
        END,
        /** Neither. */
        BAD,
        /** A whole record of a version that is not known. */
        UNKNOWN_FORMAT
    }

    private static final int MAX_READ_BYTES = 1 << 20;
    private static final int MIN_READ_BYTES = 64;
    private static final long MAX_HEIGHTS_AHEAD = 1L << 40;

    private final JournalFiles.OpenFile file;
    private final long fileBytes;
    private final int readBytes;
    private ByteBuffer buffer;
    private long bufferStart;
    private long offset;
    private int length;

    /**
     * Begins at a place of a file.
     *
     * @param readBytes how much to read at once
     */
    RecordCursor(JournalFiles.OpenFile file, long offset, int readBytes) throws IOException {
        this.file = file;
        this.fileBytes = file.size();
        this.readBytes =
                (int) Math.min(Math.min(readBytes, MAX_READ_BYTES), Math.max(fileBytes - offset, MIN_READ_BYTES));
        this.buffer = ByteBuffer.allocate(this.readBytes).limit(0);
        this.bufferStart = offset;
        this.offset = offset;
    }

    RecordCursor(JournalFiles.OpenFile file, long offset) throws IOException {
        this(file, offset, MAX_READ_BYTES);
    }

    long offset() {
        return offset;
    }

    long fileBytes() {
        return fileBytes;
    }

    /** Looks at what stands at the cursor, with its checksum. */
    Found look() throws IOException {
        Found found = lookAtHeader();
        if (found != Found.RECORD) {
            return found;
        }
        if (!isChecksumRight(offset, length)) {
            return Found.BAD;
        }
        return RecordFormat.isKnownFormat(buffer, at(offset)) ? Found.RECORD : Found.UNKNOWN_FORMAT;
    }

    /** As {@link #look()} without the payload: the checksum stays unknown. */
    Found lookAtHeader() throws IOException {
        if (fileBytes - offset < Integer.BYTES) {
            return Found.END;
        }
        fill(offset, Integer.BYTES);
        length = RecordFormat.length(buffer, at(offset));
        if (length == 0) {
            return Found.END;
        }
        if (!RecordFormat.isPossibleLength(length) || offset + RecordFormat.HEADER_BYTES + length > fileBytes) {
            return Found.BAD;
        }
        fill(offset, RecordFormat.HEADER_BYTES);
        return Found.RECORD;
    }

    long height() {
        return RecordFormat.height(buffer, at(offset));
    }

    byte flags() {
        return RecordFormat.flags(buffer, at(offset));
    }

    byte[] hash() {
        return RecordFormat.hash(buffer, at(offset));
    }

    /** The record that {@link #look()} found. */
    JournalRecord record() {
        byte[] payload = new byte[length];
        buffer.get(at(offset) + RecordFormat.HEADER_BYTES, payload);
        return new JournalRecord(height(), hash(), flags(), payload);
    }

    /** Whether only zeros stand between the record that {@link #look()} found and the next. */
    boolean isPaddingZero() throws IOException {
        long end = offset + RecordFormat.HEADER_BYTES + length;
        return isZero(end, Math.min(RecordFormat.aligned(end), fileBytes));
    }

    /** Goes to where the next record begins. */
    void advance() {
        offset += RecordFormat.recordBytes(length);
    }

    /** Whether only zeros stand from the cursor to the end of the file. */
    boolean isRestZero() throws IOException {
        return isZero(offset, fileBytes);
    }

    /** Where the last byte that is not zero ends, from the cursor on. */
    long endOfWhatIsNotZero() throws IOException {
        long end = offset;
        for (long from = offset; from < fileBytes; from += readBytes) {
            int count = (int) Math.min(readBytes, fileBytes - from);
            fill(from, count);
            for (int i = count - 1; i >= 0; i--) {
                if (buffer.get(at(from) + i) != 0) {
                    end = from + i + 1;
                    break;
                }
            }
        }
        return end;
    }

    /**
     * Whether any whole record of a greater height begins behind the cursor, wherever it may be.
     *
     * @param height the last good height
     */
    boolean isAnyRecordBehind(long height) throws IOException {
        for (long from = RecordFormat.aligned(offset + 1);
                from + RecordFormat.HEADER_BYTES < fileBytes;
                from += RecordFormat.aligned(1)) {
            fill(from, RecordFormat.HEADER_BYTES);
            int at = at(from);
            int candidate = RecordFormat.length(buffer, at);
            long ahead = RecordFormat.height(buffer, at) - height;
            if (RecordFormat.isPossibleLength(candidate)
                    && from + RecordFormat.HEADER_BYTES + candidate <= fileBytes
                    && RecordFormat.hasZeroField(buffer, at)
                    && ahead > 0
                    && ahead < MAX_HEIGHTS_AHEAD
                    && isChecksumRight(from, candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean isZero(long from, long to) throws IOException {
        for (long start = from; start < to; start += readBytes) {
            int count = (int) Math.min(readBytes, to - start);
            fill(start, count);
            if (ByteBuffer.allocate(count).mismatch(buffer.slice(at(start), count)) != -1) {
                return false;
            }
        }
        return true;
    }

    private boolean isChecksumRight(long from, int payloadBytes) throws IOException {
        int bytes = RecordFormat.HEADER_BYTES + payloadBytes;
        fill(from, bytes);
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.slice(at(from) + RecordFormat.CHECKSUM_FROM, bytes - RecordFormat.CHECKSUM_FROM));
        return (int) checksum.getValue() == RecordFormat.checksum(buffer, at(from));
    }

    private int at(long place) {
        return (int) (place - bufferStart);
    }

    /** Sees to it that the buffer holds so many bytes from a place on; they are there, by the file's size. */
    private void fill(long from, int count) throws IOException {
        if (from >= bufferStart && from + count <= bufferStart + buffer.limit()) {
            return;
        }
        if (from >= bufferStart && from < bufferStart + buffer.limit()) {
            buffer.position(at(from)).compact();
        } else {
            buffer.clear();
        }
        bufferStart = from;
        if (buffer.capacity() < count) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(count, 2 * buffer.capacity()));
            larger.put(buffer.flip());
            buffer = larger;
        }
        while (buffer.position() < count) {
            int limit = Math.min(buffer.capacity(), buffer.position() + readBytes);
            if (file.read(buffer.limit(limit), bufferStart + buffer.position()) <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        buffer.flip();
    }
}
