package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a folder holds a whole journal (design §4, Start): a bad record is a torn write only if nothing valid
 * follows it and its height is above the tip; everything else is not served. Changes nothing before it has decided.
 */
final class JournalOpener {

    private static final Logger LOG = LoggerFactory.getLogger(JournalOpener.class);

    private final JournalConfig config;
    private final Path tipFile;
    private final Optional<Tip.Known> tip;

    JournalOpener(JournalConfig config) {
        this.config = config;
        this.tipFile = config.folder().resolve(Tip.NAME);
        this.tip = Tip.read(config.files(), tipFile);
    }

    JournalOpening open(long fromHeight) throws IOException {
        try {
            List<Segment> segments = Segments.read(config);
            if (segments.isEmpty()) {
                return withoutSegments();
            }
            byte[] chainId = segments.getFirst().header().chainId();
            if (tip.isPresent() && !tip.get().isOfChain(chainId)) {
                throw Refusal.damaged(tipFile, 0, Journal.NONE, Damage.FOREIGN_TIP);
            }
            return check(segments, fromHeight);
        } catch (Refusal refusal) {
            return refusal.outcome();
        }
    }

    private JournalOpening withoutSegments() throws IOException, Refusal {
        Path missing = config.folder().resolve(Segment.name(0));
        if (tip.isPresent() && tip.get().height() != Journal.NONE) {
            throw Refusal.missing(missing, 0, Journal.NONE, tip.get().height(), tipFile);
        }
        if (config.files().list(config.folder()).stream()
                .anyMatch(file -> Segment.nameOf(file).equals(Tip.NAME))) {
            throw Refusal.damaged(missing, 0, Journal.NONE, Damage.MISSING_SEGMENT);
        }
        return new JournalOpening.NotAJournal(config.folder());
    }

    private JournalOpening check(List<Segment> segments, long fromHeight) throws IOException, Refusal {
        int last = segments.size() - 1;
        int first = Segments.indexFor(segments, fromHeight);
        Link before = Link.before(segments.get(first).header());
        long recordsChecked = 0;
        Optional<Link> known = tip.map(Tip.Known::link);
        if (known.isPresent() && before.contradicts(known.get())) {
            throw Refusal.damaged(tipFile, 0, before.height(), Damage.FOREIGN_TIP);
        }
        for (int i = first; i < last; i++) {
            SegmentScan scan = scan(segments.get(i), before);
            checkReachesNext(segments.get(i), scan, segments.get(i + 1));
            before = scan.last();
            recordsChecked += scan.records();
        }
        SegmentScan scan = scan(segments.get(last), before);
        checkIsTornAtMost(segments.get(last), scan);
        return serve(segments, scan, recordsChecked + scan.records());
    }

    private SegmentScan scan(Segment segment, Link before) throws Refusal {
        SegmentScan scan = SegmentScan.of(config.files(), segment, before, tip.map(Tip.Known::link));
        if (scan.refused().isPresent()) {
            boolean isTip = scan.refused().get() == Damage.FOREIGN_TIP;
            throw Refusal.damaged(
                    isTip ? tipFile : segment.file(),
                    isTip ? 0 : scan.end(),
                    scan.last().height(),
                    scan.refused().get());
        }
        return scan;
    }

    private void checkReachesNext(Segment segment, SegmentScan scan, Segment next) throws Refusal {
        if (!scan.isClean()) {
            throw Refusal.damaged(segment.file(), scan.end(), scan.last().height(), Damage.BAD_RECORD);
        }
        SegmentHeader header = next.header();
        if (scan.last().height() < header.heightBefore()) {
            throw Refusal.missing(segment.file(), scan.end(), scan.last().height(), header.heightBefore(), next.file());
        }
        if (!scan.last().is(header.heightBefore(), header.hashBefore())) {
            throw Refusal.damaged(next.file(), 0, scan.last().height(), Damage.FOREIGN_SEGMENT);
        }
    }

    private void checkIsTornAtMost(Segment segment, SegmentScan scan) throws Refusal {
        Link end = scan.last();
        if (tip.isPresent() && tip.get().height() > end.height()) {
            throw Refusal.missing(
                    segment.file(), scan.end(), end.height(), tip.get().height(), tipFile);
        }
    }

    private JournalOpening serve(List<Segment> segments, SegmentScan scan, long recordsChecked) throws IOException {
        Segment segment = segments.getLast();
        Link end = scan.last();
        boolean isForced = scan.records() == 0 || (tip.isPresent() && tip.get().height() == end.height());
        SegmentWriter writer = SegmentWriter.open(config, segment.file(), scan.end());
        boolean needsRepair = false;
        try {
            // At most one entry can be unforced, the last: the process may have ended between its write and its force.
            writer.settle(isForced ? scan.end() : scan.lastOffset());
            // The name of the last segment may be known to this machine's memory only, as well.
            config.files().forceFolder(config.folder());
        } catch (IOException e) {
            if (!isForced) {
                writer.close();
                throw e;
            }
            // As on a full disk: everything can be read, nothing can be appended.
            LOG.warn("The journal opens read only: {}", e.toString());
            needsRepair = true;
        }
        Optional<RecoveryReport.CutOff> cutOff = scan.isClean()
                ? Optional.empty()
                : Optional.of(
                        new RecoveryReport.CutOff(segment.file(), scan.end(), scan.bytesNotZero(), end.lowestNext()));
        Tip taken = Tip.take(config.files(), config.folder(), segment.header().chainId(), tip, end);
        RecoveryReport report = new RecoveryReport(tip.map(Tip.Known::height), cutOff, segments.size(), recordsChecked);
        return new JournalOpening.Opened(
                new SegmentedJournal(config, segments, scan.index(), writer, taken, end, needsRepair), report);
    }
}
