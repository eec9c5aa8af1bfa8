package org.tallystick.journal;

import java.util.List;

/**
 * A Merkle tree as in RFC 6962 §2.1 over a growing list of leaf hashes, with proofs. Keeps the hash of every whole subtree
 * (64 bytes a leaf), so that roots and proofs of any size so far take a logarithmic number of hashes. For the root alone
 * {@link Frontier} is enough. Not safe for use from several threads.
 */
public final class MerkleTree {

    /** Makes an empty tree. */
    public MerkleTree() {}

    /** The tree over the given leaf hashes. */
    public static MerkleTree of(List<byte[]> leafHashes) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Appends a leaf hash, as {@link MerkleHasher#leaf} makes it. */
    public void append(byte[] leafHash) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** How many leaves there are. */
    public int size() {
        throw new UnsupportedOperationException("in a moment");
    }

    /** The root over all leaves; that of no leaves is SHA-256 of nothing. */
    public byte[] root() {
        return root(size());
    }

    /** The root over the first {@code size} leaves. */
    public byte[] root(int size) {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * The audit path (RFC 6962 §2.1.1) of a leaf in the tree over the first {@code size} leaves.
     *
     * @param index from 0, less than {@code size}
     */
    public List<byte[]> inclusionProof(int index, int size) {
        throw new UnsupportedOperationException("in a moment");
    }

    /**
     * The proof (RFC 6962 §2.1.2) that the tree over the first {@code size} leaves continues the one over the first
     * {@code oldSize}; empty where they are equal or the old one is empty.
     */
    public List<byte[]> consistencyProof(int oldSize, int size) {
        throw new UnsupportedOperationException("in a moment");
    }
}
