package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the longest whole beginning of a journal that is not served, and puts every file that changes aside first, whole. What
 * is cut off is for the caller to get back from elsewhere. May be
 * repeated if it was interrupted.
 */
final class JournalRecovery {

    private final JournalConfig config;
    private final JournalFiles files;
    private final Path aside;

    JournalRecovery(JournalConfig config, Path aside) {
        this.config = config;
        this.files = config.files();
        this.aside = aside;
    }

    JournalOpening recover() throws IOException {
        List<Segment> whole = Segments.readWhole(config);
        if (whole.isEmpty()) {
            return Journal.open(config, 0);
        }
        Link last = Link.before(whole.getFirst().header());
        int at = 0;
        SegmentScan scan = SegmentScan.of(files, whole.getFirst(), last, Optional.empty());
        while (at + 1 < whole.size() && reachesNext(scan, whole.get(at + 1))) {
            at++;
            scan = SegmentScan.of(files, whole.get(at), scan.last(), Optional.empty());
        }
        if (scan.refused().isPresent() && !mayCut(scan.refused().get())) {
            return new JournalOpening.Damaged(
                    whole.get(at).file(),
                    scan.end(),
                    scan.last().height(),
                    scan.refused().get());
        }
        Segment end = whole.get(at);
        List<Path> later = laterThan(end.file());
        putAside(end, scan, later);
        cut(end, scan, later);
        return Journal.open(config, 0);
    }

    private static boolean reachesNext(SegmentScan scan, Segment next) {
        return scan.isClean()
                && scan.last().is(next.header().heightBefore(), next.header().hashBefore());
    }

    /** What another version wrote, or a disk does not give today, may be whole tomorrow. */
    private static boolean mayCut(Damage damage) {
        return damage != Damage.UNKNOWN_FORMAT && damage != Damage.UNREADABLE;
    }

    private List<Path> laterThan(Path segment) throws IOException {
        List<Path> later = new ArrayList<>();
        for (Path file : files.list(config.folder())) {
            if (Segment.isSegment(file) && Segment.nameOf(file).compareTo(Segment.nameOf(segment)) > 0) {
                later.add(file);
            }
        }
        return later;
    }

    private void putAside(Segment end, SegmentScan scan, List<Path> later) throws IOException {
        files.makeFolder(aside);
        if (!files.list(aside).isEmpty()) {
            throw new FileAlreadyExistsException(aside.toString());
        }
        List<Path> changing = new ArrayList<>(later);
        if (!scan.isClean()) {
            changing.add(end.file());
        }
        files.list(config.folder()).stream()
                .filter(file -> Segment.nameOf(file).equals(Tip.NAME))
                .forEach(changing::add);
        for (Path file : changing) {
            FileTools.copy(files, file, aside.resolve(Segment.nameOf(file)), Long.MAX_VALUE);
        }
        files.forceFolder(aside);
    }

    private void cut(Segment end, SegmentScan scan, List<Path> later) throws IOException {
        // From the last one on, so that an interruption leaves a beginning of the chain and never a hole.
        for (Path file : later.reversed()) {
            files.delete(file);
        }
        files.forceFolder(config.folder());
        try (JournalFiles.OpenFile file = files.openToWrite(end.file())) {
            file.truncate(scan.end());
            file.force(true);
        }
        Tip.reset(files, config.folder(), end.header().chainId(), scan.last());
    }
}
