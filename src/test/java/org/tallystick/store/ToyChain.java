package org.tallystick.store;

import java.util.List;
import java.util.Optional;

/** A journal in memory that shows so many blocks of a chain. */
final class ToyChain implements Blocks<ToyBlock>, BlockHashes {

    private final List<ToyBlock> blocks;
    private volatile int shown;

    ToyChain(List<ToyBlock> blocks) {
        this(blocks, blocks.size());
    }

    ToyChain(List<ToyBlock> blocks, int shown) {
        this.blocks = blocks;
        this.shown = shown;
    }

    /** Makes the next block durable. */
    ToyBlock append() {
        ToyBlock block = blocks.get(shown);
        shown = Math.toIntExact(block.height() + 1);
        return block;
    }

    List<ToyBlock> upTo(long height) {
        return blocks.subList(0, Math.toIntExact(height + 1));
    }

    @Override
    public long lastHeight() {
        return shown - 1L;
    }

    @Override
    public Optional<byte[]> hashAt(long height) {
        return height >= 0 && height < shown
                ? Optional.of(blocks.get(Math.toIntExact(height)).hash())
                : Optional.empty();
    }

    @Override
    public void readFrom(long height, Visitor<ToyBlock> visitor) {
        int end = shown;
        for (int i = Math.toIntExact(Math.max(0, height)); i < end; i++) {
            if (!visitor.visit(blocks.get(i))) {
                return;
            }
        }
    }
}
