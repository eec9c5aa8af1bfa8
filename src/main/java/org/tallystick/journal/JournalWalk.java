package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the files of a journal without opening it: changes nothing, whatever state they are in, and stops at the first
 * bad place. For verifying, backing up and recovering. One walk, one thread; the caller holds the folder's lock.
 */
public final class JournalWalk {

    private static final int READ_BYTES = 1 << 20;

    private final JournalConfig config;
    private final Path tipFile;
    private final Optional<Tip.Known> tip;
    private Link last = Link.expecting(0);
    private byte @Nullable [] chainId;
    private @Nullable SegmentHeader header;
    private int segment;
    private long end;
    private long entries;
    private long heightKnown;
    private @Nullable Trouble trouble;
    private boolean stopped;

    /**
     * What a walk found.
     *
     * @param chainId 32 bytes that tell this chain from every other, or empty where not even the first header can be read
     * @param height the last good entry, or {@link Journal#NONE}
     * @param hash of that entry
     * @param entries how many good entries there are
     * @param heightKnown the greatest height that any file here knows to have been durable, or {@link Journal#NONE}
     * @param tipReadable whether the tip said something about it
     * @param lastSegment the number of the segment in which the good part ends
     * @param end where in it the next entry should begin
     * @param trouble why the walk ended before the journal did
     */
    public record Found(
            Optional<ByteBuffer> chainId,
            long height,
            ByteBuffer hash,
            long entries,
            long heightKnown,
            boolean tipReadable,
            int lastSegment,
            long end,
            Optional<Trouble> trouble) {}

    /** What kind of trouble ends a journal too early. */
    public enum Kind {
        /** There is no journal. */
        NO_JOURNAL,
        /** A last write was torn: nothing valid follows it and nobody was told that it is there. */
        TORN,
        /** Entries are missing that are known to have been durable. */
        MISSING,
        /** A file is damaged in a way that no torn write explains. */
        DAMAGED
    }

    /**
     * Where a journal ends too early, and why.
     *
     * @param kind what it amounts to
     * @param file the file
     * @param offset where in it
     * @param heightBefore the last good entry before, or {@link Journal#NONE}
     * @param damage what is wrong with the bytes there, unless something is only missing
     * @param knownBy the file that knows of more, where something is missing
     */
    public record Trouble(
            Kind kind, Path file, long offset, long heightBefore, Optional<Damage> damage, Optional<Path> knownBy) {}

    private JournalWalk(JournalConfig config) {
        this.config = config;
        this.tipFile = config.folder().resolve(Tip.NAME);
        this.tip = Tip.read(config.files(), tipFile);
        this.heightKnown = tip.map(Tip.Known::height).orElse(Journal.NONE);
    }

    /**
     * Visits every good entry in order, up to the end or the first bad place.
     *
     * @throws IOException when the folder cannot be listed
     * @throws E what the visitor throws
     */
    public static <E extends Exception> Found walk(JournalConfig config, Journal.Visitor<E> visitor)
            throws IOException, E {
        JournalWalk walk = new JournalWalk(config);
        walk.run(visitor);
        return walk.found();
    }

    private Found found() {
        return new Found(
                Optional.ofNullable(chainId).map(ByteBuffer::wrap),
                entries == 0 ? Journal.NONE : last.height(),
                ByteBuffer.wrap(entries == 0 ? new byte[JournalEntry.HASH_BYTES] : last.hash()),
                entries,
                Math.max(heightKnown, entries == 0 ? Journal.NONE : last.height()),
                tip.isPresent(),
                segment,
                end,
                Optional.ofNullable(trouble));
    }

    private <E extends Exception> void run(Journal.Visitor<E> visitor) throws IOException, E {
        List<Path> files = config.files().list(config.folder()).stream()
                .filter(Segment::isSegment)
                .toList();
        noteLaterHeaders(files);
        for (int number = 0; number < files.size() && trouble == null && !stopped; number++) {
            Path file = config.folder().resolve(Segment.name(number));
            if (!file.equals(files.get(number))) {
                fail(Kind.DAMAGED, file, 0, Damage.MISSING_SEGMENT);
            } else if (enter(file)) {
                segment = number;
                walkSegment(file, number == files.size() - 1, visitor);
            }
        }
        if (trouble == null && !stopped) {
            checkEnd(files);
        }
    }

    /** Every header that can be read knows how far the segments before it reach. */
    private void noteLaterHeaders(List<Path> files) {
        for (Path file : files) {
            readHeader(file).ifPresent(later -> heightKnown = Math.max(heightKnown, later.heightBefore()));
        }
    }

    private Optional<SegmentHeader> readHeader(Path file) {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (JournalFiles.OpenFile open = config.files().openToRead(file)) {
            FileTools.readFully(open, bytes, 0);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return SegmentHeader.read(bytes.flip()) instanceof SegmentHeader.Reading.Good good
                ? Optional.of(good.header())
                : Optional.empty();
    }

    private boolean enter(Path file) {
        Optional<SegmentHeader> read = readHeader(file);
        if (read.isEmpty()) {
            fail(Kind.DAMAGED, file, 0, Damage.BAD_SEGMENT_HEADER);
            return false;
        }
        SegmentHeader next = read.get();
        SegmentHeader before = header;
        if (before == null ? !next.isFirst() : !next.canFollow(before)) {
            fail(Kind.DAMAGED, file, 0, Damage.FOREIGN_SEGMENT);
            return false;
        }
        if (before == null) {
            chainId = next.chainId();
            last = Link.before(next);
        } else if (!last.is(next.heightBefore(), next.hashBefore())) {
            boolean tooShort = last.height() < next.heightBefore();
            if (tooShort) {
                missing(config.folder().resolve(Segment.name(segment)), end, file);
            } else {
                fail(Kind.DAMAGED, file, 0, Damage.FOREIGN_SEGMENT);
            }
            return false;
        }
        header = next;
        end = SegmentHeader.BYTES;
        return true;
    }

    private <E extends Exception> void walkSegment(Path file, boolean isLast, Journal.Visitor<E> visitor) throws E {
        try (SegmentReading reading =
                new SegmentReading(config.files(), new Segment(file, header()), end, last, READ_BYTES)) {
            while (!stopped && reading.next()) {
                JournalRecord record = reading.record();
                if (disagreesWithTip(record)) {
                    fail(Kind.DAMAGED, tipFile, 0, Damage.FOREIGN_TIP);
                    return;
                }
                stopped = !visitor.visit(record);
                last = reading.link();
                entries++;
                end += RecordFormat.recordBytes(record.payload().length);
                reading.checkPadding();
            }
            if (!stopped) {
                reading.checkRest();
            }
        } catch (ReadFailed bad) {
            boolean torn = isLast && bad.damage() != Damage.UNREADABLE && !isFollowed(file) && !knowsMore();
            fail(torn ? Kind.TORN : Kind.DAMAGED, file, bad.offset(), bad.damage());
        }
    }

    private SegmentHeader header() {
        return java.util.Objects.requireNonNull(header, "A segment is walked after its header was read");
    }

    private boolean disagreesWithTip(JournalRecord record) {
        return tip.isPresent()
                && tip.get().height() == record.height()
                && !tip.get().link().is(record.height(), record.hash());
    }

    private boolean isFollowed(Path file) {
        try (JournalFiles.OpenFile open = config.files().openToRead(file)) {
            return new RecordCursor(open, end).isAnyRecordBehind(last.height());
        } catch (IOException unreadable) {
            return true;
        }
    }

    private boolean knowsMore() {
        return heightKnown > last.height();
    }

    private void checkEnd(List<Path> files) {
        if (files.isEmpty() && tip.isEmpty()) {
            trouble =
                    new Trouble(Kind.NO_JOURNAL, config.folder(), 0, Journal.NONE, Optional.empty(), Optional.empty());
        } else if (files.isEmpty() || knowsMore()) {
            missing(config.folder().resolve(Segment.name(segment)), end, tipFile);
        }
    }

    private void fail(Kind kind, Path file, long offset, Damage damage) {
        trouble = new Trouble(kind, file, offset, heightBefore(), Optional.of(damage), Optional.empty());
    }

    private void missing(Path file, long offset, Path knownBy) {
        trouble = new Trouble(Kind.MISSING, file, offset, heightBefore(), Optional.empty(), Optional.of(knownBy));
    }

    private long heightBefore() {
        return entries == 0 ? Journal.NONE : last.height();
    }
}
