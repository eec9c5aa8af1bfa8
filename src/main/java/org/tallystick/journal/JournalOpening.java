package org.tallystick.journal;

import java.nio.file.Path;

/** What came of opening a journal. Only {@link Opened} serves; the others changed nothing on disk. */
public sealed interface JournalOpening {

    /**
     * The journal is whole.
     *
     * @param journal ready to read, and to append unless {@link Journal#failed()}: the disk may be full
     * @param report what was found and done
     */
    record Opened(Journal journal, RecoveryReport report) implements JournalOpening {}

    /**
     * Entries that were acknowledged are not there.
     *
     * @param file the file that ends too early
     * @param offset where in it the next entry should begin
     * @param heightFound the last good height, or {@link Journal#NONE}
     * @param heightKnown the height that is known to have been durable
     * @param knownBy the file that knows it: the tip or the next segment
     */
    record MissingAcknowledged(Path file, long offset, long heightFound, long heightKnown, Path knownBy)
            implements JournalOpening {}

    /**
     * A file is damaged in a way that no torn write explains.
     *
     * @param file the file
     * @param offset where in it the bad bytes begin
     * @param heightBefore the last good height before, or {@link Journal#NONE}
     * @param damage what is wrong
     */
    record Damaged(Path file, long offset, long heightBefore, Damage damage) implements JournalOpening {}

    /**
     * The folder holds no file of a journal, or is not there.
     *
     * @param folder where a journal was looked for
     */
    record NotAJournal(Path folder) implements JournalOpening {}
}
