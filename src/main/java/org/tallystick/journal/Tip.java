package org.tallystick.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The height and hash of the last forced entry, in a small mapped file that is never forced after it was made (design §4):
 * it survives the process, and tells a torn write from an acknowledged one. Two slots are written in turn, so that one is
 * whole at any moment. What it says is a lower bound; a damaged tip knows nothing. Belongs to the writer thread.
 *
 * <p>A slot has 128 bytes, big-endian: u32 CRC32C over all that follows, u32 format, 32 bytes chain id, i64 height (-1: none),
 * 32 bytes hash, zeros.
 */
final class Tip implements AutoCloseable {

    static final String NAME = "tip";
    static final int SLOT_BYTES = 128;
    static final int BYTES = 2 * SLOT_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Tip.class);
    private static final int FORMAT = 1;
    private static final int HASH = JournalEntry.HASH_BYTES;

    private final byte[] chainId;
    private JournalFiles.@Nullable MappedBytes mapped;
    private int nextSlot;

    private Tip(byte[] chainId, JournalFiles.@Nullable MappedBytes mapped, int nextSlot) {
        this.chainId = chainId;
        this.mapped = mapped;
        this.nextSlot = nextSlot;
    }

    /** What a tip file knows. */
    record Known(ByteBuffer chainId, Link link, int slot) {

        long height() {
            return link.height();
        }

        boolean isOfChain(byte[] otherChainId) {
            return chainId.equals(ByteBuffer.wrap(otherChainId));
        }
    }

    /** Reads the tip of a folder without changing anything; nothing if it is missing or damaged. */
    static Optional<Known> read(JournalFiles files, Path file) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try (JournalFiles.OpenFile open = files.openToRead(file)) {
            FileTools.readFully(open, bytes, 0);
        } catch (IOException e) {
            return Optional.empty();
        }
        Optional<Known> first = readSlot(bytes, 0);
        Optional<Known> second = readSlot(bytes, 1);
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return first.get().height() > second.get().height() ? first : second;
    }

    private static Optional<Known> readSlot(ByteBuffer bytes, int slot) {
        int at = slot * SLOT_BYTES;
        ByteBuffer slotBytes = bytes.slice(at, SLOT_BYTES);
        if (slotBytes.getInt(0) != checksum(slotBytes) || slotBytes.getInt(4) != FORMAT) {
            return Optional.empty();
        }
        byte[] chainId = new byte[HASH];
        byte[] hash = new byte[HASH];
        slotBytes.position(8).get(chainId);
        long height = slotBytes.getLong();
        slotBytes.get(hash);
        return Optional.of(new Known(ByteBuffer.wrap(chainId).asReadOnlyBuffer(), Link.after(height, hash), slot));
    }

    /**
     * Takes the tip of a folder to write from now on, makes a new one if nothing in it is known, and writes the last entry.
     * Where that does not work there is none: a journal whose disk is full must still open.
     */
    static Tip take(JournalFiles files, Path folder, byte[] chainId, Optional<Known> known, Link last) {
        Path file = folder.resolve(NAME);
        Tip tip = new Tip(chainId, null, known.map(k -> 1 - k.slot()).orElse(0));
        try {
            if (known.isEmpty() || !isWhole(files, file)) {
                reset(files, folder, chainId, last);
                tip.mapped = files.map(file, BYTES);
            } else {
                tip.mapped = files.map(file, BYTES);
                if (!last.isSameAs(known.get().link())) {
                    tip.put(last.height(), last.hash());
                }
            }
        } catch (IOException e) {
            LOG.warn("The tip cannot be written; a damaged last block would pass for a torn one: {}", e.toString());
        }
        return tip;
    }

    private static boolean isWhole(JournalFiles files, Path file) throws IOException {
        try (JournalFiles.OpenFile open = files.openToRead(file)) {
            return open.size() >= BYTES;
        }
    }

    /** Writes both slots anew, durably. */
    static void reset(JournalFiles files, Path folder, byte[] chainId, Link last) throws IOException {
        byte[] slot = slotBytes(chainId, last.height(), last.hash());
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(slot).put(slot).flip();
        try (JournalFiles.OpenFile open = files.openToWrite(folder.resolve(NAME))) {
            FileTools.writeFully(open, bytes, 0);
            open.force(true);
        }
        files.forceFolder(folder);
    }

    /** Notes an entry that was just forced. */
    void put(long height, byte[] hash) {
        JournalFiles.MappedBytes bytes = mapped;
        if (bytes == null) {
            return;
        }
        try {
            bytes.put(nextSlot * SLOT_BYTES, slotBytes(chainId, height, hash));
            nextSlot = 1 - nextSlot;
        } catch (IOException e) {
            LOG.warn("The tip could not be written; it stays at an earlier block: {}", e.toString());
        }
    }

    private static byte[] slotBytes(byte[] chainId, long height, byte[] hash) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.putInt(0).putInt(FORMAT).put(chainId).putLong(height).put(hash);
        slot.putInt(0, checksum(slot));
        return slot.array();
    }

    private static int checksum(ByteBuffer slot) {
        CRC32C checksum = new CRC32C();
        checksum.update(slot.slice(Integer.BYTES, SLOT_BYTES - Integer.BYTES));
        return (int) checksum.getValue();
    }

    @Override
    public void close() {
        JournalFiles.MappedBytes bytes = mapped;
        mapped = null;
        if (bytes != null) {
            try {
                bytes.close();
            } catch (IOException e) {
                LOG.warn("The tip could not be closed: {}", e.toString());
            }
        }
    }
}
