package org.tallystick.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.FolderLock;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalCopy;
import org.tallystick.node.HistoryDamaged;
import org.tallystick.node.NodeConfig;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.NodeOpening;
import org.tallystick.node.Recovery;
import org.tallystick.node.Verification;

/**
 * Goes on after blocks were lost: from a backup, or from what of a damaged journal is good. Both begin a new epoch above every
 * height that may have been signed before. What is replaced is kept in the folder {@code aside}. One thread a folder.
 */
public final class Restores {

    /**
     * Heights left out above the highest that is known. A power cut may lose the last half minute of the tip, which is never
     * forced, and no height may be signed twice.
     */
    public static final long KNOWN_MARGIN = 100_000;

    /** Heights left out where nothing is known of the old tip. */
    public static final long UNKNOWN_MARGIN = 1_000_000;

    private static final String ASIDE = "aside";
    private static final String RECOVERED = "journal.recovered";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Restores() {}

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * The node can be opened again.
         *
         * @param epoch what has begun
         * @param report what verification found
         * @param aside where what was replaced is kept
         */
        record Done(Recovery.Begun.Epoch epoch, Verification.Report report, Optional<Path> aside) implements Outcome {}

        /** There is no backup in this folder. */
        record NoBackup(Path folder) implements Outcome {}

        /** The place holds something else than a node; nothing was touched. */
        record NotANode(Path place) implements Outcome {}

        /** The folder that it should stand in is not there. */
        record NoParent(Path parent) implements Outcome {}

        /** Folder or keys do not open. */
        record NotOpened(NodeApp.Opening why) implements Outcome {}

        /** The backup belongs to another hub than the folder. */
        record OtherHub(Path folder) implements Outcome {}

        /** The history that should be gone on from is not good. */
        record NotGood(String what) implements Outcome {}

        /** Nothing is wrong with the folder: its node opens. */
        record NotNeeded(long height) implements Outcome {}

        /** The wall clock is not believed; nothing was changed. */
        record TimeNotBelieved(String reason) implements Outcome {}

        /** The last height is further away than {@link Recovery#MAX_GAP}. */
        record TooFar(long lastHeight) implements Outcome {}
    }

    /**
     * How to go on.
     *
     * @param lastHeight the last height that may have been signed, where the operator knows it
     * @param confirmTime whether the operator says that the wall clock is right
     */
    public record Choice(OptionalLong lastHeight, boolean confirmTime) {}

    /**
     * Puts a backup in the place of a data folder, or where there is none.
     *
     * @param from the backup, which is only read
     * @param place where the node is to stand; what is there is kept aside
     * @param password of the backup's key file; wiped
     * @throws IOException when something cannot be read or written; the place is then as it was
     */
    public static Outcome restore(Path from, Path place, char @Nullable [] password, Choice choice, Machine machine)
            throws IOException {
        Path target = place.toAbsolutePath().normalize();
        Optional<Backups.Backup> backup = Backups.read(from);
        if (backup.isEmpty()) {
            return new Outcome.NoBackup(from);
        }
        boolean isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (isThere && !DataFolder.holdsNode(target)) {
            return new Outcome.NotANode(place);
        }
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return new Outcome.NoParent(parent == null ? target : parent);
        }
        if (!isThere) {
            return restore(from, backup.get(), target, Optional.empty(), password, choice, machine);
        }
        return switch (DataFolder.lock(target, machine)) {
            case FolderLock.Outcome.HeldBy other ->
                new Outcome.NotOpened(new NodeApp.Opening.InUse(place, other.text()));
            case FolderLock.Outcome.Held held -> {
                try (FolderLock lock = held.lock()) {
                    yield restore(from, backup.get(), target, Optional.of(lock), password, choice, machine);
                }
            }
        };
    }

    private static Outcome restore(
            Path from,
            Backups.Backup backup,
            Path target,
            Optional<FolderLock> old,
            char @Nullable [] password,
            Choice choice,
            Machine machine)
            throws IOException {
        Path making = DataFolder.beside(target, "restoring");
        DataFolder.delete(making);
        DataFolder.make(making);
        try {
            NodeFolder source = new NodeFolder(from);
            NodeFolder files = new NodeFolder(making);
            for (Path file : new Path[] {source.keyStore(), source.personKeys(), source.erased()}) {
                if (Files.exists(file)) {
                    DataFolder.copyFile(file, making.resolve(file.getFileName()));
                }
            }
            return switch (Keys.open(files, password, machine)) {
                case Keys.Opening.Failed failed -> new Outcome.NotOpened(new NodeApp.Opening.KeysFailed(failed));
                case Keys.Opening.Opened opened -> {
                    try (Keys keys = opened.keys()) {
                        NodeFolder replaced = new NodeFolder(target);
                        Recovery.eraseAgain(files, keys.vault(), source.erased());
                        Recovery.eraseAgain(files, keys.vault(), replaced.erased());
                        yield restore(source, backup, files, keys, target, old, choice, machine);
                    }
                }
            };
        } finally {
            DataFolder.delete(making);
        }
    }

    private static Outcome restore(
            NodeFolder source,
            Backups.Backup backup,
            NodeFolder files,
            Keys keys,
            Path target,
            Optional<FolderLock> old,
            Choice choice,
            Machine machine)
            throws IOException {
        NodeConfig config = keys.config(files, machine);
        Backups.copyJournals(source, files);
        Recovery.Extent extent = Recovery.examine(config);
        if (extent.problem().isPresent()
                || extent.height() != backup.height()
                || !extent.hashHex().equals(backup.blockHash())) {
            return new Outcome.NotGood(
                    extent.problem().orElse("its last block is not the one that it says, " + backup.height()));
        }
        Recovery.Known known = Recovery.known(new NodeFolder(target));
        String reason = "restored from a backup of block " + backup.height() + " made at "
                + Instant.ofEpochMilli(backup.madeAtMs());
        Recovery.Above above = new Recovery.Above(lastHeight(extent, known, choice), known.epoch());
        Recovery.Begun begun = begin(config, above, reason, choice);
        if (!(begun instanceof Recovery.Begun.Epoch epoch)) {
            return notBegun(begun, above.height());
        }
        Verification.Report report = verify(files, keys);
        if (!report.isClean()) {
            return new Outcome.NotGood(report.findings().getFirst().what());
        }
        Optional<Path> aside = Optional.empty();
        if (old.isPresent()) {
            Path kept = Path.of(ASIDE).resolve("before-" + stamp(machine));
            Files.createDirectories(files.root().resolve(ASIDE));
            old.get().close();
            Files.move(target, files.root().resolve(kept));
            aside = Optional.of(target.resolve(kept));
        }
        DataFolder.putInPlace(files.root(), target);
        return new Outcome.Done(epoch, report, aside);
    }

    private static long lastHeight(Recovery.Extent extent, Recovery.Known known, Choice choice) {
        long highest = Math.max(extent.height(), known.height());
        if (choice.lastHeight().isPresent()) {
            return Math.max(choice.lastHeight().getAsLong(), highest);
        }
        return highest + (known.tipReadable() ? KNOWN_MARGIN : UNKNOWN_MARGIN);
    }

    private static Recovery.Begun begin(NodeConfig config, Recovery.Above above, String reason, Choice choice)
            throws IOException {
        try {
            return Recovery.beginEpoch(config, above, reason, choice.confirmTime());
        } catch (HistoryDamaged damaged) {
            throw new IOException("what was good a moment ago is not any more: " + damaged.getMessage(), damaged);
        }
    }

    private static Outcome notBegun(Recovery.Begun begun, long lastHeight) {
        return begun instanceof Recovery.Begun.TimeNotBelieved time
                ? new Outcome.TimeNotBelieved(time.reason())
                : new Outcome.TooFar(lastHeight);
    }

    private static Verification.Report verify(NodeFolder files, Keys keys) throws IOException {
        return Verification.run(new Verification.Input(files, keys.vault(), true, Rooms::fresh, Optional.empty()));
    }

    private static String stamp(Machine machine) {
        return STAMP.format(Instant.ofEpochMilli(machine.clock().wallMs()));
    }

    /**
     * Goes on from the last good block of a journal that does not open.
     *
     * @param folder the data folder
     * @param password wiped; null where there should be none
     * @throws IOException when something cannot be read or written; running it again goes on from there
     */
    public static Outcome recover(Path folder, char @Nullable [] password, Choice choice, Machine machine)
            throws IOException {
        char[] again = password == null ? null : password.clone();
        if (DataFolder.holdsNode(folder) && DataFolder.lock(folder, machine) instanceof FolderLock.Outcome.Held held) {
            try (FolderLock _ = held.lock()) {
                finishRecovery(folder);
            }
        }
        NodeApp.Opening opening = NodeApp.open(folder, password, machine);
        if (opening instanceof NodeApp.Opening.Opened opened) {
            try (NodeApp app = opened.app()) {
                return new Outcome.NotNeeded(app.report().height());
            }
        }
        if (!(opening instanceof NodeApp.Opening.NotServed notServed)
                || notServed.why() instanceof NodeOpening.NoNode) {
            return new Outcome.NotOpened(opening);
        }
        return switch (DataFolder.lock(folder, machine)) {
            case FolderLock.Outcome.HeldBy other ->
                new Outcome.NotOpened(new NodeApp.Opening.InUse(folder, other.text()));
            case FolderLock.Outcome.Held held -> {
                try (FolderLock _ = held.lock()) {
                    NodeFolder files = new NodeFolder(folder);
                    yield switch (Keys.open(files, again, machine)) {
                        case Keys.Opening.Failed failed ->
                            new Outcome.NotOpened(new NodeApp.Opening.KeysFailed(failed));
                        case Keys.Opening.Opened opened -> {
                            try (Keys keys = opened.keys()) {
                                yield recover(files, keys, knownElsewhere(notServed.why()), choice, machine);
                            }
                        }
                    };
                }
            }
        };
    }

    private static long knownElsewhere(NodeOpening why) {
        return why instanceof NodeOpening.Missing missing ? missing.heightKnown() : -1;
    }

    private static Outcome recover(NodeFolder files, Keys keys, long knownElsewhere, Choice choice, Machine machine)
            throws IOException {
        NodeConfig config = keys.config(files, machine);
        Recovery.Extent extent = Recovery.examine(config);
        if (extent.height() < 0) {
            return new Outcome.NotGood(extent.problem().orElse("not even its first block"));
        }
        if (!extent.ofThisHub()) {
            return new Outcome.OtherHub(files.root());
        }
        Recovery.Known seen = Recovery.known(files);
        Recovery.Known known =
                new Recovery.Known(Math.max(seen.height(), knownElsewhere), seen.epoch(), seen.tipReadable());
        Path recovered = files.root().resolve(RECOVERED);
        Path making = files.root().resolve(RECOVERED + ".new");
        DataFolder.delete(making);
        JournalConfig into = JournalConfig.in(making);
        JournalCopy.copyGood(config.journal(), into, extent.height());
        String reason = "recovered after block " + extent.height() + ": "
                + extent.problem().orElse("later blocks are missing");
        Recovery.Above above = new Recovery.Above(lastHeight(extent, known, choice), known.epoch());
        Recovery.Begun begun = begin(config.withJournal(into), above, reason, choice);
        if (!(begun instanceof Recovery.Begun.Epoch epoch)) {
            DataFolder.delete(making);
            return notBegun(begun, above.height());
        }
        Path kept = files.root().resolve(ASIDE).resolve("journal-" + stamp(machine));
        Files.createDirectories(files.root().resolve(ASIDE));
        DataFolder.putInPlace(making, recovered);
        Files.move(files.journal(), kept);
        finishRecovery(files.root());
        return new Outcome.Done(epoch, verify(files, keys), Optional.of(kept));
    }

    /** A recovered journal is whole from the moment it has its name; where the old one is gone it takes its place. */
    private static void finishRecovery(Path folder) throws IOException {
        NodeFolder files = new NodeFolder(folder);
        Path recovered = folder.resolve(RECOVERED);
        if (Files.isDirectory(recovered)) {
            if (Files.isDirectory(files.journal())) {
                DataFolder.delete(recovered);
            } else {
                DataFolder.putInPlace(recovered, files.journal());
            }
        }
    }

    /**
     * Erases a person: in the node, and in what was kept aside, where their key may still lie.
     *
     * @throws IOException when it could not be finished; it is finished at the next start or the next erasure
     */
    public static void erase(NodeApp app, Pid person) throws IOException {
        app.node().erase(person);
        Path aside = app.folder().root().resolve(ASIDE);
        if (!Files.isDirectory(aside)) {
            return;
        }
        Files.walkFileTree(aside, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.startsWith(app.folder().personKeys().getFileName().toString()) || name.endsWith(".mv.db")) {
                    Files.delete(file);
                    AtomicFile.forceFolder(Objects.requireNonNull(file.getParent(), "A file stands in a folder"));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
