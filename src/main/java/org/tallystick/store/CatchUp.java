package org.tallystick.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the journal's blocks into batches and has each one projected, until something else comes first. One reading. */
final class CatchUp<B extends ProjectedBlock> implements Blocks.Visitor<B> {

    private final Sink<B> sink;
    private final Supplier<Interruption> between;
    private final BooleanSupplier closing;
    private final List<B> batch = new ArrayList<>();
    private int transactions;
    private Interruption interruption = Interruption.NONE;
    private @Nullable StoreFailed failure;

    /** What ended a reading before its end. */
    enum Interruption {
        /** Nothing did. */
        NONE,
        /** What comes next is queued. */
        QUEUED,
        /** Somebody ordered something. */
        ORDERED,
        /** The projector is being closed. */
        CLOSING
    }

    /** Projects a batch. */
    @FunctionalInterface
    interface Sink<B extends ProjectedBlock> {
        void apply(List<B> batch) throws StoreFailed;
    }

    /**
     * Makes the visitor of one reading.
     *
     * @param sink projects a batch
     * @param between what comes first, asked after each batch
     * @param closing whether to stop at once, asked at each block
     */
    CatchUp(Sink<B> sink, Supplier<Interruption> between, BooleanSupplier closing) {
        this.sink = sink;
        this.between = between;
        this.closing = closing;
    }

    @Override
    public boolean visit(B block) {
        if (OfferedBlocks.isFull(batch.size(), transactions, block) && !applyBatch()) {
            return false;
        }
        batch.add(block);
        transactions += block.transactionCount();
        return true;
    }

    @Override
    public boolean goesOn() {
        if (closing.getAsBoolean()) {
            interruption = Interruption.CLOSING;
            return false;
        }
        return true;
    }

    /** Projects what is left, and says what ended the reading. */
    Interruption end() throws StoreFailed {
        if (failure == null && interruption == Interruption.NONE && !batch.isEmpty()) {
            applyBatch();
        }
        if (failure != null) {
            throw failure;
        }
        return interruption;
    }

    private boolean applyBatch() {
        try {
            sink.apply(batch);
        } catch (StoreFailed failed) {
            failure = failed;
            return false;
        }
        batch.clear();
        transactions = 0;
        interruption = between.get();
        return interruption == Interruption.NONE;
    }
}
