package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a journal, and what is kept of one that is damaged. */
class JournalRecoveryTest {

    private static final int ENTRIES = 25;

    @TempDir
    private Path folder;

    private JournalConfig config;

    @BeforeEach
    void writeAJournal() throws Exception {
        config = Entries.small(folder.resolve("journal"));
        try (Journal journal = Journal.create(config, Entries.CHAIN, 0)) {
            for (long height = 0; height < ENTRIES; height++) {
                journal.append(Entries.entry(height, size(height)));
            }
        }
    }

    private static int size(long height) {
        return 1 + (int) (height * 211 % 1100);
    }

    private static void assertHolds(Journal journal, int count) throws ReadFailed {
        List<Long> heights = new ArrayList<>();
        journal.verifyAll(record -> {
            assertThat(record.payload()).isEqualTo(Entries.payload(record.height(), size(record.height())));
            heights.add(record.height());
            return true;
        });
        assertThat(heights).hasSize(count);
    }

    private Path segment(int number) {
        return config.folder().resolve(Segment.name(number));
    }

    @Test
    void aCopyIsTheJournalAndGoesItsOwnWay() throws Exception {
        JournalConfig copy = Entries.small(folder.resolve("backup").resolve("journal"));
        try (Journal journal = Entries.opened(config)) {
            journal.copyTo(copy.folder());
            journal.append(Entries.entry(ENTRIES, size(ENTRIES)));
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> journal.copyTo(copy.folder()));
        }
        JournalOpening.Opened opened = Entries.opening(copy);
        try (Journal journal = opened.journal()) {
            assertThat(opened.report().tipHeight()).contains(ENTRIES - 1L);
            assertThat(journal.chainId()).isEqualTo(Entries.CHAIN);
            assertHolds(journal, ENTRIES);
            journal.append(Entries.entry(ENTRIES, size(ENTRIES)));
            assertHolds(journal, ENTRIES + 1);
        }
    }

    @Test
    void anEmptyJournalIsCopiedAsSuch() throws Exception {
        JournalConfig empty = Entries.small(folder.resolve("empty"));
        JournalConfig copy = Entries.small(folder.resolve("copy"));
        try (Journal journal = Journal.create(empty, Entries.CHAIN, 9)) {
            journal.copyTo(copy.folder());
        }
        try (Journal journal = Entries.opened(copy)) {
            assertThat(journal.height()).isEqualTo(Journal.NONE);
            assertThat(journal.firstHeight()).isEqualTo(9);
        }
    }

    @Test
    void aDamagedJournalIsNotCopied() throws Exception {
        flip(segment(1), 8L * (SegmentHeader.BYTES + 20));
        try (Journal journal = ((JournalOpening.Opened) Journal.open(config, ENTRIES)).journal()) {
            assertThatExceptionOfType(ReadFailed.class).isThrownBy(() -> journal.copyTo(folder.resolve("copy")));
        }
    }

    @Test
    void theLongestWholeBeginningIsKeptAndTheRestPutAside() throws Exception {
        int recovered = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            JournalConfig damaged = Entries.small(folder.resolve("damaged" + seed));
            try (Journal journal = Entries.opened(config)) {
                journal.copyTo(damaged.folder());
            }
            List<Path> segments = JournalFiles.real().list(damaged.folder()).stream()
                    .filter(Segment::isSegment)
                    .toList();
            Path file = segments.get(random.nextInt(segments.size()));
            byte[] before = Files.readAllBytes(file);
            switch (seed % 3) {
                case 0 -> flip(file, random.nextLong(8L * before.length));
                case 1 -> Files.write(file, java.util.Arrays.copyOf(before, random.nextInt(before.length)));
                default -> Files.delete(file);
            }
            byte[] after = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (recoverAndGoOn(damaged, folder.resolve("aside" + seed), file, after, segments.getFirst())) {
                recovered++;
            }
        }
        assertThat(recovered).isGreaterThan(15);
    }

    private boolean recoverAndGoOn(JournalConfig damaged, Path aside, Path file, byte[] after, Path first)
            throws Exception {
        JournalOpening outcome = Journal.open(damaged, 0);
        if (outcome instanceof JournalOpening.Opened opened) {
            opened.journal().close();
            return false;
        }
        JournalOpening recovered = Journal.recover(damaged, aside);
        if (!(recovered instanceof JournalOpening.Opened opened)) {
            assertThat(file).isEqualTo(first);
            return false;
        }
        long heightBefore = switch (outcome) {
            case JournalOpening.Damaged d -> d.heightBefore();
            case JournalOpening.MissingAcknowledged missing -> missing.heightFound();
            default -> throw new AssertionError(outcome);
        };
        int kept;
        try (Journal journal = opened.journal()) {
            kept = (int) journal.height() + 1;
            // A bad header is met before the entries of the segment before it are read.
            assertThat(journal.height()).isGreaterThanOrEqualTo(heightBefore).isLessThan(ENTRIES - 1);
            assertHolds(journal, kept);
            journal.append(JournalEntry.of(ENTRIES + 5, Entries.hash(5), JournalEntry.AFTER_GAP, new byte[7]));
        }
        try (Journal journal = Entries.opened(damaged)) {
            assertThat(Entries.all(journal)).hasSize(kept + 1);
        }
        Path copy = aside.resolve(Segment.nameOf(file));
        if (Files.exists(copy)) {
            assertThat(Files.readAllBytes(copy)).isEqualTo(after);
        }
        assertThat(aside.resolve(Tip.NAME)).exists();
        return true;
    }

    @Test
    void whatALaterVersionWroteIsNotCutOff() throws Exception {
        Path last = JournalFiles.real().list(config.folder()).stream()
                .filter(Segment::isSegment)
                .toList()
                .getLast();
        byte[] bytes = Files.readAllBytes(last);
        int length = java.nio.ByteBuffer.wrap(bytes).getInt(SegmentHeader.BYTES);
        bytes[SegmentHeader.BYTES + 8] = 2;
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(bytes, SegmentHeader.BYTES + 8, 44 + length);
        java.nio.ByteBuffer.wrap(bytes).putInt(SegmentHeader.BYTES + 4, (int) checksum.getValue());
        Files.write(last, bytes);
        assertThat(Journal.recover(config, folder.resolve("aside")))
                .isInstanceOfSatisfying(
                        JournalOpening.Damaged.class,
                        damaged -> assertThat(damaged.damage()).isEqualTo(Damage.UNKNOWN_FORMAT));
        assertThat(Files.readAllBytes(last)).isEqualTo(bytes);
    }

    @Test
    void aFolderWithoutAJournalIsNotRecovered() throws Exception {
        assertThat(Journal.recover(Entries.small(folder.resolve("nothing")), folder.resolve("aside")))
                .isInstanceOf(JournalOpening.NotAJournal.class);
    }

    private static void flip(Path file, long bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        Files.write(file, bytes);
    }
}
