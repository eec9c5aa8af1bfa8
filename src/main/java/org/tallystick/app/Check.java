package org.tallystick.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.journal.FolderLock;
import org.tallystick.node.NoPersonKeys;
import org.tallystick.node.NodeFolder;
import org.tallystick.node.PersonVault;
import org.tallystick.node.Verification;

/**
 * Verifies a data folder without changing anything in it, also where its node does not open: keys and projection are opened as
 * copies in a temporary folder that only its owner can read. One thread.
 */
public final class Check {

    private Check() {}

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * Everything was looked at.
         *
         * @param report what was found
         * @param keys why a key file did not open, so that sealed texts could not be looked at
         */
        record Done(Verification.Report report, Optional<Keys.Opening.Failed> keys) implements Outcome {

            /** Whether nothing is wrong. */
            public boolean isClean() {
                return report.isClean() && keys.isEmpty();
            }
        }

        /** It could not begin. */
        record NotOpened(NodeApp.Opening why) implements Outcome {}
    }

    /**
     * Verifies a folder in which no node runs.
     *
     * @param password wiped; null where there should be none
     * @throws IOException when something cannot be read, or the temporary folder not be written
     */
    public static Outcome run(Path folder, char @Nullable [] password, Machine machine) throws IOException {
        if (!DataFolder.holdsNode(folder)) {
            return new Outcome.NotOpened(new NodeApp.Opening.NoNode(folder));
        }
        return switch (DataFolder.lock(folder, machine)) {
            case FolderLock.Outcome.HeldBy other ->
                new Outcome.NotOpened(new NodeApp.Opening.InUse(folder, other.text()));
            case FolderLock.Outcome.Held held -> {
                try (FolderLock _ = held.lock()) {
                    yield run(new NodeFolder(folder), password, machine);
                }
            }
        };
    }

    private static Outcome run(NodeFolder folder, char @Nullable [] password, Machine machine) throws IOException {
        Path scratch = Files.createTempDirectory("tallystick-verify-");
        try {
            // Opening the keys of persons cuts a torn write off, which is for a start to do.
            Path persons = scratch.resolve("persons.keys");
            if (Files.exists(folder.personKeys())) {
                DataFolder.copyFile(folder.personKeys(), persons);
            }
            return switch (Keys.open(folder, persons, password, machine)) {
                case Keys.Opening.Opened opened -> {
                    try (Keys keys = opened.keys()) {
                        yield withTornKeys(verify(folder, keys.vault(), true, scratch), keys.tornBytes(), folder);
                    }
                }
                case Keys.Opening.Failed failed -> {
                    if (failed.kind() == Keys.Kind.PASSWORD_NEEDED) {
                        yield new Outcome.NotOpened(new NodeApp.Opening.KeysFailed(failed));
                    }
                    Verification.Report report = verify(folder, new NoPersonKeys(), false, scratch);
                    Path file = failed.file().equals(persons) ? folder.personKeys() : failed.file();
                    yield new Outcome.Done(
                            report, Optional.of(new Keys.Opening.Failed(failed.kind(), file, failed.what())));
                }
            };
        } finally {
            DataFolder.delete(scratch);
        }
    }

    private static Verification.Report verify(NodeFolder folder, PersonVault vault, boolean withKeys, Path scratch)
            throws IOException {
        return Verification.run(new Verification.Input(folder, vault, withKeys, Rooms::fresh, Optional.of(scratch)));
    }

    private static Outcome.Done withTornKeys(Verification.Report report, long tornBytes, NodeFolder folder) {
        if (tornBytes == 0) {
            return new Outcome.Done(report, Optional.empty());
        }
        List<Verification.Finding> findings = new ArrayList<>(report.findings());
        findings.add(new Verification.Finding(
                Verification.Subject.PERSON_KEYS,
                false,
                folder.personKeys(),
                -1,
                "a last write of " + tornBytes + " bytes was torn; the next start cuts it off"));
        return new Outcome.Done(report.withFindings(findings), Optional.empty());
    }
}
