package org.tallystick.journal;

import java.io.IOException;

/** The journal on segments of a folder. */
final class SegmentedJournal {

    private SegmentedJournal() {}

    static Journal create(JournalConfig config, byte[] chainId, long firstHeight) throws IOException {
        throw new UnsupportedOperationException("in a moment");
    }

    static JournalOpening open(JournalConfig config, long fromHeight) throws IOException {
        throw new UnsupportedOperationException("in a moment");
    }
}
