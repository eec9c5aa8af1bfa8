package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is durable. May be used from any thread; each read opens its file for itself, because an interrupted thread
 * closes the file it reads.
 */
final class JournalReader {

    private static final int LARGE_READ_BYTES = 1 << 20;
    private static final int SMALL_READ_BYTES = 32 << 10;
    private static final int MAX_INDEXES = 32;

    private final JournalFiles files;
    private final Map<Integer, SegmentIndex> indexes = new LinkedHashMap<>(MAX_INDEXES, 0.75f, true);

    JournalReader(JournalFiles files) {
        this.files = files;
    }

    /**
     * The segments at one moment.
     *
     * @param segments all of them
     * @param lastIndex where the entries of the last one begin
     */
    record View(List<Segment> segments, SegmentIndex lastIndex) {

        View {
            segments = List.copyOf(segments);
        }

        boolean isLast(int at) {
            return at == segments.size() - 1;
        }
    }

    Optional<JournalRecord> read(View view, Link head, long height) throws ReadFailed {
        if (height < 0 || height > head.height()) {
            return Optional.empty();
        }
        int at = Segments.indexFor(view.segments(), height);
        int offset = index(view, at).offsetOf(height);
        if (offset < 0) {
            return Optional.empty();
        }
        try (SegmentReading reading =
                new SegmentReading(files, view.segments().get(at), offset, Link.expecting(height), SMALL_READ_BYTES)) {
            if (!reading.next() || reading.link().height() != height) {
                throw reading.failed(Damage.BAD_RECORD);
            }
            return Optional.of(reading.record());
        }
    }

    <E extends Exception> void readFrom(View view, Link head, long height, Journal.Visitor<E> visitor)
            throws ReadFailed, E {
        if (height > head.height() || head.height() == Journal.NONE) {
            return;
        }
        int first = Segments.indexFor(view.segments(), height);
        int offset = height <= view.segments().get(first).header().firstHeight()
                ? SegmentHeader.BYTES
                : index(view, first).offsetFrom(height);
        // Everything from here to the end of that segment may have been left out.
        boolean startsInNext = offset < 0;
        int at = startsInNext ? first + 1 : first;
        Link link = startsInNext || offset == SegmentHeader.BYTES
                ? Link.before(view.segments().get(at).header())
                : Link.expecting(height);
        long from = startsInNext ? SegmentHeader.BYTES : offset;
        while (link.height() < head.height()) {
            Segment segment = view.segments().get(at);
            try (SegmentReading reading = new SegmentReading(files, segment, from, link, LARGE_READ_BYTES)) {
                if (!visitAll(reading, head, visitor, false)) {
                    return;
                }
                link = reading.link();
                checkEnd(view, at, reading, head);
            }
            from = SegmentHeader.BYTES;
            at++;
        }
    }

    <E extends Exception> void verifyAll(View view, Link head, Journal.Visitor<E> visitor) throws ReadFailed, E {
        Link link = Link.before(view.segments().getFirst().header());
        for (int at = 0; at < view.segments().size(); at++) {
            Segment segment = view.segments().get(at);
            try (SegmentReading reading =
                    new SegmentReading(files, segment, SegmentHeader.BYTES, link, LARGE_READ_BYTES)) {
                reading.checkHeader();
                if (!visitAll(reading, head, visitor, true)) {
                    return;
                }
                link = reading.link();
                checkEnd(view, at, reading, head);
                // Behind the last segment's last entry the writer may be writing at this moment.
                if (!view.isLast(at)) {
                    reading.checkRest();
                }
            }
        }
    }

    /** Copies everything up to the head into a folder that holds no journal, each entry checked on the way. */
    void copyTo(View view, Link head, Path folder) throws IOException, ReadFailed {
        files.makeFolder(folder);
        Segments.requireNone(files, folder);
        // The tip comes first, so that a copy that was not finished is refused.
        Tip.reset(files, folder, view.segments().getFirst().header().chainId(), head);
        Link link = Link.before(view.segments().getFirst().header());
        for (int at = 0; at < view.segments().size(); at++) {
            Segment segment = view.segments().get(at);
            if (at > 0 && link.height() >= head.height()) {
                break;
            }
            try (SegmentReading reading =
                    new SegmentReading(files, segment, SegmentHeader.BYTES, link, LARGE_READ_BYTES)) {
                visitAll(reading, head, record -> true, true);
                link = reading.link();
                checkEnd(view, at, reading, head);
                FileTools.copy(files, segment.file(), folder.resolve(Segment.nameOf(segment.file())), reading.end());
            }
        }
        files.forceFolder(folder);
    }

    /** Visits entries up to the head or the segment's end; false if the visitor has enough. */
    private static <E extends Exception> boolean visitAll(
            SegmentReading reading, Link head, Journal.Visitor<E> visitor, boolean isStrict) throws ReadFailed, E {
        while (reading.link().height() < head.height() && reading.next()) {
            JournalRecord record = reading.record();
            if (isStrict) {
                reading.checkPadding();
            }
            if (!visitor.visit(record)) {
                return false;
            }
        }
        return true;
    }

    /** Checks that a segment ended with the head, or else where the next one says that it does. */
    private static void checkEnd(View view, int at, SegmentReading reading, Link head) throws ReadFailed {
        Link link = reading.link();
        boolean reachesHead = link.isSameAs(head);
        if (!reachesHead && (view.isLast(at) || link.height() >= head.height())) {
            throw reading.failed(Damage.BAD_RECORD);
        }
        if (!reachesHead) {
            SegmentHeader next = view.segments().get(at + 1).header();
            if (!link.is(next.heightBefore(), next.hashBefore())) {
                throw reading.failed(Damage.BAD_RECORD);
            }
        }
    }

    private SegmentIndex index(View view, int at) throws ReadFailed {
        if (view.isLast(at)) {
            return view.lastIndex();
        }
        synchronized (indexes) {
            SegmentIndex known = indexes.get(at);
            if (known != null) {
                return known;
            }
        }
        SegmentIndex made = makeIndex(
                view.segments().get(at), view.segments().get(at + 1).header().heightBefore());
        synchronized (indexes) {
            indexes.put(at, made);
            if (indexes.size() > MAX_INDEXES) {
                indexes.remove(indexes.keySet().iterator().next());
            }
        }
        return made;
    }

    private SegmentIndex makeIndex(Segment segment, long lastHeight) throws ReadFailed {
        SegmentIndex index = new SegmentIndex();
        long height = segment.header().heightBefore();
        long offset = SegmentHeader.BYTES;
        try (JournalFiles.OpenFile file = files.openToRead(segment.file())) {
            RecordCursor cursor = new RecordCursor(file, offset, SMALL_READ_BYTES);
            while (height < lastHeight) {
                if (cursor.lookAtHeader() != RecordCursor.Found.RECORD || cursor.height() <= height) {
                    throw new ReadFailed(segment.file(), offset, height, Damage.BAD_RECORD);
                }
                height = cursor.height();
                index.add(height, offset);
                cursor.advance();
                offset = cursor.offset();
            }
        } catch (IOException e) {
            throw new ReadFailed(segment.file(), offset, height, Damage.UNREADABLE, e);
        }
        return index;
    }
}
