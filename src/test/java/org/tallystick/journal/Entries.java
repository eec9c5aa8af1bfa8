package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.base.Randomness;

/** Entries for tests: repeatable, each unlike the others, and small journals to keep them in. */
final class Entries {

    static final byte[] CHAIN = new MerkleHasher().leaf(new byte[] {7});

    private Entries() {}

    /** A small journal: segments of 4 KiB in steps of 512 bytes. */
    static JournalConfig small(Path folder) {
        return JournalConfig.in(folder).withSizes(4096, 512);
    }

    static JournalEntry entry(long height, int bytes) {
        return JournalEntry.of(height, hash(height), (byte) (height & 0x7f), payload(height, bytes));
    }

    static byte[] hash(long height) {
        return Randomness.seeded(height).bytes(32);
    }

    static byte[] payload(long height, int bytes) {
        return Randomness.seeded(~height).bytes(bytes);
    }

    static Journal opened(JournalConfig config) throws IOException {
        return opening(config).journal();
    }

    static JournalOpening.Opened opening(JournalConfig config) throws IOException {
        JournalOpening outcome = Journal.open(config, 0);
        if (outcome instanceof JournalOpening.Opened opened) {
            return opened;
        }
        throw new AssertionError("not opened: " + outcome);
    }

    static List<JournalRecord> all(Journal journal) throws ReadFailed {
        return from(journal, 0);
    }

    static List<JournalRecord> from(Journal journal, long height) throws ReadFailed {
        List<JournalRecord> records = new ArrayList<>();
        journal.readFrom(height, records::add);
        return records;
    }
}
