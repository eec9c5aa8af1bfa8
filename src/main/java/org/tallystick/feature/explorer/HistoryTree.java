package org.tallystick.feature.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.tallystick.base.Hex;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.feature.explorer.sql.BlockRow;
import org.tallystick.http.ApiError;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleTree;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.block.BlockHeader;

/**
 * Proves that one history continues another (RFC 6962 §2.1.2), and that blocks stand in it. It remembers one hash for each 256 blocks,
 * which it makes once from the projection's table of blocks, and reads at most a few times 256 hashes for a proof. Any thread, one
 * after the other.
 */
final class HistoryTree {

    /** How many blocks are remembered by one hash. */
    static final int CHUNK = 256;

    /** How many of them are made in one call; whoever comes before they are there comes again. */
    private static final int MAX_NEW_CHUNKS = 400;

    private static final int CHUNKS_AT_ONCE = 3;

    private final Blocks blocks;
    private final ReentrantLock lock = new ReentrantLock();
    private final MerkleHasher hasher = new MerkleHasher();
    private final MerkleTree chunks = new MerkleTree();

    /** The leaf hashes of the chunks that the proof under way has read. */
    private final Map<Long, List<byte[]>> read = new HashMap<>();

    /**
     * Two roots and what leads from the first to the second.
     *
     * @param first root over the first blocks
     * @param second root over all
     * @param path 32 bytes each, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Consistency(byte[] first, byte[] second, List<byte[]> path) {

        Consistency {
            path = List.copyOf(path);
        }
    }

    HistoryTree(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Where blocks are read. */
    @FunctionalInterface
    interface Blocks {

        /** Blocks from a height downwards, the highest first. */
        List<BlockRow> from(long height, int limit) throws ApiError, InterruptedException;
    }

    /**
     * The proof that the history of so many blocks continues a shorter one.
     *
     * @param oldSize how many blocks the shorter one has
     * @param size how many blocks there are, all of them projected
     */
    Consistency consistency(long oldSize, long size) throws ApiError, InterruptedException {
        lock.lockInterruptibly();
        try {
            grow(size);
            return new Consistency(root(oldSize), root(size), path(oldSize, size));
        } finally {
            read.clear();
            lock.unlock();
        }
    }

    /**
     * Where blocks stand in the history of so many blocks (RFC 6962 §2.1.1).
     *
     * @param heights each less than the size
     * @param size how many blocks there are, all of them projected
     * @return a path for each height, in their order
     */
    List<List<byte[]>> inclusions(List<Long> heights, long size) throws ApiError, InterruptedException {
        lock.lockInterruptibly();
        try {
            grow(size);
            List<List<byte[]>> paths = new ArrayList<>(heights.size());
            for (long height : heights) {
                paths.add(inclusion(height, size));
            }
            return paths;
        } finally {
            read.clear();
            lock.unlock();
        }
    }

    private List<byte[]> inclusion(long height, long size) throws ApiError, InterruptedException {
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (height < middle) {
                path.add(hash(middle, to));
                to = middle;
            } else {
                path.add(hash(from, middle));
                from = middle;
            }
        }
        return path.reversed();
    }

    private void grow(long size) throws ApiError, InterruptedException {
        int wanted = Math.toIntExact(size / CHUNK);
        int end = Math.min(wanted, chunks.size() + MAX_NEW_CHUNKS);
        while (chunks.size() < end) {
            int some = Math.min(CHUNKS_AT_ONCE, end - chunks.size());
            List<byte[]> leaves = leaves((long) chunks.size() * CHUNK, some * CHUNK);
            for (int chunk = 0; chunk < some; chunk++) {
                chunks.append(MerkleTree.of(leaves.subList(chunk * CHUNK, (chunk + 1) * CHUNK))
                        .root());
            }
        }
        if (chunks.size() < wanted) {
            throw new ApiError(
                    ErrorCode.E020,
                    Json.object()
                            .put("reason", "proof_in_preparation")
                            .put("retry_after_seconds", 1)
                            .build(),
                    Optional.empty());
        }
    }

    private List<byte[]> path(long oldSize, long size) throws ApiError, InterruptedException {
        List<byte[]> path = new ArrayList<>();
        if (oldSize == 0 || oldSize == size) {
            return path;
        }
        long from = 0;
        long to = size;
        while (oldSize != to) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (oldSize <= middle) {
                path.add(hash(middle, to));
                to = middle;
            } else {
                path.add(hash(from, middle));
                from = middle;
            }
        }
        // Whoever checks knows the old root itself, so it is left out where it is a whole subtree.
        if (from > 0) {
            path.add(hash(from, to));
        }
        return path.reversed();
    }

    private byte[] root(long size) throws ApiError, InterruptedException {
        return size == 0 ? hasher.empty() : hash(0, size);
    }

    /** The root over some blocks; the first is a multiple of the least power of two that is not less than their count. */
    private byte[] hash(long from, long to) throws ApiError, InterruptedException {
        if (to - from < CHUNK) {
            List<byte[]> leaves = chunk(from / CHUNK, (int) (to - from / CHUNK * CHUNK));
            int first = (int) (from % CHUNK);
            return MerkleTree.of(leaves.subList(first, first + (int) (to - from)))
                    .root();
        }
        if (from % CHUNK == 0 && to % CHUNK == 0) {
            return chunks.root(Math.toIntExact(from / CHUNK), Math.toIntExact(to / CHUNK));
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        return hasher.node(hash(from, middle), hash(middle, to));
    }

    /** The leaf hashes of a chunk, at least so many. */
    private List<byte[]> chunk(long chunk, int atLeast) throws ApiError, InterruptedException {
        List<byte[]> known = read.get(chunk);
        if (known == null || known.size() < atLeast) {
            known = leaves(chunk * CHUNK, atLeast);
            read.put(chunk, known);
        }
        return known;
    }

    private List<byte[]> leaves(long from, int count) throws ApiError, InterruptedException {
        List<BlockRow> rows = blocks.from(from + count - 1, count);
        List<byte[]> leaves = new ArrayList<>(count);
        int next = rows.size() - 1;
        for (long height = from; height < from + count; height++) {
            while (next >= 0 && rows.get(next).height() < height) {
                next--;
            }
            boolean there = next >= 0 && rows.get(next).height() == height;
            // Heights that a new epoch left out count as 32 zero bytes.
            leaves.add(hasher.leaf(there ? hashOf(rows.get(next)) : BlockHeader.noHash()));
        }
        return leaves;
    }

    private static byte[] hashOf(BlockRow row) {
        return Hex.decode(row.hash()).orElseThrow(() -> new InvariantBroken("A block's hash is hex"));
    }
}
