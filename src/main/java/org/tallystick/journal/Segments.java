package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a journal in order, judged by their names and headers. */
final class Segments {

    private Segments() {}

    /** The segments of a folder, or none if it holds none. */
    static List<Segment> read(JournalConfig config) throws IOException, Refusal {
        List<Path> files = config.files().list(config.folder()).stream()
                .filter(Segment::isSegment)
                .toList();
        List<Segment> segments = new ArrayList<>(files.size());
        for (Path file : files) {
            Path expected = config.folder().resolve(Segment.name(segments.size()));
            long heightBefore = segments.isEmpty()
                    ? Journal.NONE
                    : segments.getLast().header().heightBefore();
            if (!Segment.nameOf(file).equals(Segment.nameOf(expected))) {
                throw Refusal.damaged(expected, 0, heightBefore, Damage.MISSING_SEGMENT);
            }
            SegmentHeader header = readHeader(config.files(), file, heightBefore);
            boolean fits = segments.isEmpty()
                    ? header.isFirst()
                    : header.canFollow(segments.getLast().header());
            if (!fits) {
                throw Refusal.damaged(file, 0, heightBefore, Damage.FOREIGN_SEGMENT);
            }
            segments.add(new Segment(file, header));
        }
        return List.copyOf(segments);
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
