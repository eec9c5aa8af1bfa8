package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.nio.ByteBuffer;

/**
 * What is to be appended. Holds the given buffers without copying; their bytes must not change until
 * {@link Journal#append} returned. Their positions are not moved.
 */
public final class JournalEntry {

    /** Bit of the flags by which an entry says that heights before it were left out, as at a new epoch (design §4). */
    public static final byte AFTER_GAP = (byte) 0x80;

    /** The most bytes an entry may have. */
    public static final int MAX_PAYLOAD_BYTES = 16 << 20;

    /** Bytes of a hash. */
    public static final int HASH_BYTES = 32;

    private static final int MAX_SLICES = 65_536;

    private final long height;
    private final byte[] hash;
    private final byte flags;
    private final ByteBuffer[] slices;
    private final int payloadBytes;

    private JournalEntry(long height, byte[] hash, byte flags, ByteBuffer[] slices) {
        require(height >= 0, "a height is not negative");
        require(hash.length == HASH_BYTES, "a hash has 32 bytes");
        require(slices.length <= MAX_SLICES, "too many slices");
        long total = 0;
        for (ByteBuffer slice : slices) {
            total += slice.remaining();
        }
        require(total >= 1 && total <= MAX_PAYLOAD_BYTES, "a payload has 1 byte to 16 MiB");
        this.height = height;
        this.hash = hash.clone();
        this.flags = flags;
        this.slices = slices;
        this.payloadBytes = (int) total;
    }

    /**
     * Makes an entry of several slices that are written one after the other.
     *
     * @param height its height
     * @param hash its 32 byte hash, opaque here
     * @param flags opaque here but for {@link #AFTER_GAP}
     * @param slices the payload, each from position to limit; 1 byte to 16 MiB together
     */
    public static JournalEntry of(long height, byte[] hash, byte flags, ByteBuffer... slices) {
        return new JournalEntry(height, hash, flags, slices.clone());
    }

    /** As {@link #of(long, byte[], byte, ByteBuffer...)} with a whole array as payload. */
    public static JournalEntry of(long height, byte[] hash, byte flags, byte[] payload) {
        return new JournalEntry(height, hash, flags, new ByteBuffer[] {ByteBuffer.wrap(payload)});
    }

    /** The entry's height. */
    public long height() {
        return height;
    }

    /** A copy of the entry's hash, 32 bytes. */
    public byte[] hash() {
        return hash.clone();
    }

    /** The entry's flags. */
    public byte flags() {
        return flags;
    }

    /** Whether heights before this one were left out on purpose. */
    public boolean afterGap() {
        return (flags & AFTER_GAP) != 0;
    }

    /** Bytes of the payload. */
    public int payloadBytes() {
        return payloadBytes;
    }

    /** The payload's slices, each a new view. */
    ByteBuffer[] slices() {
        ByteBuffer[] views = new ByteBuffer[slices.length];
        for (int i = 0; i < slices.length; i++) {
            views[i] = slices[i].duplicate();
        }
        return views;
    }
}
