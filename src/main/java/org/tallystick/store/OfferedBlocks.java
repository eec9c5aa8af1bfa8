package org.tallystick.store;

import static org.tallystick.base.Checks.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The blocks between ledger thread and projector, and the count of their transactions. {@link #offer} is the ledger
 * thread's; taking is the projector's; the lag may be asked by any thread.
 */
final class OfferedBlocks<B extends ProjectedBlock> {

    /** Ten times what the node lets pile up (design §4): beyond this only heights are kept, the journal has the blocks. */
    private static final long KEPT_TRANSACTIONS = 200_000;

    /** Far above everything that a node which looks at the lag lets happen. */
    private static final long MOST_TRANSACTIONS = 50_000_000;

    private static final int BATCH_BLOCKS = 64;
    private static final int BATCH_TRANSACTIONS = 4_096;

    private final ConcurrentLinkedQueue<Offered<B>> queue = new ConcurrentLinkedQueue<>();
    private volatile long offeredTransactions;
    private volatile long passedTransactions;

    /** A block, or only its height, with the count of all transactions offered up to it. */
    private record Offered<B extends ProjectedBlock>(
            long height, long cumulative, @Nullable B block) {}

    /** Takes a block of the ledger thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void offer(B block) {
        long cumulative = offeredTransactions + block.transactionCount();
        long lag = cumulative - passedTransactions;
        invariant(lag <= MOST_TRANSACTIONS, "nobody looks at the lag of the projection");
        queue.add(new Offered<>(block.height(), cumulative, lag <= KEPT_TRANSACTIONS ? block : null));
        offeredTransactions = cumulative;
    }

    /** How many transactions were offered and not passed. */
    long lagTransactions() {
        // What has passed is read first, since only the other grows in between.
        long passed = passedTransactions;
        return offeredTransactions - passed;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Forgets what is projected already. */
    void pass(long height) {
        Offered<B> first = queue.peek();
        while (first != null && first.height() <= height) {
            queue.poll();
            passedTransactions = first.cumulative();
            first = queue.peek();
        }
    }

    /** Forgets everything. */
    void passAll() {
        pass(Long.MAX_VALUE);
    }

    /**
     * Looks at the next batch without taking it: {@link #pass} does that once it is projected.
     *
     * @param height of the last projected block
     * @return the blocks that follow it one by one; empty when what comes first is not the next one, or is not kept
     */
    List<B> next(long height) {
        List<B> batch = new ArrayList<>();
        int transactions = 0;
        long last = height;
        for (Offered<B> offered : queue) {
            B block = offered.block();
            if (block == null || offered.height() != last + 1 || isFull(batch.size(), transactions, block)) {
                break;
            }
            batch.add(block);
            transactions += block.transactionCount();
            last = offered.height();
        }
        return batch;
    }

    /** Whether the first block that is queued is the one that follows a height. */
    boolean holdsNext(long height) {
        Offered<B> first = queue.peek();
        return first != null && first.block() != null && first.height() == height + 1;
    }

    /** Whether a batch that has something should be applied before this block is added. */
    static boolean isFull(int blocks, int transactions, ProjectedBlock next) {
        return blocks >= BATCH_BLOCKS || (blocks > 0 && transactions + next.transactionCount() > BATCH_TRANSACTIONS);
    }
}
