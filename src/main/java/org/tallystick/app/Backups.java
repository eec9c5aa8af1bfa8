package org.tallystick.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.journal.AtomicFile;
import org.tallystick.journal.FolderLock;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalCopy;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.Recovery;
import org.tallystick.node.Verification;

/**
 * Backups: the journal, both key files, the list of the erased and the owner's journal, copied while nobody writes, verified,
 * and named by height and time in {@code backup.json}. Snapshot and projection are left out, because they can be made again.
 * One thread a folder.
 */
public final class Backups {

    /** What a backup says about itself. */
    static final String MANIFEST = "backup.json";

    private static final String LIST = "backups.list";
    private static final String FORMAT = "tallystick-backup-1";
    private static final int MAX_LISTED = 1_000;

    private Backups() {}

    /**
     * A backup.
     *
     * @param folder where it is
     * @param hub whose it is
     * @param height its last block
     * @param blockHash that block's hash, hexadecimal
     * @param timestampMs that block's time
     * @param madeAtMs when it was made and verified
     */
    public record Backup(Path folder, String hub, long height, String blockHash, long timestampMs, long madeAtMs) {

        Json.Obj json() {
            return Json.object()
                    .put("format", FORMAT)
                    .put("folder", folder.toString())
                    .put("hub", hub)
                    .put("height", height)
                    .put("block_hash", blockHash)
                    .put("timestamp", timestampMs)
                    .put("made_at", madeAtMs)
                    .build();
        }

        static Backup of(Json.Obj json) throws MalformedJson {
            if (!json.text("format").equals(FORMAT)) {
                throw new MalformedJson("\"" + FORMAT + "\" is expected", "$.format");
            }
            return new Backup(
                    Path.of(json.text("folder")),
                    json.text("hub"),
                    json.number("height"),
                    json.text("block_hash"),
                    json.number("timestamp"),
                    json.number("made_at"));
        }
    }

    /** What came of making one. */
    public sealed interface Outcome {

        /** It stands there and was verified. */
        record Made(Backup backup, Verification.Report report, boolean keysAreOpen) implements Outcome {}

        /** There is something in its place already. */
        record Exists(Path place) implements Outcome {}

        /** The folder that it should stand in is not there. */
        record NoParent(Path parent) implements Outcome {}

        /** The data folder cannot be backed up as it is. */
        record NotOpened(NodeApp.Opening why) implements Outcome {}

        /** What is in the folder, or the copy of it, is not in order: no backup was made. */
        record NotGood(Verification.Report report) implements Outcome {}
    }

    /**
     * Makes a backup of a folder in which no node runs.
     *
     * @param folder the data folder
     * @param password wiped; null where there should be none
     * @param to where the backup is to stand
     * @param machine clock and randomness
     * @throws IOException when something cannot be read or written; no backup is left then
     */
    public static Outcome make(Path folder, char @Nullable [] password, Path to, Machine machine) throws IOException {
        Path target = to.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) || parent == null) {
            return new Outcome.Exists(to);
        }
        if (!Files.isDirectory(parent)) {
            return new Outcome.NoParent(parent);
        }
        if (!DataFolder.holdsNode(folder)) {
            return new Outcome.NotOpened(new NodeApp.Opening.NoNode(folder));
        }
        return switch (DataFolder.lock(folder, machine)) {
            case FolderLock.Outcome.HeldBy other ->
                new Outcome.NotOpened(new NodeApp.Opening.InUse(folder, other.text()));
            case FolderLock.Outcome.Held held -> {
                try (FolderLock _ = held.lock()) {
                    yield makeLocked(new NodeFolder(folder), password, target, machine);
                }
            }
        };
    }

    private static Outcome makeLocked(NodeFolder folder, char @Nullable [] password, Path target, Machine machine)
            throws IOException {
        Path making = DataFolder.beside(target, "making");
        DataFolder.delete(making);
        DataFolder.make(making);
        try {
            NodeFolder copy = new NodeFolder(making);
            Optional<Keys.Opening.Failed> failed = copyKeys(folder, copy);
            if (failed.isPresent()) {
                return new Outcome.NotOpened(new NodeApp.Opening.KeysFailed(failed.get()));
            }
            return switch (Keys.open(copy, password, machine)) {
                case Keys.Opening.Failed wrong -> new Outcome.NotOpened(new NodeApp.Opening.KeysFailed(wrong));
                case Keys.Opening.Opened opened -> {
                    try (Keys keys = opened.keys()) {
                        yield copyHistory(folder, copy, keys, target, machine);
                    }
                }
            };
        } finally {
            DataFolder.delete(making);
        }
    }

    private static Optional<Keys.Opening.Failed> copyKeys(NodeFolder folder, NodeFolder copy) throws IOException {
        if (!Files.exists(folder.keyStore()) || !Files.exists(folder.personKeys())) {
            Path missing = Files.exists(folder.keyStore()) ? folder.personKeys() : folder.keyStore();
            return Optional.of(new Keys.Opening.Failed(Keys.Kind.MISSING, missing, ""));
        }
        DataFolder.copyFile(folder.keyStore(), copy.keyStore());
        DataFolder.copyFile(folder.personKeys(), copy.personKeys());
        if (Files.exists(folder.erased())) {
            DataFolder.copyFile(folder.erased(), copy.erased());
        }
        return Optional.empty();
    }

    private static Outcome copyHistory(NodeFolder folder, NodeFolder copy, Keys keys, Path target, Machine machine)
            throws IOException {
        // The source is looked at first: a backup of a history that lacks blocks would only hide that they are missing.
        Verification.Report source =
                Verification.run(new Verification.Input(folder, keys.vault(), true, Rooms::fresh, Optional.empty()));
        if (source.firstBadHeight().isPresent() || source.hub().isEmpty()) {
            return new Outcome.NotGood(source);
        }
        copyJournals(folder, copy);
        Verification.Report report =
                Verification.run(new Verification.Input(copy, keys.vault(), true, Rooms::fresh, Optional.empty()));
        Recovery.Extent extent = Recovery.examine(keys.config(copy, machine));
        if (!report.isClean() || report.height() != source.height()) {
            return new Outcome.NotGood(report);
        }
        Pid hub = source.hub().get();
        Backup backup = new Backup(
                target,
                hub.text(),
                report.height(),
                extent.hashHex(),
                report.timestampMs(),
                machine.clock().wallMs());
        writeManifest(copy.root(), backup);
        DataFolder.putInPlace(copy.root(), target);
        list(folder, backup);
        return new Outcome.Made(backup, report, keys.areOpen());
    }

    static void copyJournals(NodeFolder folder, NodeFolder copy) throws IOException {
        JournalCopy.copyGood(JournalConfig.in(folder.journal()), JournalConfig.in(copy.journal()), Long.MAX_VALUE);
        if (Files.isDirectory(folder.ownerJournal())) {
            JournalCopy.copyGood(
                    JournalConfig.in(folder.ownerJournal()), JournalConfig.in(copy.ownerJournal()), Long.MAX_VALUE);
        }
    }

    private static void writeManifest(Path folder, Backup backup) throws IOException {
        AtomicFile.replace(folder.resolve(MANIFEST), out -> out.write(CanonicalJson.bytes(backup.json())));
    }

    /**
     * Reads what a backup says about itself.
     *
     * @return empty where there is no backup
     * @throws IOException when it cannot be read, or is not what a backup says
     */
    public static Optional<Backup> read(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Backup.of(Json.readObject(Files.readAllBytes(file))));
        } catch (MalformedJson malformed) {
            throw new IOException(
                    file + " is not what a backup says about itself: " + malformed.getMessage(), malformed);
        }
    }

    private static void list(NodeFolder folder, Backup backup) throws IOException {
        List<Backup> listed = new ArrayList<>(listed(folder));
        listed.add(backup);
        List<Backup> kept = listed.subList(Math.max(0, listed.size() - MAX_LISTED), listed.size());
        AtomicFile.replace(folder.root().resolve(LIST), out -> {
            for (Backup one : kept) {
                out.write(CanonicalJson.bytes(one.json()));
                out.write('\n');
            }
        });
    }

    private static List<Backup> listed(NodeFolder folder) {
        List<Backup> listed = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder.root().resolve(LIST), UTF_8)) {
                listed.add(Backup.of(Json.readObject(line.getBytes(UTF_8))));
            }
        } catch (IOException | MalformedJson unreadable) {
            // The list only helps to find them again.
            return listed;
        }
        return listed;
    }

    /** The newest backup of a folder that was verified when it was made and still says the same of itself. */
    public static Optional<Backup> newest(Path folder) {
        return listed(new NodeFolder(folder)).stream()
                .filter(Backups::isStillThere)
                .max(java.util.Comparator.comparingLong(Backup::height).thenComparingLong(Backup::madeAtMs));
    }

    private static boolean isStillThere(Backup backup) {
        try {
            return read(backup.folder()).filter(backup::equals).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
