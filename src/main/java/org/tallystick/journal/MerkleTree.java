package org.tallystick.journal;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree as in RFC 6962 §2.1 over a growing list of leaf hashes, with proofs. Keeps the hash of every whole subtree
 * (64 bytes a leaf), so that roots and proofs of any size so far take a logarithmic number of hashes. For the root alone
 * {@link Frontier} is enough. Not safe for use from several threads.
 */
public final class MerkleTree {

    private static final int HASH = JournalEntry.HASH_BYTES;
    private static final int MAX_LEAVES = Integer.MAX_VALUE / HASH / 2;
    private static final int LEAST_HASHES = 4;

    private final MerkleHasher hasher = new MerkleHasher();
    private final List<Level> levels = new ArrayList<>();

    /** Makes an empty tree. */
    public MerkleTree() {
        levels.add(new Level());
    }

    /** The tree over the given leaf hashes. */
    public static MerkleTree of(List<byte[]> leafHashes) {
        MerkleTree tree = new MerkleTree();
        leafHashes.forEach(tree::append);
        return tree;
    }

    /**
     * Appends a leaf hash, as {@link MerkleHasher#leaf} makes it. There can be 33 million.
     *
     * @param leafHash 32 bytes
     */
    public void append(byte[] leafHash) {
        require(leafHash.length == HASH, "a hash has 32 bytes");
        require(size() < MAX_LEAVES, "the tree is full");
        byte[] hash = leafHash;
        for (int height = 0; ; height++) {
            if (height == levels.size()) {
                levels.add(new Level());
            }
            Level level = levels.get(height);
            level.add(hash);
            if (level.count % 2 == 1) {
                return;
            }
            hash = hasher.node(level.get(level.count - 2), hash);
        }
    }

    /** How many leaves there are. */
    public int size() {
        return levels.getFirst().count;
    }

    /** The root over all leaves; that of no leaves is SHA-256 of nothing. */
    public byte[] root() {
        return root(size());
    }

    /** The root over the first {@code size} leaves. */
    public byte[] root(int size) {
        require(size >= 0 && size <= size(), "there are not so many leaves");
        return size == 0 ? hasher.empty() : hash(0, size);
    }

    /**
     * The root over some leaves that stand together as a subtree.
     *
     * @param from the first, a multiple of the least power of two that is not less than their count
     * @param to one more than the last, at most {@link #size()}
     */
    public byte[] root(int from, int to) {
        require(from >= 0 && from < to && to <= size(), "there are no such leaves");
        int count = to - from;
        int width = count == 1 ? 1 : largestPowerOfTwoBelow(count) << 1;
        require(from % width == 0, "these leaves are no subtree");
        return hash(from, to);
    }

    /**
     * The audit path (RFC 6962 §2.1.1) of a leaf in the tree over the first {@code size} leaves.
     *
     * @param index from 0, less than {@code size}
     * @param size leaves of the tree the path is for, at most {@link #size()}
     */
    public List<byte[]> inclusionProof(int index, int size) {
        require(size <= size(), "there are not so many leaves");
        require(index >= 0 && index < size, "there is no such leaf");
        List<byte[]> proof = new ArrayList<>();
        int from = 0;
        int to = size;
        while (to - from > 1) {
            int middle = from + largestPowerOfTwoBelow(to - from);
            if (index < middle) {
                proof.add(hash(middle, to));
                to = middle;
            } else {
                proof.add(hash(from, middle));
                from = middle;
            }
        }
        return proof.reversed();
    }

    /**
     * The proof (RFC 6962 §2.1.2) that the tree over the first {@code size} leaves continues the one over the first
     * {@code oldSize}; empty where they are equal or the old one is empty.
     *
     * @param oldSize leaves of the old tree
     * @param size leaves of the new tree, at most {@link #size()}
     */
    public List<byte[]> consistencyProof(int oldSize, int size) {
        require(size <= size(), "there are not so many leaves");
        require(oldSize >= 0 && oldSize <= size, "the old tree is not larger");
        List<byte[]> proof = new ArrayList<>();
        if (oldSize == 0 || oldSize == size) {
            return proof;
        }
        int from = 0;
        int to = size;
        while (oldSize != to) {
            int middle = from + largestPowerOfTwoBelow(to - from);
            if (oldSize <= middle) {
                proof.add(hash(middle, to));
                to = middle;
            } else {
                proof.add(hash(from, middle));
                from = middle;
            }
        }
        // The verifier knows the old root itself, so it is left out where it is a whole subtree.
        if (from > 0) {
            proof.add(hash(from, to));
        }
        return proof.reversed();
    }

    private byte[] hash(int from, int to) {
        int count = to - from;
        if (Integer.bitCount(count) == 1) {
            int height = Integer.numberOfTrailingZeros(count);
            return levels.get(height).get(from >> height);
        }
        int middle = from + largestPowerOfTwoBelow(count);
        return hasher.node(hash(from, middle), hash(middle, to));
    }

    private static int largestPowerOfTwoBelow(int count) {
        return Integer.highestOneBit(count - 1);
    }

    /** The hashes of the whole subtrees of one height, in one array. */
    private static final class Level {

        private byte[] hashes = new byte[LEAST_HASHES * HASH];
        private int count;

        void add(byte[] hash) {
            if (count * HASH == hashes.length) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
            }
            System.arraycopy(hash, 0, hashes, count * HASH, HASH);
            count++;
        }

        byte[] get(int index) {
            return Arrays.copyOfRange(hashes, index * HASH, (index + 1) * HASH);
        }
    }
}
