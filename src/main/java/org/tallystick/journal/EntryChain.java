package org.tallystick.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.identity.Sha256;

/**
 * A journal of somebody's own entries, beside the ledger's and of the same make: bytes without gaps from height 0, where the
 * hash of each is SHA-256(hash before | bytes), so that nothing in between can be taken out. What the bytes mean is known above.
 *
 * <p>May be called from any thread, one call at a time. One process a folder: the caller holds the lock of the data folder.
 */
public final class EntryChain implements AutoCloseable {

    private static final byte NO_FLAGS = 0;

    private final Journal journal;

    /**
     * Makes a chain of a journal that is open.
     *
     * @param journal to be closed with the chain
     */
    public EntryChain(Journal journal) {
        this.journal = journal;
    }

    /**
     * Begins a chain in a folder that holds none.
     *
     * @param config where and how large
     * @param chainId 32 bytes that tell whose it is
     * @throws IOException when it cannot be written, or there is a journal already
     */
    public static EntryChain create(JournalConfig config, byte[] chainId) throws IOException {
        return new EntryChain(Journal.create(config, chainId, 0));
    }

    /** Whether it is the chain of this id. */
    public boolean isOf(byte[] chainId) {
        return Arrays.equals(journal.chainId(), chainId);
    }

    /**
     * Visits all entries in order, and checks that each follows from the one before.
     *
     * @param visitor gets each entry, and says whether to go on
     * @return the height of the first entry that does not follow, if there is one; it was not visited
     * @throws ReadFailed when the files cannot be read
     * @throws E what the visitor throws
     */
    public <E extends Exception> OptionalLong follow(Journal.Visitor<E> visitor) throws ReadFailed, E {
        Walk<E> walk = new Walk<>(visitor);
        journal.readFrom(0, walk);
        return walk.broken;
    }

    /** Follows the hashes. */
    private static final class Walk<E extends Exception> implements Journal.Visitor<E> {

        private final Journal.Visitor<E> visitor;
        private byte[] hash = new byte[Sha256.BYTES];
        private OptionalLong broken = OptionalLong.empty();

        Walk(Journal.Visitor<E> visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean visit(JournalRecord record) throws E {
            hash = Sha256.of(hash, record.payload());
            if (!Arrays.equals(hash, record.hash())) {
                broken = OptionalLong.of(record.height());
                return false;
            }
            return visitor.visit(record);
        }
    }

    /**
     * Makes an entry durable.
     *
     * @param bytes 1 byte to 16 MiB, and no more than a segment holds
     * @return its height
     * @throws AppendFailed when it is not durable
     */
    public synchronized long append(byte[] bytes) throws AppendFailed {
        long height = journal.height() + 1;
        journal.repair();
        journal.append(JournalEntry.of(height, Sha256.of(journal.hash(), bytes), NO_FLAGS, bytes));
        return height;
    }

    /**
     * Reads one entry.
     *
     * @return its bytes, or nothing where there is none of this height
     * @throws ReadFailed when it cannot be read
     */
    public Optional<byte[]> read(long height) throws ReadFailed {
        return journal.read(height).map(JournalRecord::payload);
    }

    /** How many entries there are. */
    public long size() {
        return journal.height() + 1;
    }

    /** Closes the files. What was appended is durable already. */
    @Override
    public synchronized void close() {
        journal.close();
    }
}
