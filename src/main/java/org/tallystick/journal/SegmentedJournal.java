package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;

/** The journal on segments of a folder. Threads as {@link Journal} says: the fields that are volatile are for readers. */
final class SegmentedJournal implements Journal {

    private final JournalConfig config;
    private final SegmentHeader firstHeader;
    private final JournalReader reader;
    private final Tip tip;
    private SegmentWriter writer;

    /** A segment whose making failed half-way and that must not be there. */
    private @Nullable Path unwanted;

    private boolean closed;
    private volatile JournalReader.View view;
    private volatile Link head;
    private volatile boolean failed;

    SegmentedJournal(
            JournalConfig config,
            List<Segment> segments,
            SegmentIndex lastIndex,
            SegmentWriter writer,
            Tip tip,
            Link head,
            boolean needsRepair) {
        this.config = config;
        this.firstHeader = segments.getFirst().header();
        this.reader = new JournalReader(config.files());
        this.view = new JournalReader.View(segments, lastIndex);
        this.writer = writer;
        this.tip = tip;
        this.head = head;
        this.failed = needsRepair;
    }

    static Journal create(JournalConfig config, byte[] chainId, long firstHeight) throws IOException {
        require(chainId.length == JournalEntry.HASH_BYTES, "a chain id has 32 bytes");
        require(firstHeight >= 0, "a height is not negative");
        JournalFiles files = config.files();
        files.makeFolder(config.folder());
        Segments.requireNone(files, config.folder());
        SegmentHeader header =
                new SegmentHeader(0, chainId.clone(), firstHeight, NONE, new byte[JournalEntry.HASH_BYTES]);
        Path unfinished = SegmentWriter.prepare(config, header);
        Path file = config.folder().resolve(Segment.name(0));
        try {
            files.rename(unfinished, file);
            files.forceFolder(config.folder());
            Tip.reset(files, config.folder(), header.chainId(), Link.before(header));
        } catch (IOException e) {
            FileTools.deleteQuietly(files, config.folder().resolve(Tip.NAME));
            FileTools.deleteQuietly(files, file);
            FileTools.deleteQuietly(files, unfinished);
            throw e;
        }
        return switch (open(config, firstHeight)) {
            case JournalOpening.Opened(Journal journal, RecoveryReport report) -> journal;
            case JournalOpening other -> throw new InvariantBroken("a new journal opens: " + other);
        };
    }

    static JournalOpening open(JournalConfig config, long fromHeight) throws IOException {
        return new JournalOpener(config).open(fromHeight);
    }

    @Override
    public byte[] chainId() {
        return firstHeader.chainId().clone();
    }

    @Override
    public long firstHeight() {
        return firstHeader.firstHeight();
    }

    @Override
    public long height() {
        return head.height();
    }

    @Override
    public byte[] hash() {
        return head.hash().clone();
    }

    @Override
    public void append(JournalEntry entry) throws AppendFailed {
        require(!closed, "the journal is open");
        require(head.canBeFollowedBy(entry.height(), entry.flags()), "an entry follows the last one");
        require(
                SegmentHeader.BYTES + RecordFormat.recordBytes(entry.payloadBytes()) <= config.segmentBytes(),
                "an entry fits into a segment");
        if (failed) {
            throw new AppendFailed(AppendFailed.Reason.NEEDS_REPAIR, "an earlier failure is not undone");
        }
        long offset;
        try {
            if (!writer.hasRoomFor(entry)) {
                beginSegment();
            }
            offset = writer.end();
            writer.append(entry);
        } catch (IOException e) {
            throw undo(e);
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
        view.lastIndex().add(entry.height(), offset);
        head = Link.after(entry.height(), entry.hash());
        tip.put(head.height(), head.hash());
    }

    private void beginSegment() throws IOException {
        int number = view.segments().size();
        SegmentHeader header =
                new SegmentHeader(number, firstHeader.chainId(), head.lowestNext(), head.height(), head.hash());
        Path unfinished = SegmentWriter.prepare(config, header);
        Path file = config.folder().resolve(Segment.name(number));
        unwanted = file;
        config.files().rename(unfinished, file);
        config.files().forceFolder(config.folder());
        SegmentWriter next = writer.openNext(file);
        unwanted = null;
        writer.close();
        writer = next;
        List<Segment> segments = new ArrayList<>(view.segments());
        segments.add(new Segment(file, header));
        view = new JournalReader.View(segments, new SegmentIndex());
    }

    private AppendFailed undo(IOException cause) {
        try {
            removeUnwanted();
            writer.cutBack();
        } catch (IOException e) {
            failed = true;
            cause.addSuppressed(e);
        }
        return new AppendFailed(FileTools.reasonOf(cause, config), "the entry could not be written", cause);
    }

    private void removeUnwanted() throws IOException {
        Path file = unwanted;
        if (file != null) {
            config.files().delete(file);
            config.files().forceFolder(config.folder());
            unwanted = null;
        }
    }

    @Override
    public boolean failed() {
        return failed;
    }

    @Override
    public void repair() throws AppendFailed {
        require(!closed, "the journal is open");
        if (!failed) {
            return;
        }
        try {
            removeUnwanted();
            writer.cutBackAnew();
            config.files().forceFolder(config.folder());
            failed = false;
        } catch (IOException e) {
            throw new AppendFailed(FileTools.reasonOf(e, config), "the failed entry could not be undone", e);
        }
    }

    @Override
    public Optional<JournalRecord> read(long height) throws ReadFailed {
        Link last = head;
        return reader.read(view, last, height);
    }

    @Override
    public <E extends Exception> void readFrom(long height, Visitor<E> visitor) throws ReadFailed, E {
        Link last = head;
        reader.readFrom(view, last, height, visitor);
    }

    @Override
    public <E extends Exception> void verifyAll(Visitor<E> visitor) throws ReadFailed, E {
        Link last = head;
        reader.verifyAll(view, last, visitor);
    }

    @Override
    public void copyTo(Path folder) throws IOException, ReadFailed {
        Link last = head;
        reader.copyTo(view, last, folder);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writer.close();
            tip.close();
        }
    }
}
