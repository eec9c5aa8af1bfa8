package org.tallystick.journal;

import java.io.IOException;
import java.util.Optional;

/**
 * Checks every record of one segment and finds where they end. Belongs to one thread.
 *
 * @param last the last good entry, or what stood before the segment
 * @param lastOffset where that entry begins, or -1 if the segment has none
 * @param end where the next entry should begin
 * @param fileBytes size of the file
 * @param bytesNotZero from the end on to the last byte that is not zero; 0 where the segment ends as it should
 * @param isFollowed whether a whole record stands somewhere behind bytes that are none
 * @param records how many entries there are
 * @param index where they begin
 */
record SegmentScan(
        Link last,
        long lastOffset,
        long end,
        long fileBytes,
        long bytesNotZero,
        boolean isFollowed,
        long records,
        SegmentIndex index) {

    boolean isClean() {
        return bytesNotZero == 0;
    }

    /**
     * Scans a segment.
     *
     * @param before the entry that the first one has to follow
     * @param tip an entry that must have the hash given if there is one of its height
     * @throws Refusal when a whole record stands where it cannot belong, or nothing could be read
     */
    static SegmentScan of(JournalFiles files, Segment segment, Link before, Optional<Tip.Known> tip) throws Refusal {
        Link last = before;
        long lastOffset = -1;
        long offset = SegmentHeader.BYTES;
        long records = 0;
        SegmentIndex index = new SegmentIndex();
        try (JournalFiles.OpenFile file = files.openToRead(segment.file())) {
            RecordCursor cursor = new RecordCursor(file, offset);
            RecordCursor.Found found = cursor.look();
            while (found == RecordCursor.Found.RECORD) {
                if (!last.canBeFollowedBy(cursor.height(), cursor.flags())) {
                    throw Refusal.damaged(segment.file(), offset, last.height(), Damage.WRONG_HEIGHT);
                }
                last = Link.after(cursor.height(), cursor.hash());
                lastOffset = offset;
                index.add(last.height(), offset);
                records++;
                checkTip(segment, last, tip);
                cursor.advance();
                offset = cursor.offset();
                found = cursor.look();
            }
            if (found == RecordCursor.Found.UNKNOWN_FORMAT) {
                throw Refusal.damaged(segment.file(), offset, last.height(), Damage.UNKNOWN_FORMAT);
            }
            boolean isClean = found == RecordCursor.Found.END && cursor.isRestZero();
            long notZero = isClean ? 0 : Math.max(1, cursor.endOfWhatIsNotZero() - offset);
            boolean isFollowed = !isClean && cursor.isAnyRecordBehind(last.height());
            return new SegmentScan(last, lastOffset, offset, cursor.fileBytes(), notZero, isFollowed, records, index);
        } catch (IOException e) {
            throw Refusal.damaged(segment.file(), offset, last.height(), Damage.UNREADABLE);
        }
    }

    private static void checkTip(Segment segment, Link last, Optional<Tip.Known> tip) throws Refusal {
        if (tip.isPresent()
                && tip.get().height() == last.height()
                && !last.isSameAs(tip.get().link())) {
            throw Refusal.damaged(segment.file().resolveSibling(Tip.NAME), 0, last.height(), Damage.FOREIGN_TIP);
        }
    }
}
