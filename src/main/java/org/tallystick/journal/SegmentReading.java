package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one segment in order, each with its checksum and place in the chain. Belongs to one thread. */
final class SegmentReading implements AutoCloseable {

    private final Segment segment;
    private final JournalFiles.OpenFile file;
    private final RecordCursor cursor;
    private Link link;
    private boolean isOnRecord;

    /**
     * Begins at a record of a segment.
     *
     * @param offset where the record begins
     * @param link what stands before it
     * @param readBytes how much to read at once
     */
    SegmentReading(JournalFiles files, Segment segment, long offset, Link link, int readBytes) throws ReadFailed {
        this.segment = segment;
        this.link = link;
        JournalFiles.@Nullable OpenFile opened = null;
        try {
            opened = files.openToRead(segment.file());
            cursor = new RecordCursor(opened, offset, readBytes);
            file = opened;
        } catch (IOException e) {
            if (opened != null) {
                FileTools.closeQuietly(opened);
            }
            throw new ReadFailed(segment.file(), offset, link.height(), Damage.UNREADABLE, e);
        }
    }

    /** Goes to the next entry; false where the segment ends. */
    boolean next() throws ReadFailed {
        try {
            leaveRecord();
            return switch (cursor.look()) {
                case RECORD -> {
                    follow();
                    yield true;
                }
                case END -> false;
                case BAD -> throw failed(Damage.BAD_RECORD);
                case UNKNOWN_FORMAT -> throw failed(Damage.UNKNOWN_FORMAT);
            };
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void leaveRecord() {
        if (isOnRecord) {
            cursor.advance();
            isOnRecord = false;
        }
    }

    private void follow() throws ReadFailed {
        if (!link.canBeFollowedBy(cursor.height(), cursor.flags())) {
            throw failed(Damage.WRONG_HEIGHT);
        }
        link = Link.after(cursor.height(), cursor.hash());
        isOnRecord = true;
    }

    /** The entry that {@link #next()} went to; to be asked for before {@link #checkPadding()}. */
    JournalRecord record() {
        return cursor.record();
    }

    /** The last entry so far. */
    Link link() {
        return link;
    }

    /** Where the next entry begins. */
    long end() {
        leaveRecord();
        return cursor.offset();
    }

    /** Checks that nothing stands between the entry and the next. */
    void checkPadding() throws ReadFailed {
        try {
            if (!cursor.isPaddingZero()) {
                throw failed(Damage.NOT_ZERO);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Checks that nothing stands behind the last entry. */
    void checkRest() throws ReadFailed {
        try {
            leaveRecord();
            if (!cursor.isRestZero()) {
                throw failed(Damage.NOT_ZERO);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Checks that the file still has the header it was opened with. */
    void checkHeader() throws ReadFailed {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try {
            FileTools.readFully(file, bytes, 0);
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (!bytes.flip().equals(segment.header().toBytes())) {
            throw new ReadFailed(segment.file(), 0, link.height(), Damage.BAD_SEGMENT_HEADER);
        }
    }

    /** What to throw when something is wrong at the cursor. */
    ReadFailed failed(Damage damage) {
        return new ReadFailed(segment.file(), cursor.offset(), link.height(), damage);
    }

    private ReadFailed unreadable(IOException e) {
        return new ReadFailed(segment.file(), cursor.offset(), link.height(), Damage.UNREADABLE, e);
    }

    @Override
    public void close() {
        FileTools.closeQuietly(file);
    }
}
