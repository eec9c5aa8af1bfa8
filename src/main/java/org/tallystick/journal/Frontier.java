package org.tallystick.journal;

/**
 * The root over a growing list in logarithmic space (RFC 6962 §2.1): the hashes of the whole subtrees on the right edge.
 * Undo by keeping a {@link #copy()}. Not safe for use from several threads.
 */
public final class Frontier {

    /** Makes the frontier of no leaves. */
    public Frontier() {}

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException when the length does not fit the size
     */
    public static Frontier fromBytes(byte[] bytes) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Appends a leaf whose entry is the given bytes; hashes it as a leaf first. */
    public void append(byte[] entry) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Appends a leaf hash, as {@link MerkleHasher#leaf} makes it. */
    public void appendLeafHash(byte[] leafHash) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** How many leaves there are. */
    public long size() {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The root over all leaves. */
    public byte[] root() {
        throw new UnsupportedOperationException("in a moment");
    }

    /** An independent copy. */
    public Frontier copy() {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Size (8 bytes, big-endian) and the subtree hashes from the largest to the smallest, 32 bytes each. */
    public byte[] toBytes() {
        throw new UnsupportedOperationException("in a moment");
    }
}
