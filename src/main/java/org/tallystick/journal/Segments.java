package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a journal in order, judged by their names and headers. */
final class Segments {

    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

    private Segments() {}

    /** The segments of a folder, or none if it holds none. */
    static List<Segment> read(JournalConfig config) throws IOException, Refusal {
        List<Segment> segments = new ArrayList<>();
        for (Path file : files(config)) {
            segments.add(next(config, segments, file));
        }
        return List.copyOf(segments);
    }

    /** The segments before the first that is missing or damaged; none if that is the very first. */
    static List<Segment> readWhole(JournalConfig config) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path file : files(config)) {
            try {
                segments.add(next(config, segments, file));
            } catch (Refusal refusal) {
                LOG.warn("The segments are whole up to number {}: {}", segments.size() - 1, refusal.toString());
                break;
            }
        }
        return List.copyOf(segments);
    }

    /** Refuses a folder that holds any file of a journal. */
    static void requireNone(JournalFiles files, Path folder) throws IOException {
        for (Path file : files.list(folder)) {
            if (Segment.isSegment(file) || Segment.nameOf(file).equals(Tip.NAME)) {
                throw new FileAlreadyExistsException(file.toString());
            }
        }
    }

    private static List<Path> files(JournalConfig config) throws IOException {
        return config.files().list(config.folder()).stream()
                .filter(Segment::isSegment)
                .toList();
    }

    private static Segment next(JournalConfig config, List<Segment> before, Path file) throws Refusal {
        Path expected = config.folder().resolve(Segment.name(before.size()));
        long heightBefore =
                before.isEmpty() ? Journal.NONE : before.getLast().header().heightBefore();
        if (!Segment.nameOf(file).equals(Segment.nameOf(expected))) {
            throw Refusal.damaged(expected, 0, heightBefore, Damage.MISSING_SEGMENT);
        }
        SegmentHeader header = readHeader(config.files(), file, heightBefore);
        boolean fits = before.isEmpty()
                ? header.isFirst()
                : header.canFollow(before.getLast().header());
        if (!fits) {
            throw Refusal.damaged(file, 0, heightBefore, Damage.FOREIGN_SEGMENT);
        }
        return new Segment(file, header);
    }

    private static SegmentHeader readHeader(JournalFiles files, Path file, long heightBefore) throws Refusal {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (JournalFiles.OpenFile open = files.openToRead(file)) {
            FileTools.readFully(open, bytes, 0);
        } catch (IOException e) {
            throw Refusal.damaged(file, 0, heightBefore, Damage.UNREADABLE);
        }
        return switch (SegmentHeader.read(bytes.flip())) {
            case SegmentHeader.Reading.Good(SegmentHeader header) -> header;
            case SegmentHeader.Reading.Bad(Damage damage) -> throw Refusal.damaged(file, 0, heightBefore, damage);
        };
    }

    /** The place in the list of the segment that holds a height if any does; the first for lower ones. */
    static int indexFor(List<Segment> segments, long height) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).header().firstHeight() <= height) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
