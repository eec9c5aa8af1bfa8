package org.tallystick.journal;

/**
 * The hashes of RFC 6962 §2.1: a leaf is SHA-256(0x00 | entry), a node SHA-256(0x01 | left | right). Reuses one digest,
 * so not safe for use from several threads.
 */
public final class MerkleHasher {

    /** Makes a hasher. */
    public MerkleHasher() {}

    /** The hash of a leaf whose entry is the given pieces one after the other. */
    public byte[] leaf(byte[]... pieces) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The hash of an inner node. */
    public byte[] node(byte[] left, byte[] right) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The root of no leaves: SHA-256 of nothing. */
    public byte[] empty() {
        throw new UnsupportedOperationException("in a moment");
    }
}
