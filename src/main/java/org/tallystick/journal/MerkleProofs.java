package org.tallystick.journal;

import java.util.List;

/** Checks proofs by RFC 9162 §2.1.3.2 and §2.1.4.2. May be called from any thread; takes anything, throws nothing. */
public final class MerkleProofs {

    private MerkleProofs() {}

    /**
     * Whether a leaf stands at an index of the tree with a root.
     *
     * @param leafHash as {@link MerkleHasher#leaf} makes it
     */
    public static boolean included(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        throw new UnsupportedOperationException("in a moment");
    }

    /** Whether the tree of {@code size} leaves continues the one of {@code oldSize}. */
    public static boolean consistent(long oldSize, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        throw new UnsupportedOperationException("in a moment");
    }
}
