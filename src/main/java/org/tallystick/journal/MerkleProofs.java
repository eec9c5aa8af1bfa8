package org.tallystick.journal;

import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs by RFC 9162 §2.1.3.2 and §2.1.4.2. May be called from any thread. Proofs come from strangers: whatever
 * is not a proof is answered with false, never with an exception.
 */
public final class MerkleProofs {

    /** A tree of 2^63 leaves is 63 deep; a consistency proof has one hash more. */
    private static final int MAX_HASHES = 64;

    private MerkleProofs() {}

    /**
     * Whether a leaf stands at an index of the tree with a root.
     *
     * @param leafHash as {@link MerkleHasher#leaf} makes it
     * @param index from 0
     * @param size how many leaves the tree has
     * @param proof the audit path, 32 bytes each
     * @param root what the path has to lead to
     */
    public static boolean included(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !areHashes(proof) || !isHash(leafHash)) {
            return false;
        }
        MerkleHasher hasher = new MerkleHasher();
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] beside : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(beside, hash);
                int up = levelsToRightChild(node);
                node >>>= up;
                last >>>= up;
            } else {
                hash = hasher.node(hash, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /**
     * Whether the tree of {@code size} leaves continues the one of {@code oldSize}.
     *
     * @param oldSize leaves of the old tree, 0 or more
     * @param oldRoot its root
     * @param size leaves of the new tree
     * @param root its root
     * @param proof 32 bytes each; empty where the sizes are equal or the old one is 0
     */
    public static boolean consistent(long oldSize, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        if (oldSize < 0 || oldSize > size || !areHashes(proof) || !isHash(oldRoot) || !isHash(root)) {
            return false;
        }
        MerkleHasher hasher = new MerkleHasher();
        if (oldSize == size) {
            return proof.isEmpty() && Arrays.equals(oldRoot, root);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && Arrays.equals(oldRoot, hasher.empty());
        }
        boolean oldIsWhole = Long.bitCount(oldSize) == 1;
        if (!oldIsWhole && proof.isEmpty()) {
            return false;
        }
        int up = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> up;
        long last = (size - 1) >>> up;
        byte[] oldHash = oldIsWhole ? oldRoot : proof.getFirst();
        byte[] newHash = oldHash;
        for (byte[] beside : oldIsWhole ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = hasher.node(beside, oldHash);
                newHash = hasher.node(beside, newHash);
                int skip = levelsToRightChild(node);
                node >>>= skip;
                last >>>= skip;
            } else {
                newHash = hasher.node(newHash, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(newHash, root);
    }

    /** How far up the node is a left child without a right sibling; 0 for the root's edge as well. */
    private static int levelsToRightChild(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }

    private static boolean areHashes(List<byte[]> proof) {
        return proof.size() <= MAX_HASHES && proof.stream().allMatch(MerkleProofs::isHash);
    }

    private static boolean isHash(byte[] bytes) {
        return bytes.length == JournalEntry.HASH_BYTES;
    }
}
