package org.tallystick.hub.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.journal.AppendFailed;
import org.tallystick.journal.EntryChain;
import org.tallystick.journal.Generations;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.ReadFailed;

/**
 * The hub's own journal on disk ({@code src/docs/hub-journal.md}): a chain of entries that is written anew, without what nobody
 * needs any more, when it has grown. One call at a time; one process a folder.
 */
final class FamilyLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FamilyLog.class);
    private static final byte[] CHAIN_TAG = "tallystick.hub".getBytes(US_ASCII);
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int STEP_BYTES = 256 << 10;

    private final Generations generations;
    private final byte[] chainId;
    private @Nullable EntryChain chain;

    /** What was found. */
    sealed interface Reading {

        /** A whole journal and what it comes to. */
        record Whole(FamilyLog log, FamilyState state) implements Reading {}

        /** None that serves. */
        record Refused(FamiliesOpening why) implements Reading {}
    }

    private FamilyLog(Path folder, Pid hub) {
        this.generations = new Generations(folder);
        this.chainId = Sha256.of(CHAIN_TAG, hub.text().getBytes(US_ASCII));
    }

    /** Opens the journal of a hub, or begins it where there is none. */
    static Reading open(Path folder, Pid hub) throws IOException {
        FamilyLog log = new FamilyLog(folder, hub);
        if (log.generations.current().isEmpty()) {
            log.rewrite(List.of());
            return new Reading.Whole(log, new FamilyState());
        }
        Fold fold = new Fold();
        Optional<FamiliesOpening> refused = log.read(fold);
        if (refused.isPresent()) {
            log.close();
            return new Reading.Refused(refused.get());
        }
        return new Reading.Whole(log, fold.state);
    }

    private Optional<FamiliesOpening> read(Fold fold) throws IOException {
        Path folder = generations.current().orElseThrow(() -> new IOException("The hub's own journal is gone"));
        JournalOpening opening = Journal.open(config(folder), 0);
        if (!(opening instanceof JournalOpening.Opened(Journal journal, var report))) {
            return Optional.of(new FamiliesOpening.NotServed(opening));
        }
        EntryChain opened = new EntryChain(journal);
        chain = opened;
        if (!opened.isOf(chainId)) {
            return Optional.of(new FamiliesOpening.OfAnother());
        }
        try {
            OptionalLong broken = opened.<RuntimeException>follow(fold::add);
            return broken.isPresent()
                    ? Optional.of(new FamiliesOpening.Broken(broken.getAsLong()))
                    : Optional.ofNullable(fold.problem);
        } catch (ReadFailed failed) {
            throw new IOException("The hub's own journal cannot be read", failed);
        }
    }

    private static JournalConfig config(Path folder) {
        return JournalConfig.in(folder).withSizes(SEGMENT_BYTES, STEP_BYTES);
    }

    /** Takes entries from the beginning to the first that cannot be. */
    private static final class Fold {

        private final FamilyState state = new FamilyState();
        private @Nullable FamiliesOpening problem;

        boolean add(JournalRecord record) {
            try {
                if (state.add(FamilyEntry.read(record.payload()))) {
                    return true;
                }
                problem = new FamiliesOpening.Broken(record.height());
            } catch (FamilyEntry.Unknown unknown) {
                problem = new FamiliesOpening.UnknownEntry(record.height(), unknown.entry(), unknown.version());
            } catch (MalformedJson malformed) {
                problem = new FamiliesOpening.Broken(record.height());
            }
            return false;
        }
    }

    /** Makes an entry durable. */
    void append(FamilyEntry entry) throws NotDurable {
        try {
            chain().append(entry.bytes());
        } catch (AppendFailed | IOException failed) {
            throw new NotDurable(failed);
        }
    }

    /** The chain; opened again where an attempt to write it anew left none. */
    private EntryChain chain() throws IOException {
        EntryChain open = chain;
        if (open == null) {
            open = reopen();
        }
        return open;
    }

    private EntryChain reopen() throws IOException {
        Path folder = generations.current().orElseThrow(() -> new IOException("The hub's own journal is gone"));
        if (!(Journal.open(config(folder), 0) instanceof JournalOpening.Opened(Journal journal, var report))) {
            throw new IOException("The hub's own journal does not open again");
        }
        EntryChain opened = new EntryChain(journal);
        chain = opened;
        return opened;
    }

    /** How many entries there are. */
    long size() {
        EntryChain open = chain;
        return open == null ? 0 : open.size();
    }

    /**
     * Writes the journal anew.
     *
     * @param kept all that is needed
     * @throws IOException when that failed; the journal is whole, as it was or as it should have become
     */
    void rewrite(List<Family> kept) throws IOException {
        Path beside = generations.beside();
        try (EntryChain fresh = EntryChain.create(config(beside), chainId)) {
            for (int from = 0; from < kept.size(); from += FamilyEntry.MAX_KEPT) {
                int to = Math.min(kept.size(), from + FamilyEntry.MAX_KEPT);
                fresh.append(new FamilyEntry.Kept(new ArrayList<>(kept.subList(from, to))).bytes());
            }
        } catch (AppendFailed failed) {
            throw new IOException("The hub's own journal cannot be written anew", failed);
        }
        close();
        generations.replace(beside);
        reopen();
        try {
            generations.deleteOthers();
        } catch (IOException later) {
            LOG.warn("An old file of the hub's own journal is still there", later);
        }
    }

    @Override
    public void close() {
        EntryChain open = chain;
        if (open != null) {
            open.close();
            chain = null;
        }
    }
}
