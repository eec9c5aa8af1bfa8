package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are cut, changed, swapped and lost: the state before or after, never between, and nothing silently wrong. */
class JournalDamageTest {

    private static final int ENTRIES = 25;

    @TempDir
    private Path folder;

    private JournalConfig config;

    /** Where each entry stands: file, first byte, byte behind the last of its payload. */
    private final Map<Long, Place> places = new TreeMap<>();

    private final Map<Path, byte[]> whole = new TreeMap<>();

    private record Place(Path file, int from, int to) {

        /** Whether the zeros up to the next multiple of 8 are there. */
        boolean isFilledUpAt(Path other, long offset) {
            return file.equals(other) && offset >= to && offset < RecordFormat.aligned(to);
        }

        boolean contains(Path other, long offset) {
            return file.equals(other) && offset >= from && offset < to;
        }
    }

    @BeforeEach
    void writeAJournal() throws Exception {
        config = Entries.small(folder.resolve("journal"));
        try (Journal journal = Journal.create(config, Entries.CHAIN, 0)) {
            for (long height = 0; height < ENTRIES; height++) {
                journal.append(Entries.entry(height, size(height)));
                Path file = segment(JournalFiles.real().list(config.folder()).size() - 2);
                int from = places.values().stream()
                        .filter(place -> place.file().equals(file))
                        .mapToInt(place -> (int) RecordFormat.aligned(place.to()))
                        .max()
                        .orElse(SegmentHeader.BYTES);
                places.put(height, new Place(file, from, from + RecordFormat.HEADER_BYTES + size(height)));
            }
        }
        for (Path file : JournalFiles.real().list(config.folder())) {
            whole.put(file, Files.readAllBytes(file));
        }
        assertThat(whole).hasSizeGreaterThan(3);
    }

    private static int size(long height) {
        return 1 + (int) (height * 211 % 1100);
    }

    private Path segment(int number) {
        return config.folder().resolve(Segment.name(number));
    }

    private Path lastSegment() {
        return segment(whole.size() - 2);
    }

    private Path tip() {
        return config.folder().resolve(Tip.NAME);
    }

    private void restoreAll() throws IOException {
        for (Path file : JournalFiles.real().list(config.folder())) {
            Files.delete(file);
        }
        for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    private void flip(Path file, long bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        Files.write(file, bytes);
    }

    private void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void assertServesEverything() throws Exception {
        try (Journal journal = Entries.opened(config)) {
            assertHolds(journal, ENTRIES);
            journal.append(Entries.entry(ENTRIES, size(ENTRIES)));
        }
        try (Journal journal = Entries.opened(config)) {
            assertHolds(journal, ENTRIES + 1);
        }
    }

    private static void assertHolds(Journal journal, int count) throws ReadFailed {
        List<JournalRecord> records = Entries.all(journal);
        assertThat(records).hasSize(count);
        for (JournalRecord record : records) {
            assertThat(record.hash()).isEqualTo(Entries.hash(record.height()));
            assertThat(record.payload()).isEqualTo(Entries.payload(record.height(), size(record.height())));
        }
    }

    private void assertRefuses() throws Exception {
        Map<Path, byte[]> before = new TreeMap<>();
        for (Path file : JournalFiles.real().list(config.folder())) {
            before.put(file, Files.readAllBytes(file));
        }
        JournalOpening outcome = Journal.open(config, 0);
        assertThat(outcome).isInstanceOfAny(JournalOpening.Damaged.class, JournalOpening.MissingAcknowledged.class);
        assertThat(JournalFiles.real().list(config.folder())).containsExactlyElementsOf(before.keySet());
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            assertThat(Files.readAllBytes(file.getKey())).isEqualTo(file.getValue());
        }
    }

    @Test
    void flippedBitsOfSegmentsAreNeverServed() throws Exception {
        flipBitsOfSegments(50);
    }

    @Test
    @Tag("long")
    void manyFlippedBitsOfSegmentsAreNeverServed() throws Exception {
        flipBitsOfSegments(1000);
    }

    private void flipBitsOfSegments(int count) throws Exception {
        int refused = 0;
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            Path file = segment(random.nextInt(whole.size() - 1));
            long bit = random.nextLong(8L * Files.size(file));
            flip(file, bit);
            long offset = bit / 8;
            boolean matters = offset < SegmentHeader.BYTES
                    || places.values().stream().anyMatch(place -> place.contains(file, offset));
            boolean isPadding = places.values().stream().anyMatch(place -> place.isFilledUpAt(file, offset));
            if (matters) {
                assertRefuses();
                refused++;
            } else if (isPadding || file.equals(lastSegment())) {
                assertServesEverything();
            } else {
                assertRefuses();
            }
            restoreAll();
        }
        assertThat(refused).isBetween(count / 4, count - 1);
    }

    @Test
    void truncatedSegmentsAreNeverServed() throws Exception {
        truncateSegments(50);
    }

    @Test
    @Tag("long")
    void manyTruncatedSegmentsAreNeverServed() throws Exception {
        truncateSegments(1000);
    }

    private void truncateSegments(int count) throws Exception {
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            Path file = random.nextBoolean() ? lastSegment() : segment(random.nextInt(whole.size() - 1));
            long size = random.nextLong(Files.size(file));
            truncate(file, size);
            boolean matters = size < SegmentHeader.BYTES
                    || places.values().stream().anyMatch(place -> place.file().equals(file) && place.to() > size);
            if (matters) {
                assertRefuses();
            } else {
                assertServesEverything();
            }
            restoreAll();
        }
    }

    @Test
    void aDamagedTipChangesNothing() throws Exception {
        damageTips(50);
    }

    @Test
    @Tag("long")
    void manyDamagedTipsChangeNothing() throws Exception {
        damageTips(1000);
    }

    private void damageTips(int count) throws Exception {
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            flip(tip(), random.nextLong(8L * Tip.BYTES));
            assertServesEverything();
            restoreAll();
            truncate(tip(), random.nextLong(Tip.BYTES));
            assertServesEverything();
            restoreAll();
        }
    }

    @Test
    void eachBitOfTheLastAcknowledgedEntryIsMissedBecauseTheTipKnowsIt() throws Exception {
        Place last = places.get(ENTRIES - 1L);
        for (long bit = 8L * last.from(); bit < 8L * last.to(); bit += 13) {
            flip(last.file(), bit);
            assertThat(Journal.open(config, 0))
                    .isEqualTo(new JournalOpening.MissingAcknowledged(
                            last.file(), last.from(), ENTRIES - 2L, ENTRIES - 1L, tip()));
            flip(last.file(), bit);
        }
        assertServesEverything();
    }

    @Test
    void aDamagedEntryInTheMiddleIsNamed() throws Exception {
        Place middle = places.get(10L);
        flip(middle.file(), 8L * middle.to() - 1);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(middle.file(), middle.from(), 9, Damage.BAD_RECORD));
    }

    @Test
    void damageInAnOlderSegmentIsFoundWhenItIsRead() throws Exception {
        Place middle = places.get(10L);
        flip(middle.file(), 8L * middle.to() - 1);
        JournalOpening outcome = Journal.open(config, ENTRIES);
        try (Journal journal = ((JournalOpening.Opened) outcome).journal()) {
            assertThat(journal.read(9)).isPresent();
            assertThat(journal.read(11)).isPresent();
            assertThatExceptionOfType(ReadFailed.class)
                    .isThrownBy(() -> journal.read(10))
                    .satisfies(e -> {
                        assertThat(e.file()).isEqualTo(middle.file());
                        assertThat(e.offset()).isEqualTo(middle.from());
                        assertThat(e.damage()).isEqualTo(Damage.BAD_RECORD);
                    });
            assertThatExceptionOfType(ReadFailed.class)
                    .isThrownBy(() -> Entries.all(journal))
                    .satisfies(e -> {
                        assertThat(e.heightBefore()).isEqualTo(9);
                        assertThat(e.offset()).isEqualTo(middle.from());
                    });
        }
    }

    @Test
    void aJournalOlderThanItsTipIsRefused() throws Exception {
        Path copy = folder.resolve("older");
        Place last = places.get(ENTRIES - 1L);
        Files.copy(lastSegment(), copy);
        try (Journal journal = Entries.opened(config)) {
            journal.append(Entries.entry(ENTRIES, 5));
        }
        Files.copy(copy, lastSegment(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.MissingAcknowledged(
                        last.file(), (int) RecordFormat.aligned(last.to()), ENTRIES - 1L, ENTRIES, tip()));
    }

    @Test
    void missingSegmentsAreMissed() throws Exception {
        for (int number = 0; number < whole.size() - 1; number++) {
            Files.delete(segment(number));
            assertRefuses();
            restoreAll();
        }
        for (int number = 0; number < whole.size() - 1; number++) {
            Files.delete(segment(number));
        }
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.MissingAcknowledged(segment(0), 0, Journal.NONE, ENTRIES - 1L, tip()));
        flip(tip(), 100);
        flip(tip(), 100 + 8L * Tip.SLOT_BYTES);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(segment(0), 0, Journal.NONE, Damage.MISSING_SEGMENT));
    }

    @Test
    void filesOfAnotherChainAreRefused() throws Exception {
        JournalConfig other = Entries.small(folder.resolve("other"));
        try (Journal journal = Journal.create(other, Entries.hash(77), 0)) {
            for (long height = 0; height < ENTRIES; height++) {
                journal.append(Entries.entry(height, size(height)));
            }
        }
        Files.copy(other.folder().resolve(Segment.name(1)), segment(1), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(segment(1), 0, Journal.NONE, Damage.FOREIGN_SEGMENT));
        restoreAll();
        Files.copy(other.folder().resolve(Tip.NAME), tip(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(tip(), 0, Journal.NONE, Damage.FOREIGN_TIP));
        restoreAll();
        Files.copy(segment(1), segment(2), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Journal.open(config, 0)).isInstanceOf(JournalOpening.Damaged.class);
    }

    @Test
    void aTipThatKnowsAnotherEntryAtTheSameHeightIsRefused() throws Exception {
        Path kept = folder.resolve("kept");
        try (Journal journal = Entries.opened(config)) {
            journal.append(JournalEntry.of(ENTRIES, Entries.hash(1), (byte) 0, new byte[9]));
        }
        Files.copy(tip(), kept);
        restoreAll();
        try (Journal journal = Entries.opened(config)) {
            journal.append(JournalEntry.of(ENTRIES, Entries.hash(2), (byte) 0, new byte[9]));
        }
        Files.copy(kept, tip(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(tip(), 0, ENTRIES - 1L, Damage.FOREIGN_TIP));
    }

    @Test
    void aTornWriteIsCutOffWhateverIsLeftOfIt() throws Exception {
        Place last = places.get(ENTRIES - 1L);
        int end = (int) RecordFormat.aligned(last.to());
        byte[] torn = tornRecord();
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] part = torn.clone();
            int from = random.nextInt(part.length);
            java.util.Arrays.fill(part, from, Math.min(part.length, from + 1 + random.nextInt(200)), (byte) 0);
            try (FileChannel channel = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(part), end);
            }
            JournalOpening.Opened opened = Entries.opening(config);
            try (Journal journal = opened.journal()) {
                assertHolds(journal, ENTRIES);
            }
            RecoveryReport.CutOff cut = opened.report().cutOff().orElseThrow();
            assertThat(cut.file()).isEqualTo(last.file());
            assertThat(cut.offset()).isEqualTo(end);
            assertThat(cut.height()).isEqualTo(ENTRIES);
            assertThat(cut.bytes()).isBetween(1L, (long) torn.length);
            assertThat(Entries.opening(config).report().cutOff()).isEmpty();
            assertServesEverything();
            restoreAll();
        }
    }

    private byte[] tornRecord() {
        JournalEntry entry = Entries.entry(ENTRIES, 300);
        ByteBuffer bytes = ByteBuffer.allocate(RecordFormat.HEADER_BYTES + 300);
        RecordFormat.putHeader(entry, bytes);
        bytes.put(entry.slices()[0]);
        return bytes.array();
    }

    @Test
    void aWholeRecordBehindABadOneIsNoTornWriteEvenWithoutATip() throws Exception {
        Files.delete(tip());
        Place last = places.get(ENTRIES - 1L);
        Place before = places.get(ENTRIES - 2L);
        assertThat(before.file()).isEqualTo(last.file());
        flip(before.file(), 8L * before.from() + 1);
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(before.file(), before.from(), ENTRIES - 3L, Damage.BAD_RECORD));
    }

    @Test
    void aRecordOfALaterFormatIsNotCutOff() throws Exception {
        Place last = places.get(ENTRIES - 1L);
        byte[] record = tornRecord();
        record[8] = 2;
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(record, 8, record.length - 8);
        ByteBuffer.wrap(record).putInt(4, (int) checksum.getValue());
        int end = (int) RecordFormat.aligned(last.to());
        try (FileChannel channel = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(record), end);
        }
        assertThat(Journal.open(config, 0))
                .isEqualTo(new JournalOpening.Damaged(last.file(), end, ENTRIES - 1L, Damage.UNKNOWN_FORMAT));
    }

    @Test
    void verifyFindsWhatNoEntryOwns() throws Exception {
        Place some = places.values().stream()
                .filter(place -> place.to() % 8 != 0)
                .findFirst()
                .orElseThrow();
        flip(some.file(), 8L * some.to());
        try (Journal journal = Entries.opened(config)) {
            assertThat(Entries.all(journal)).hasSize(ENTRIES);
            assertThatExceptionOfType(ReadFailed.class)
                    .isThrownBy(() -> journal.verifyAll(record -> true))
                    .extracting(ReadFailed::damage)
                    .isEqualTo(Damage.NOT_ZERO);
        }
    }
}
