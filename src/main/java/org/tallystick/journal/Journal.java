package org.tallystick.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An append-only chain of entries on disk (design §4). An entry is durable when {@link #append} returns, and not seen by
 * anybody before.
 *
 * <p>Threads: {@link #append}, {@link #repair} and {@link #close} belong to one writer thread; everything else may be
 * called from any thread at any time before {@code close}, and shows the last forced entry and those before it.
 */
public interface Journal extends AutoCloseable {

    /** The height of an empty journal. */
    long NONE = -1;

    /**
     * Begins a new journal in a folder that holds none. The folder is made if it is not there.
     *
     * @param config where and how large
     * @param chainId 32 bytes that stand in every segment and tell this chain from every other
     * @param firstHeight height of the first entry, 0 or more
     * @return the empty journal, durable itself
     * @throws java.nio.file.FileAlreadyExistsException when the folder holds any file of a journal
     * @throws IOException when it cannot be written; what was begun does not count as a journal
     */
    static Journal create(JournalConfig config, byte[] chainId, long firstHeight) throws IOException {
        return SegmentedJournal.create(config, chainId, firstHeight);
    }

    /**
     * Opens the journal of a folder, cuts off a torn last write and never starts empty over something damaged.
     *
     * @param config where and how large
     * @param fromHeight entries from here on are checked now (the height after a snapshot's; 0 for all); the last segment
     *     always is, older ones when they are read
     * @return the journal, or why it is not served
     * @throws IOException when the machine refuses to read, or to cut and force what has to be cut
     */
    static JournalOpening open(JournalConfig config, long fromHeight) throws IOException {
        return SegmentedJournal.open(config, fromHeight);
    }

    /**
     * Keeps the longest whole beginning of a journal that {@link #open} refuses, and makes its last entry the tip's. Every file
     * that changes is first copied aside, whole. No other may have the journal open. What lies behind the end is the caller's
     * to get back from elsewhere; the next entry may begin after a gap, so that no height is used twice.
     *
     * @param config where and how large
     * @param aside a folder without files for what was cut off; made if it is not there
     * @return the journal up to its end, or why there is none: no first segment, or something written by a later version or
     *     that the machine does not read, which may be whole yet
     * @throws java.nio.file.FileAlreadyExistsException when the folder for what was cut off holds files
     * @throws IOException when the machine refuses; recovery may then be asked for again, with another folder
     */
    static JournalOpening recover(JournalConfig config, Path aside) throws IOException {
        return new JournalRecovery(config, aside).recover();
    }

    /** The 32 bytes given at creation. */
    byte[] chainId();

    /** Height of the first entry, given at creation. */
    long firstHeight();

    /** Height of the last durable entry, or {@link #NONE}. */
    long height();

    /** Hash of the last durable entry; 32 zero bytes when there is none. */
    byte[] hash();

    /**
     * Makes an entry durable: one write and one force.
     *
     * @param entry its height follows {@link #height()} by one, or by more if it says so ({@link JournalEntry#AFTER_GAP})
     * @throws AppendFailed when it is not durable; the journal then ends where it ended before, on disk as well, or
     *     {@link #failed()} says that this could not be reached yet
     */
    void append(JournalEntry entry) throws AppendFailed;

    /** Whether an append failed and could not be undone: nothing is taken until {@link #repair()} worked. */
    boolean failed();

    /**
     * Cuts back to the last forced byte and forces that, if {@link #failed()}; does nothing else.
     *
     * @throws AppendFailed when that did not work; try again later
     */
    void repair() throws AppendFailed;

    /**
     * Reads one entry.
     *
     * @return the entry, or nothing if no durable entry has this height
     * @throws ReadFailed when the file cannot be read or its bytes are not those that were written
     */
    Optional<JournalRecord> read(long height) throws ReadFailed;

    /**
     * Reads the entries that are durable now, in order, in large pieces.
     *
     * @param height the first height wanted; lower than the first entry's means all
     * @param visitor gets each entry on the calling thread
     * @throws ReadFailed as {@link #read}; all entries before have been visited
     * @throws E what the visitor throws
     */
    <E extends Exception> void readFrom(long height, Visitor<E> visitor) throws ReadFailed, E;

    /**
     * As {@link #readFrom} over everything, and checks besides that nothing but zeros stands where no entry is.
     *
     * @throws ReadFailed names the first bad place
     * @throws E what the visitor throws
     */
    <E extends Exception> void verifyAll(Visitor<E> visitor) throws ReadFailed, E;

    /**
     * Copies what is durable now into a folder that holds no journal, each entry checked on the way, durably. May be called
     * from any thread while entries are appended. A copy that was not finished is refused when it is opened.
     *
     * @param folder made if it is not there
     * @throws java.nio.file.FileAlreadyExistsException when the folder holds any file of a journal
     * @throws IOException when it cannot be written
     * @throws ReadFailed when this journal has a bad place
     */
    void copyTo(Path folder) throws IOException, ReadFailed;

    /** Closes the files. What was appended is durable already. */
    @Override
    void close();

    /** Takes entries in order. */
    @FunctionalInterface
    interface Visitor<E extends Exception> {

        /**
         * Takes one entry.
         *
         * @return whether to go on
         * @throws E whatever the visitor wants to stop with
         */
        boolean visit(JournalRecord record) throws E;
    }
}
