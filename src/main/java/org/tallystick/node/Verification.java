package org.tallystick.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Pid;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalRecord;
import org.tallystick.journal.JournalWalk;
import org.tallystick.node.block.Transaction;

/**
 * Checks everything that a data folder holds, from the bytes up, and changes nothing: also of a node that does not open. Every
 * block hash, root and signature, every statement, a replay with its invariants, the snapshot against the state replayed to
 * its height, the projection against one made afresh, the owner's journal. One run; the caller holds the folder's lock and no
 * node runs in it.
 */
public final class Verification {

    private final Input input;
    private final NodeState state;
    private final BlockInspection inspection;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<SnapshotSeen> snapshot = Optional.empty();
    private final Set<String> erasedIds = new HashSet<>();
    private @Nullable ProjectionCheck projection;
    private long blocks;
    private long transactions;

    /**
     * What to check and with what.
     *
     * @param folder the data folder
     * @param vault opens sealed texts; may be one that opens nothing
     * @param withKeys whether the vault has the keys of persons, so that one that is missing is a finding
     * @param rooms makes fresh rooms
     * @param scratch an empty folder for copies of the projection, deleted by the caller; empty to leave the projection alone
     */
    public record Input(
            NodeFolder folder,
            PersonVault vault,
            boolean withKeys,
            Supplier<List<Room>> rooms,
            Optional<Path> scratch) {}

    /** What a finding is about. */
    public enum Subject {
        /** The files of the ledger journal. */
        JOURNAL,
        /** What the blocks say: hashes, roots, signatures, statements, operations, invariants. */
        HISTORY,
        /** The keys of persons. */
        PERSON_KEYS,
        /** The snapshot. */
        SNAPSHOT,
        /** The SQL projection. */
        PROJECTION,
        /** The owner's journal. */
        OWNER_JOURNAL
    }

    /**
     * Something that the operator should know.
     *
     * @param subject what it is about
     * @param isFault whether something is wrong; else it is only worth knowing
     * @param file the file that it is about
     * @param height the block where it shows, -1 where there is none
     * @param what one clause
     */
    public record Finding(Subject subject, boolean isFault, Path file, long height, String what) {}

    /**
     * What a run found.
     *
     * @param hub who signed the history; empty where not even the first block can be read
     * @param height the last good block, -1 for none
     * @param epoch its epoch
     * @param timestampMs its time
     * @param blocks how many good blocks there are
     * @param transactions how many transactions are in them
     * @param statements how many statements were verified
     * @param erasedStatements how many could not be, because their signers were erased
     * @param accounts accounts in the state
     * @param lines trust lines, closed ones included
     * @param snapshotHeight after which block the snapshot was taken, if it was compared
     * @param projectionHeight which block the projection reflects, if it was compared
     * @param projectionRows how many rows were checked
     * @param ownerEntries entries of the owner's journal, if there is one
     * @param firstBadHeight the first block that is wrong or missing
     * @param findings in the order in which they were met
     */
    public record Report(
            Optional<Pid> hub,
            long height,
            int epoch,
            long timestampMs,
            long blocks,
            long transactions,
            long statements,
            long erasedStatements,
            int accounts,
            int lines,
            Optional<Long> snapshotHeight,
            Optional<Long> projectionHeight,
            long projectionRows,
            Optional<Long> ownerEntries,
            Optional<Long> firstBadHeight,
            List<Finding> findings) {

        /** Keeps an unmodifiable copy. */
        public Report {
            findings = List.copyOf(findings);
        }

        /** The same with other findings. */
        public Report withFindings(List<Finding> other) {
            return new Report(
                    hub,
                    height,
                    epoch,
                    timestampMs,
                    blocks,
                    transactions,
                    statements,
                    erasedStatements,
                    accounts,
                    lines,
                    snapshotHeight,
                    projectionHeight,
                    projectionRows,
                    ownerEntries,
                    firstBadHeight,
                    other);
        }

        /** Whether nothing is wrong. */
        public boolean isClean() {
            return findings.stream().noneMatch(Finding::isFault);
        }
    }

    /** What the snapshot says, and whether the replay has come by its height. */
    private record SnapshotSeen(long height, NodeState state) {}

    private Verification(Input input) throws IOException {
        this.input = input;
        this.state = new NodeState(NodeStarter.withNodeRoom(input.rooms().get()));
        this.inspection = new BlockInspection(state, input.withKeys(), erased(input.folder()));
    }

    private static Set<Pid> erased(NodeFolder folder) throws IOException {
        Set<Pid> erased = new HashSet<>();
        if (Files.exists(folder.erased())) {
            for (String line : Files.readAllLines(folder.erased(), US_ASCII)) {
                erased.add(new Pid(line.split(" ", 2)[0]));
            }
        }
        return erased;
    }

    /**
     * Checks a folder.
     *
     * @throws IOException when a file cannot be read that has nothing to do with what is checked, or the scratch folder cannot
     *     be written
     */
    public static Report run(Input input) throws IOException {
        Verification verification = new Verification(input);
        try {
            return verification.run();
        } finally {
            ProjectionCheck check = verification.projection;
            if (check != null) {
                check.close();
            }
        }
    }

    private Report run() throws IOException {
        NodeFolder folder = input.folder();
        JournalConfig config = JournalConfig.in(folder.journal());
        JournalWalk.Found extent = JournalWalk.<RuntimeException>walk(config, record -> true);
        snapshot = readSnapshot(extent.height());
        if (input.scratch().isPresent()) {
            projection =
                    new ProjectionCheck(folder, input.rooms(), input.scratch().get(), config, extent.height());
        }
        Optional<Long> badHeight = replay(config);
        badHeight = badHeight.or(() -> journalTrouble(extent, Subject.JOURNAL));
        checkEverything();
        findings.addAll(inspection.findings(folder.personKeys()));
        finishSnapshot();
        ProjectionCheck check = projection;
        if (check != null) {
            findings.addAll(check.finish());
        }
        Optional<Long> ownerEntries = ownerJournal(folder);
        NodeRoom room = (NodeRoom) state.rooms.getFirst();
        return new Report(
                room.isSettled() ? Optional.of(room.hub()) : Optional.empty(),
                state.height(),
                state.epoch(),
                state.ledger.view().timestampMs(),
                blocks,
                transactions,
                inspection.verified(),
                inspection.erased(),
                state.ledger.view().accountCount(),
                state.ledger.view().lineCount(),
                snapshot.map(SnapshotSeen::height),
                check == null ? Optional.empty() : check.height(),
                check == null ? 0 : check.rows(),
                ownerEntries,
                badHeight,
                findings);
    }

    /** Replays until something is wrong, and names that height. */
    private Optional<Long> replay(JournalConfig config) throws IOException {
        Replayer replayer = new Replayer(state, input.vault(), inspection);
        try {
            JournalWalk.<HistoryDamaged>walk(config, record -> {
                take(replayer, record);
                return true;
            });
            return Optional.empty();
        } catch (HistoryDamaged damaged) {
            findings.add(new Finding(
                    Subject.HISTORY, true, config.folder(), damaged.height(), String.valueOf(damaged.getMessage())));
            return Optional.of(damaged.height());
        }
    }

    private void take(Replayer replayer, JournalRecord record) throws HistoryDamaged {
        CommittedBlock block = replayer.apply(record);
        inspection.checkSignatures(block.block());
        for (Transaction transaction : block.block().transactions()) {
            if (transaction.erasedParts() > 0) {
                erasedIds.add(transaction.frame().txId());
            }
        }
        blocks++;
        transactions += block.transactionCount();
        if (snapshot.isPresent() && snapshot.get().height() == block.height()) {
            compareSnapshot(snapshot.get());
        }
        ProjectionCheck check = projection;
        if (check != null) {
            check.take(block);
        }
    }

    private Optional<Long> journalTrouble(JournalWalk.Found extent, Subject subject) {
        if (extent.trouble().isEmpty()) {
            return Optional.empty();
        }
        JournalWalk.Trouble trouble = extent.trouble().get();
        boolean torn = trouble.kind() == JournalWalk.Kind.TORN;
        long height = trouble.heightBefore() + 1;
        String what = switch (trouble.kind()) {
            case NO_JOURNAL -> "there is no journal";
            case TORN -> "a last write was torn; nobody was told of it, and the next start cuts it off";
            case MISSING ->
                "blocks " + height + " to " + extent.heightKnown() + " are missing, which "
                        + trouble.knownBy().map(Path::getFileName).orElse(trouble.file()) + " knows of";
            case DAMAGED ->
                "byte " + trouble.offset() + " after block " + trouble.heightBefore() + ": "
                        + trouble.damage().map(Enum::toString).orElse("damage");
        };
        findings.add(new Finding(subject, !torn, trouble.file(), height, what));
        return torn ? Optional.empty() : Optional.of(height);
    }

    private void checkEverything() {
        try {
            state.ledger.checkEverything().run();
        } catch (InvariantBroken broken) {
            findings.add(new Finding(
                    Subject.HISTORY,
                    true,
                    input.folder().journal(),
                    state.height(),
                    String.valueOf(broken.getMessage())));
        }
    }

    private Optional<SnapshotSeen> readSnapshot(long journalHeight) {
        Path file = input.folder().snapshot();
        Snapshots snapshots = new Snapshots(file);
        return switch (snapshots.read(NodeStarter.withNodeRoom(input.rooms().get()))) {
            case Snapshots.Reading.None none -> Optional.empty();
            case Snapshots.Reading.Unusable unusable -> {
                findings.add(new Finding(
                        Subject.SNAPSHOT,
                        true,
                        file,
                        snapshots.claimedHeight().orElse(-1L),
                        unusable.why() + "; the next start replays the journal instead"));
                yield Optional.empty();
            }
            case Snapshots.Reading.Whole whole -> {
                long height = whole.head().height();
                if (height > journalHeight) {
                    findings.add(new Finding(
                            Subject.SNAPSHOT,
                            true,
                            file,
                            height,
                            "it was taken after block " + height + ", but the journal ends with block "
                                    + journalHeight));
                    yield Optional.empty();
                }
                yield Optional.of(new SnapshotSeen(height, whole.state()));
            }
        };
    }

    private void compareSnapshot(SnapshotSeen seen) {
        if (!digest(seen.state(), erasedIds).equals(digest(state, erasedIds))) {
            findings.add(new Finding(
                    Subject.SNAPSHOT,
                    true,
                    input.folder().snapshot(),
                    seen.height(),
                    "it is not the state after block " + seen.height()));
        }
    }

    private void finishSnapshot() {
        if (snapshot.isPresent() && snapshot.get().height() > state.height()) {
            findings.add(new Finding(
                    Subject.SNAPSHOT,
                    false,
                    input.folder().snapshot(),
                    snapshot.get().height(),
                    "it could not be compared, because the replay ended before"));
            snapshot = Optional.empty();
        }
    }

    private static String digest(NodeState state, Set<String> exceptIds) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16));
            state.writeTo(out, exceptIds);
            out.flush();
            return Arrays.toString(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new InvariantBroken("every Java platform has SHA-256", missing);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Optional<Long> ownerJournal(NodeFolder folder) throws IOException {
        if (!Files.isDirectory(folder.ownerJournal())) {
            return Optional.empty();
        }
        JournalWalk.Found found =
                JournalWalk.<RuntimeException>walk(JournalConfig.in(folder.ownerJournal()), record -> true);
        journalTrouble(found, Subject.OWNER_JOURNAL);
        return Optional.of(found.entries());
    }
}
