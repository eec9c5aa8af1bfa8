package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation made to fail once, disks that are full, and what is left afterwards. */
class JournalFaultTest {

    private static final Path FOLDER = Path.of("journal");
    private static final int ENTRIES = 30;

    private final CrashingFiles calm = new CrashingFiles(1);

    @Test
    void eachOperationMayFailOnceAndNothingIsLostOrShownTooEarly() throws Exception {
        appendAll(Journal.create(Entries.small(FOLDER).withFiles(calm), Entries.CHAIN, 0));
        int operations = calm.operations();
        assertThat(operations).isGreaterThan(3 * ENTRIES);
        for (int consecutive = 1; consecutive <= 3; consecutive++) {
            for (int at = 20; at < operations; at++) {
                CrashingFiles files = new CrashingFiles(at);
                JournalConfig config = Entries.small(FOLDER).withFiles(files);
                Journal journal = Journal.create(config, Entries.CHAIN, 0);
                files.failAfter(at - 20, consecutive);
                appendAll(journal);
                files.crash();
                assertHolds(Entries.opened(config), ENTRIES);
            }
        }
    }

    @Test
    void aFailedCreationLeavesNothingThatCountsAsAJournal() throws Exception {
        int failures = 0;
        for (int at = 0; at < 20; at++) {
            CrashingFiles files = new CrashingFiles(at);
            JournalConfig config = Entries.small(FOLDER).withFiles(files);
            files.failAfter(at, 1);
            try {
                appendAll(Journal.create(config, Entries.CHAIN, 0));
            } catch (IOException e) {
                failures++;
                files.heal();
                assertThat(Journal.open(config, 0)).isInstanceOf(JournalOpening.NotAJournal.class);
                appendAll(Journal.create(config, Entries.CHAIN, 0));
            }
            assertHolds(Entries.opened(config), ENTRIES);
        }
        assertThat(failures).isGreaterThan(5);
    }

    /** Appends entry after entry, repairing and repeating until each is in. */
    private static void appendAll(Journal journal) throws Exception {
        for (int height = 0; height < ENTRIES; height++) {
            boolean isIn = false;
            for (int attempt = 0; !isIn; attempt++) {
                assertThat(attempt).isLessThan(8);
                try {
                    if (journal.failed()) {
                        journal.repair();
                    }
                    journal.append(Entries.entry(height, 1 + height * 211 % 900));
                    isIn = true;
                } catch (AppendFailed e) {
                    assertThat(e.reason()).isEqualTo(AppendFailed.Reason.IO);
                    assertHolds(journal, height);
                }
            }
        }
        assertHolds(journal, ENTRIES);
    }

    private static void assertHolds(Journal journal, int count) throws ReadFailed {
        assertThat(journal.height()).isEqualTo(count - 1);
        List<Long> heights = new ArrayList<>();
        journal.verifyAll(record -> {
            assertThat(record.payload())
                    .isEqualTo(Entries.payload(record.height(), 1 + (int) record.height() * 211 % 900));
            heights.add(record.height());
            return true;
        });
        assertThat(heights).hasSize(count);
    }

    @Test
    void aFullDiskIsSaidAndOvercomeWhereverItComes() throws Exception {
        for (int room = 700; room < 12_000; room += 97) {
            CrashingFiles files = new CrashingFiles(room);
            JournalConfig config = Entries.small(FOLDER).withFiles(files);
            Journal journal = Journal.create(config, Entries.CHAIN, 0);
            files.limitTo(room);
            int height = 0;
            AppendFailed.@org.jspecify.annotations.Nullable Reason reason = null;
            while (reason == null && height < ENTRIES) {
                try {
                    journal.append(Entries.entry(height, 1 + height * 211 % 900));
                    height++;
                } catch (AppendFailed e) {
                    reason = e.reason();
                }
            }
            assertThat(reason).isEqualTo(AppendFailed.Reason.DISK_FULL);
            assertThat(files.totalBytes()).isLessThanOrEqualTo(room);
            assertHolds(journal, height);
            files.crash();
            Journal again = Entries.opened(config);
            assertHolds(again, height);
            files.limitTo(Long.MAX_VALUE);
            again.repair();
            again.append(Entries.entry(height, 1 + height * 211 % 900));
            assertHolds(again, height + 1);
        }
    }

    @Test
    void aFailedJournalTakesNothingUntilItIsRepaired() throws Exception {
        CrashingFiles files = new CrashingFiles(3);
        Journal journal = Journal.create(Entries.small(FOLDER).withFiles(files), Entries.CHAIN, 0);
        journal.append(Entries.entry(0, 10));
        files.failAfter(0, 3);
        assertThatExceptionOfType(AppendFailed.class).isThrownBy(() -> journal.append(Entries.entry(1, 10)));
        assertThat(journal.failed()).isTrue();
        assertThatExceptionOfType(AppendFailed.class)
                .isThrownBy(() -> journal.append(Entries.entry(1, 10)))
                .extracting(AppendFailed::reason)
                .isEqualTo(AppendFailed.Reason.NEEDS_REPAIR);
        assertThatExceptionOfType(AppendFailed.class).isThrownBy(journal::repair);
        assertThat(journal.failed()).isTrue();
        assertThat(journal.height()).isZero();
        assertThat(journal.read(0)).isPresent();
        assertThat(journal.read(1)).isEmpty();
        journal.repair();
        assertThat(journal.failed()).isFalse();
        journal.append(Entries.entry(1, 10));
        assertThat(journal.read(1)).isPresent();
    }

    @Test
    void aRealFullDiskIsSaidAndOvercome(@TempDir Path folder) throws Exception {
        assumeThat(mount("mount", "-t", "tmpfs", "-o", "size=1m", "tallystick-test", folder.toString()))
                .as("may mount a small tmpfs here")
                .isTrue();
        try {
            JournalConfig config = JournalConfig.in(folder.resolve("journal")).withSizes(512 << 10, 64 << 10);
            int height = 0;
            try (Journal journal = Journal.create(config, Entries.CHAIN, 0)) {
                AppendFailed.@org.jspecify.annotations.Nullable Reason reason = null;
                while (reason == null && height < 1000) {
                    try {
                        journal.append(Entries.entry(height, 1 + height * 211 % 900 * 20));
                        height++;
                    } catch (AppendFailed e) {
                        reason = e.reason();
                    }
                }
                assertThat(reason).isEqualTo(AppendFailed.Reason.DISK_FULL);
                assertThat(Entries.all(journal)).hasSize(height);
            }
            fill(folder.resolve("rest"));
            try (Journal journal = Entries.opened(config)) {
                assertThat(Entries.all(journal)).hasSize(height);
                int next = height;
                assertThatExceptionOfType(AppendFailed.class)
                        .isThrownBy(() -> journal.append(Entries.entry(next, 100_000)));
            }
            assertThat(mount("mount", "-o", "remount,size=4m", folder.toString()))
                    .isTrue();
            try (Journal journal = Entries.opened(config)) {
                journal.append(Entries.entry(height, 5000));
                assertThat(Entries.all(journal)).hasSize(height + 1);
            }
        } finally {
            mount("umount", folder.toString());
        }
    }

    private static void fill(Path file) throws IOException {
        try (var stream = Files.newOutputStream(file)) {
            while (file.toFile().getUsableSpace() > 0) {
                stream.write(new byte[1024]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static boolean mount(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
