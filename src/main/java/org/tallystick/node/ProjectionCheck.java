package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalWalk;
import org.tallystick.journal.ReadFailed;
import org.tallystick.store.BlockHashes;
import org.tallystick.store.Projection;
import org.tallystick.store.Store;
import org.tallystick.store.StoreConfig;
import org.tallystick.store.StoreFailed;
import org.tallystick.store.StoreOpening;
import org.tallystick.store.TableDigest;

/**
 * Compares the projection with one that is made afresh from the same blocks. Works on a copy, because opening an H2 file writes
 * to it. One thread.
 */
final class ProjectionCheck implements AutoCloseable {

    private static final int BATCH = 64;

    private final Path file;
    private final List<Verification.Finding> findings = new ArrayList<>();
    private @Nullable Store<CommittedBlock> copy;
    private @Nullable Store<CommittedBlock> fresh;
    private final List<CommittedBlock> batch = new ArrayList<>();
    private long height = -1;
    private long freshHeight = -1;
    private long rows;
    private boolean failed;

    ProjectionCheck(
            NodeFolder folder, Supplier<List<Room>> rooms, Path scratch, JournalConfig journal, long journalHeight)
            throws IOException {
        StoreConfig config = StoreConfig.in(folder.store());
        this.file = config.file();
        if (!Files.exists(file)) {
            note(-1, "there is none; the next start makes one");
            return;
        }
        List<Projection<CommittedBlock>> projections = new ArrayList<>();
        for (Room room : NodeStarter.withNodeRoom(rooms.get())) {
            room.projection().ifPresent(projections::add);
        }
        StoreConfig copyConfig = StoreConfig.in(Files.createDirectories(scratch.resolve("copy")));
        Files.copy(file, copyConfig.file());
        try {
            open(Store.open(copyConfig, projections, new WalkedHashes(journal, journalHeight), Runnable::run));
            if (copy != null) {
                StoreConfig freshConfig = StoreConfig.in(Files.createDirectories(scratch.resolve("fresh")));
                fresh = Store.openAnew(freshConfig, projections, Runnable::run);
            }
        } catch (ReadFailed | StoreFailed unreadable) {
            fault(-1, String.valueOf(unreadable.getMessage()));
            failed = true;
        }
    }

    private void open(StoreOpening<CommittedBlock> opening) {
        switch (opening) {
            case StoreOpening.Current<CommittedBlock> current -> {
                copy = current.store();
                height = current.watermark().height();
            }
            case StoreOpening.Empty<CommittedBlock> empty -> {
                empty.store().close();
                note(-1, "it is empty; the next start fills it");
            }
            case StoreOpening.KnowsMore<CommittedBlock> more ->
                fault(
                        more.projectedHeight(),
                        "it knows block " + more.projectedHeight() + ", but the journal ends with block "
                                + more.journalHeight());
            case StoreOpening.Unusable<CommittedBlock> unusable -> {
                String what = unusable.detail() + "; the next start makes it anew";
                if (unusable.reason() == StoreOpening.Reason.OTHER_VERSION) {
                    note(-1, what);
                } else {
                    fault(-1, what);
                }
            }
        }
    }

    /** Which block the projection reflects, if there is one to compare. */
    Optional<Long> height() {
        return height < 0 || failed ? Optional.empty() : Optional.of(height);
    }

    long rows() {
        return rows;
    }

    /** Takes the next good block of the chain. */
    void take(CommittedBlock block) {
        if (fresh != null && block.height() <= height) {
            batch.add(block);
            freshHeight = block.height();
            if (batch.size() >= BATCH) {
                apply();
            }
        }
    }

    private void apply() {
        Store<CommittedBlock> into = fresh;
        if (into == null || batch.isEmpty() || failed) {
            return;
        }
        try {
            into.apply(batch);
        } catch (StoreFailed cannot) {
            fault(freshHeight, "a fresh one could not be made: " + cannot.getMessage());
            failed = true;
        }
        batch.clear();
    }

    /** All blocks were taken: compares. */
    List<Verification.Finding> finish() {
        apply();
        Store<CommittedBlock> mine = copy;
        Store<CommittedBlock> made = fresh;
        if (mine != null && made != null && !failed) {
            try {
                compare(mine.verify(done -> {}), made.verify(done -> {}));
            } catch (StoreFailed damaged) {
                fault(height, String.valueOf(damaged.getMessage()));
            }
        }
        return findings;
    }

    private void compare(List<TableDigest> found, List<TableDigest> expected) {
        rows = found.stream().mapToLong(TableDigest::rows).sum();
        if (freshHeight != height) {
            note(height, "it could not be compared, because the replay ended before");
            return;
        }
        for (TableDigest digest : found) {
            if (!expected.contains(digest)) {
                fault(height, "its table " + digest.table() + " is not what the journal says");
            }
        }
    }

    private void fault(long at, String what) {
        findings.add(new Verification.Finding(Verification.Subject.PROJECTION, true, file, at, what));
    }

    private void note(long at, String what) {
        findings.add(new Verification.Finding(Verification.Subject.PROJECTION, false, file, at, what));
    }

    @Override
    public void close() {
        Store<CommittedBlock> mine = copy;
        if (mine != null) {
            mine.close();
        }
        Store<CommittedBlock> made = fresh;
        if (made != null) {
            made.close();
        }
    }

    /** What the journal knows, by going through it once more. */
    private record WalkedHashes(JournalConfig journal, long lastHeight) implements BlockHashes {

        @Override
        public Optional<byte[]> hashAt(long wanted) {
            AtomicReference<byte @Nullable []> hash = new AtomicReference<>();
            try {
                JournalWalk.<RuntimeException>walk(journal, record -> {
                    if (record.height() == wanted) {
                        hash.set(record.hash());
                    }
                    return record.height() < wanted;
                });
            } catch (IOException unreadable) {
                return Optional.empty();
            }
            return Optional.ofNullable(hash.get());
        }
    }
}
