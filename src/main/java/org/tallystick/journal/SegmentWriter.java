package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The end of the last segment: writes records behind the last forced byte, and cuts back to it. Zeros are written ahead in
 * steps, so that most forces find the file's size unchanged. Belongs to the writer thread.
 */
final class SegmentWriter implements AutoCloseable {

    private static final int STAGING_BYTES = 256 << 10;
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(STAGING_BYTES).asReadOnlyBuffer();

    private final JournalConfig config;
    private final Path path;
    private final ByteBuffer staging;
    private JournalFiles.OpenFile file;

    /** Where the next record begins: all before is forced. */
    private long end;

    /** Bytes of the file; zeros behind the end. */
    private long allocated;

    /** Whether a shortening of the file is not known to be durable. */
    private boolean cutUnforced;

    private SegmentWriter(
            JournalConfig config, ByteBuffer staging, Path path, JournalFiles.OpenFile file, long end, long allocated) {
        this.config = config;
        this.staging = staging;
        this.path = path;
        this.file = file;
        this.end = end;
        this.allocated = allocated;
    }

    /** Opens a segment whose records were checked up to an offset, with nothing but zeros behind. */
    static SegmentWriter open(JournalConfig config, Path path, long end) throws IOException {
        return open(config, ByteBuffer.allocateDirect(STAGING_BYTES), path, end);
    }

    /** Opens a new segment that holds no record; this one is left as it is. */
    SegmentWriter openNext(Path next) throws IOException {
        return open(config, staging, next, SegmentHeader.BYTES);
    }

    private static SegmentWriter open(JournalConfig config, ByteBuffer staging, Path path, long end)
            throws IOException {
        JournalFiles.OpenFile file = config.files().openToWrite(path);
        try {
            return new SegmentWriter(config, staging, path, file, end, file.size());
        } catch (IOException e) {
            FileTools.closeQuietly(file);
            throw e;
        }
    }

    /**
     * Makes a new segment under its unfinished name, durable itself with its first step of zeros.
     *
     * @return the unfinished file
     */
    static Path prepare(JournalConfig config, SegmentHeader header) throws IOException {
        Path unfinished = config.folder()
                .resolve(Segment.name(header.number()).replace(Segment.SUFFIX, Segment.UNFINISHED_SUFFIX));
        try (JournalFiles.OpenFile file = config.files().openToWrite(unfinished)) {
            file.truncate(0);
            FileTools.writeFully(file, header.toBytes(), 0);
            writeZeros(file, SegmentHeader.BYTES, Math.max(SegmentHeader.BYTES, config.stepBytes()));
            file.force(true);
        } catch (IOException e) {
            // Otherwise a full disk would stay full of what could not be finished.
            FileTools.deleteQuietly(config.files(), unfinished);
            throw e;
        }
        return unfinished;
    }

    Path path() {
        return path;
    }

    long end() {
        return end;
    }

    boolean hasRoomFor(JournalEntry entry) {
        return end + RecordFormat.recordBytes(entry.payloadBytes()) <= config.segmentBytes();
    }

    /** Writes a record behind the last forced byte and forces it; on failure {@link #cutBack()} must follow. */
    void append(JournalEntry entry) throws IOException {
        long newEnd = end + RecordFormat.recordBytes(entry.payloadBytes());
        writeRecord(entry);
        boolean grows = newEnd > allocated;
        if (grows) {
            long steps = (newEnd + config.stepBytes() - 1) / config.stepBytes();
            long newAllocated = Math.max(newEnd, Math.min(config.segmentBytes(), steps * config.stepBytes()));
            writeZeros(file, end + RecordFormat.HEADER_BYTES + entry.payloadBytes(), newAllocated);
            file.force(true);
            allocated = newAllocated;
        } else {
            file.force(false);
        }
        end = newEnd;
    }

    private void writeRecord(JournalEntry entry) throws IOException {
        staging.clear();
        RecordFormat.putHeader(entry, staging);
        long at = end;
        for (ByteBuffer slice : entry.slices()) {
            while (slice.hasRemaining()) {
                int count = Math.min(slice.remaining(), staging.remaining());
                staging.put(slice.slice(slice.position(), count));
                slice.position(slice.position() + count);
                if (!staging.hasRemaining()) {
                    at += flushStaging(at);
                }
            }
        }
        flushStaging(at);
    }

    private int flushStaging(long at) throws IOException {
        staging.flip();
        int count = staging.remaining();
        FileTools.writeFully(file, staging, at);
        staging.clear();
        return count;
    }

    private static void writeZeros(JournalFiles.OpenFile file, long from, long to) throws IOException {
        for (long at = from; at < to; at += STAGING_BYTES) {
            int count = (int) Math.min(STAGING_BYTES, to - at);
            FileTools.writeFully(file, ZEROS.slice(0, count), at);
        }
    }

    /**
     * Cuts the file back to the last forced byte and forces that. Nothing was ever written before that byte, so a file of just
     * this size holds nothing of what failed.
     */
    void cutBack() throws IOException {
        long size = file.size();
        if (RecordFormat.aligned(size) < end) {
            throw new IOException("the segment is shorter than what was forced");
        }
        if (size > end) {
            cutUnforced = true;
            file.truncate(end);
        } else if (cutUnforced) {
            // A failed force says nothing about the next one unless there is something new to force.
            FileTools.writeFully(file, ZEROS.slice(0, Long.BYTES), end);
        } else {
            allocated = end;
            return;
        }
        file.force(true);
        cutUnforced = false;
        allocated = file.size();
    }

    /** As {@link #cutBack()}, through a file opened anew: an interrupt closes the one it meets. */
    void cutBackAnew() throws IOException {
        FileTools.closeQuietly(file);
        file = config.files().openToWrite(path);
        cutBack();
    }

    /**
     * Makes sure that the disk holds what was read at opening, and nothing behind it. What an earlier process wrote and could
     * not force, or cut and could not force, is read from memory as if it were durable, and a force alone would not write it:
     * so the last bytes, the mark that no record follows, and the file's size are all set anew. On failure
     * {@link #cutBack()} must follow.
     *
     * @param from the bytes from here to the end are written once more
     */
    void settle(long from) throws IOException {
        cutUnforced = true;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - from));
        FileTools.readFully(file, bytes, from);
        file.truncate(end);
        FileTools.writeFully(file, bytes.flip(), from);
        FileTools.writeFully(file, ZEROS.slice(0, Long.BYTES), end);
        file.force(true);
        cutUnforced = false;
        allocated = end + Long.BYTES;
    }

    @Override
    public void close() {
        FileTools.closeQuietly(file);
    }
}
