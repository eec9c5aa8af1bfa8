package org.tallystick.journal;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every record of one segment and finds where they end. Belongs to one thread.
 *
 * @param last the last good entry, or what stood before the segment
 * @param lastOffset where that entry begins, or -1 if the segment has none
 * @param end where the next entry should begin
 * @param bytesNotZero from the end on to the last byte that is not zero; 0 where the segment ends as it should
 * @param refused why what stands at the end can be no torn write, if that is so
 * @param records how many entries there are
 * @param index where they begin
 */
record SegmentScan(
        Link last,
        long lastOffset,
        long end,
        long bytesNotZero,
        Optional<Damage> refused,
        long records,
        SegmentIndex index) {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentScan.class);

    boolean isClean() {
        return bytesNotZero == 0 && refused.isEmpty();
    }

    /**
     * Scans a segment.
     *
     * @param before the entry that the first one has to follow
     * @param known an entry that must be the one given if there is one of its height
     */
    static SegmentScan of(JournalFiles files, Segment segment, Link before, Optional<Link> known) {
        Link last = before;
        long lastOffset = -1;
        long offset = SegmentHeader.BYTES;
        long records = 0;
        SegmentIndex index = new SegmentIndex();
        try (JournalFiles.OpenFile file = files.openToRead(segment.file())) {
            RecordCursor cursor = new RecordCursor(file, offset);
            RecordCursor.Found found = cursor.look();
            while (found == RecordCursor.Found.RECORD && last.canBeFollowedBy(cursor.height(), cursor.flags())) {
                Link next = Link.after(cursor.height(), cursor.hash());
                if (known.isPresent() && next.contradicts(known.get())) {
                    return new SegmentScan(
                            last, lastOffset, offset, 0, Optional.of(Damage.FOREIGN_TIP), records, index);
                }
                last = next;
                lastOffset = offset;
                index.add(last.height(), offset);
                records++;
                cursor.advance();
                offset = cursor.offset();
                found = cursor.look();
            }
            boolean isClean = found == RecordCursor.Found.END && cursor.isRestZero();
            long notZero = isClean ? 0 : Math.max(1, cursor.endOfWhatIsNotZero() - offset);
            Optional<Damage> refused = isClean ? Optional.empty() : refuse(cursor, found, last);
            return new SegmentScan(last, lastOffset, offset, notZero, refused, records, index);
        } catch (IOException e) {
            LOG.warn("A segment cannot be read: {}", e.toString());
            return new SegmentScan(last, lastOffset, offset, 0, Optional.of(Damage.UNREADABLE), records, index);
        }
    }

    private static Optional<Damage> refuse(RecordCursor cursor, RecordCursor.Found found, Link last)
            throws IOException {
        return switch (found) {
            case RECORD -> Optional.of(Damage.WRONG_HEIGHT);
            case UNKNOWN_FORMAT -> Optional.of(Damage.UNKNOWN_FORMAT);
            case BAD, END ->
                cursor.isAnyRecordBehind(last.height()) ? Optional.of(Damage.BAD_RECORD) : Optional.empty();
        };
    }
}
