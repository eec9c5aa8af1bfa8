package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal does while nothing goes wrong. */
class JournalTest {

    @TempDir
    private Path folder;

    private JournalConfig config() {
        return Entries.small(folder.resolve("journal"));
    }

    @Test
    void aNewJournalIsEmptyAndKnowsItsChain() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 5)) {
            assertThat(journal.height()).isEqualTo(Journal.NONE);
            assertThat(journal.hash()).isEqualTo(new byte[32]);
            assertThat(journal.chainId()).isEqualTo(Entries.CHAIN);
            assertThat(journal.firstHeight()).isEqualTo(5);
            assertThat(Entries.all(journal)).isEmpty();
            assertThat(journal.read(5)).isEmpty();
        }
        try (Journal journal = Entries.opened(config())) {
            assertThat(journal.height()).isEqualTo(Journal.NONE);
            assertThat(journal.chainId()).isEqualTo(Entries.CHAIN);
            assertThat(journal.firstHeight()).isEqualTo(5);
        }
    }

    @Test
    void whatIsAppendedIsReadBackNowAndAfterReopening() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 1)) {
            for (long height = 1; height <= 100; height++) {
                journal.append(Entries.entry(height, 1 + (int) (height * 37 % 1500)));
                assertThat(journal.height()).isEqualTo(height);
                assertThat(journal.hash()).isEqualTo(Entries.hash(height));
                assertHolds(journal, height);
            }
        }
        assertThat(JournalFiles.real().list(config().folder())).hasSizeGreaterThan(10);
        for (long fromHeight : List.of(0L, 1L, 50L, 100L, 1000L)) {
            JournalOpening.Opened opened = (JournalOpening.Opened) Journal.open(config(), fromHeight);
            try (Journal journal = opened.journal()) {
                assertHolds(journal, 100);
                assertThat(opened.report().cutOff()).isEmpty();
                assertThat(opened.report().tipHeight()).contains(100L);
                assertThat(opened.report().recordsChecked() == 100).isEqualTo(fromHeight <= 1);
            }
        }
    }

    private static void assertHolds(Journal journal, long height) throws ReadFailed {
        List<JournalRecord> records = Entries.all(journal);
        assertThat(records).hasSize((int) height);
        for (long h = 1; h <= height; h++) {
            assertIs(records.get((int) h - 1), h);
            assertIs(journal.read(h).orElseThrow(), h);
        }
        assertThat(journal.read(0)).isEmpty();
        assertThat(journal.read(height + 1)).isEmpty();
        assertThat(journal.read(-1)).isEmpty();
        long middle = height / 2 + 1;
        assertThat(Entries.from(journal, middle)).hasSize((int) (height - middle + 1));
        assertIs(Entries.from(journal, middle).getFirst(), middle);
        List<Long> verified = new ArrayList<>();
        journal.verifyAll(record -> verified.add(record.height()));
        assertThat(verified).hasSize((int) height);
    }

    private static void assertIs(JournalRecord record, long height) {
        assertThat(record.height()).isEqualTo(height);
        assertThat(record.hash()).isEqualTo(Entries.hash(height));
        assertThat(record.flags()).isEqualTo((byte) (height & 0x7f));
        assertThat(record.payload()).isEqualTo(Entries.payload(height, 1 + (int) (height * 37 % 1500)));
    }

    @Test
    void slicesAreWrittenOneAfterTheOtherAndNotMoved() throws Exception {
        ByteBuffer first = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);
        ByteBuffer second =
                ByteBuffer.allocateDirect(3).put(new byte[] {3, 4, 5}).flip();
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            journal.append(JournalEntry.of(0, Entries.hash(0), (byte) 1, first, second.asReadOnlyBuffer()));
            assertThat(journal.read(0).orElseThrow().payload()).isEqualTo(new byte[] {1, 2, 3, 4, 5});
            assertThat(first.remaining()).isEqualTo(2);
        }
    }

    @Test
    void aLargeEntryFitsIntoAJournalOfTheUsualSize() throws Exception {
        byte[] payload = Entries.payload(3, JournalEntry.MAX_PAYLOAD_BYTES);
        JournalConfig config = JournalConfig.in(folder.resolve("large"));
        try (Journal journal = Journal.create(config, Entries.CHAIN, 0)) {
            for (int height = 0; height < 5; height++) {
                journal.append(JournalEntry.of(height, Entries.hash(height), (byte) 0, payload));
            }
            assertThat(journal.read(3).orElseThrow().payload()).isEqualTo(payload);
        }
        try (Journal journal = Entries.opened(config)) {
            assertThat(journal.height()).isEqualTo(4);
            assertThat(Files.size(config.folder().resolve("00000000.segment"))).isLessThanOrEqualTo(64 << 20);
        }
    }

    @Test
    void anEntryThatFillsASegmentToTheLastByteIsReadBack() throws Exception {
        int room = 4096 - SegmentHeader.BYTES - RecordFormat.HEADER_BYTES;
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            journal.append(Entries.entry(0, room));
            journal.append(Entries.entry(1, room));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.entry(2, room + 1)));
            journal.append(Entries.entry(2, 1));
        }
        try (Journal journal = Entries.opened(config())) {
            assertThat(Entries.all(journal)).hasSize(3);
        }
    }

    @Test
    void heightsFollowEachOtherUnlessTheEntrySaysOtherwise() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.entry(0, 9)));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.entry(2, 9)));
            for (long height = 1; height <= 20; height++) {
                journal.append(Entries.entry(height, 600));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.entry(20, 9)));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(Entries.entry(22, 9)));
            journal.append(JournalEntry.of(1000, Entries.hash(1), JournalEntry.AFTER_GAP, new byte[2000]));
            journal.append(JournalEntry.of(2000, Entries.hash(2), JournalEntry.AFTER_GAP, new byte[2000]));
            journal.append(Entries.entry(2001, 2000));
        }
        try (Journal journal = Entries.opened(config())) {
            assertThat(Entries.all(journal)).hasSize(23);
            assertThat(Entries.from(journal, 21))
                    .extracting(JournalRecord::height)
                    .containsExactly(1000L, 2000L, 2001L);
            assertThat(Entries.from(journal, 1001))
                    .extracting(JournalRecord::height)
                    .containsExactly(2000L, 2001L);
            assertThat(journal.read(500)).isEmpty();
            assertThat(journal.read(1500)).isEmpty();
            assertThat(journal.read(1000)).isPresent();
        }
    }

    @Test
    void aVisitorStopsWithFalseOrWithItsOwnException() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            for (long height = 0; height < 30; height++) {
                journal.append(Entries.entry(height, 500));
            }
            List<Long> seen = new ArrayList<>();
            journal.readFrom(3, record -> {
                seen.add(record.height());
                return seen.size() < 4;
            });
            assertThat(seen).containsExactly(3L, 4L, 5L, 6L);
            IOException own = new IOException("enough");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> journal.readFrom(0, record -> {
                        throw own;
                    }))
                    .isSameAs(own);
        }
    }

    @Test
    void creatingOverAnythingOfAJournalIsRefused() throws Exception {
        Journal.create(config(), Entries.CHAIN, 0).close();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Journal.create(config(), Entries.CHAIN, 0));
        Files.delete(config().folder().resolve("00000000.segment"));
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Journal.create(config(), Entries.CHAIN, 0));
    }

    @Test
    void aFolderWithoutAJournalIsNone() throws Exception {
        assertThat(Journal.open(config(), 0)).isEqualTo(new JournalOpening.NotAJournal(config().folder()));
        Files.createDirectories(config().folder());
        Files.writeString(config().folder().resolve("00000000.segment.new"), "never finished");
        assertThat(Journal.open(config(), 0)).isEqualTo(new JournalOpening.NotAJournal(config().folder()));
        Journal.create(config(), Entries.CHAIN, 0).close();
    }

    @Test
    void theBytesOnDiskAreThoseOfTheFormat() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 1)) {
            journal.append(JournalEntry.of(1, Entries.hash(1), (byte) 5, "a notch".getBytes(StandardCharsets.UTF_8)));
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(config().folder().resolve("00000000.segment")));
        assertThat(new String(bytes.array(), 0, 8, StandardCharsets.US_ASCII)).isEqualTo("TALLYSEG");
        int at = 128;
        assertThat(bytes.getInt(at)).isEqualTo(7);
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(bytes.array(), at + 8, 44 + 7);
        assertThat(bytes.getInt(at + 4)).isEqualTo((int) checksum.getValue());
        assertThat(bytes.get(at + 8)).isEqualTo((byte) 1);
        assertThat(bytes.get(at + 9)).isEqualTo((byte) 5);
        assertThat(bytes.getShort(at + 10)).isZero();
        assertThat(bytes.getLong(at + 12)).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(bytes.array(), at + 20, at + 52))
                .isEqualTo(HexFormat.of().formatHex(Entries.hash(1)));
        assertThat(new String(bytes.array(), at + 52, 7, StandardCharsets.US_ASCII))
                .isEqualTo("a notch");
        assertThat(bytes.getInt(at + 64)).isZero();
        assertThat(bytes.capacity()).isEqualTo(512);
    }

    @Test
    void readersOnOtherThreadsSeeForcedEntriesOnlyAndAlwaysWhole() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            List<Throwable> problems = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(Thread.ofVirtual().start(() -> {
                    try {
                        while (journal.height() < 299) {
                            long height = journal.height();
                            assertThat(Entries.from(journal, Math.max(0, height - 40)))
                                    .hasSizeGreaterThanOrEqualTo((int) Math.min(height + 1, 41));
                            assertThat(height < 0 || journal.read(height).isPresent())
                                    .isTrue();
                        }
                    } catch (Throwable e) {
                        problems.add(e);
                    }
                }));
            }
            for (long height = 0; height < 300; height++) {
                journal.append(Entries.entry(height, 200));
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void anInterruptedReaderDisturbsNobody() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            journal.append(Entries.entry(0, 10));
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ReadFailed.class)
                    .isThrownBy(() -> journal.read(0))
                    .extracting(ReadFailed::damage)
                    .isEqualTo(Damage.UNREADABLE);
            assertThat(Thread.interrupted()).isTrue();
            journal.append(Entries.entry(1, 10));
            assertThat(journal.read(0)).isPresent();
            assertThat(journal.failed()).isFalse();
        }
    }

    @Test
    void anInterruptedWriterFailsAndIsRepaired() throws Exception {
        try (Journal journal = Journal.create(config(), Entries.CHAIN, 0)) {
            journal.append(Entries.entry(0, 10));
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(AppendFailed.class).isThrownBy(() -> journal.append(Entries.entry(1, 10)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.failed()).isTrue();
            assertThatExceptionOfType(AppendFailed.class)
                    .isThrownBy(() -> journal.append(Entries.entry(1, 10)))
                    .extracting(AppendFailed::reason)
                    .isEqualTo(AppendFailed.Reason.NEEDS_REPAIR);
            journal.repair();
            journal.append(Entries.entry(1, 10));
            assertThat(Entries.all(journal)).hasSize(2);
        }
    }
}
