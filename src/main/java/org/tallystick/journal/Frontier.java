package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.nio.ByteBuffer;

/**
 * The root over a growing list in logarithmic space (RFC 6962 §2.1): the hashes of the whole subtrees on the right edge.
 * Undo by keeping a {@link #copy()}. Not safe for use from several threads.
 */
public final class Frontier {

    private static final int HASH = JournalEntry.HASH_BYTES;
    private static final int MAX_LEVELS = 62;

    private final MerkleHasher hasher = new MerkleHasher();

    /** At index h the hash of the whole subtree of 2^h leaves, where bit h of the size is set. */
    private final byte[][] subtrees;

    private long size;

    /** Makes the frontier of no leaves. */
    public Frontier() {
        this(0, new byte[MAX_LEVELS][]);
    }

    private Frontier(long size, byte[][] subtrees) {
        this.size = size;
        this.subtrees = subtrees;
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException when the length does not fit the size
     */
    public static Frontier fromBytes(byte[] bytes) {
        require(bytes.length >= Long.BYTES, "a frontier begins with its size");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long size = buffer.getLong();
        require(size >= 0 && size >>> MAX_LEVELS == 0, "a frontier's size is possible");
        require(buffer.remaining() == Long.bitCount(size) * HASH, "a frontier has a hash for each bit of its size");
        byte[][] subtrees = new byte[MAX_LEVELS][];
        for (int height = MAX_LEVELS - 1; height >= 0; height--) {
            if ((size >>> height & 1) == 1) {
                byte[] hash = new byte[HASH];
                buffer.get(hash);
                subtrees[height] = hash;
            }
        }
        return new Frontier(size, subtrees);
    }

    /** Appends a leaf whose entry is the given bytes; hashes it as a leaf first. */
    public void append(byte[] entry) {
        appendOwned(hasher.leaf(entry));
    }

    /**
     * Appends a leaf hash, as {@link MerkleHasher#leaf} makes it.
     *
     * @param leafHash 32 bytes
     */
    public void appendLeafHash(byte[] leafHash) {
        require(leafHash.length == HASH, "a hash has 32 bytes");
        appendOwned(leafHash.clone());
    }

    private void appendOwned(byte[] leafHash) {
        byte[] hash = leafHash;
        int height = 0;
        for (; (size >>> height & 1) == 1; height++) {
            hash = hasher.node(subtrees[height], hash);
        }
        subtrees[height] = hash;
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root over all leaves; that of no leaves is SHA-256 of nothing. */
    public byte[] root() {
        if (size == 0) {
            return hasher.empty();
        }
        int height = Long.numberOfTrailingZeros(size);
        byte[] hash = subtrees[height];
        for (long rest = size >>> (height + 1); rest != 0; rest >>>= 1) {
            height++;
            if ((rest & 1) == 1) {
                hash = hasher.node(subtrees[height], hash);
            }
        }
        return hash.clone();
    }

    /** An independent copy. */
    public Frontier copy() {
        return new Frontier(size, subtrees.clone());
    }

    /** Size (8 bytes, big-endian) and the subtree hashes from the largest to the smallest, 32 bytes each. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + Long.bitCount(size) * HASH);
        buffer.putLong(size);
        for (int height = MAX_LEVELS - 1; height >= 0; height--) {
            if ((size >>> height & 1) == 1) {
                buffer.put(subtrees[height]);
            }
        }
        return buffer.array();
    }
}
