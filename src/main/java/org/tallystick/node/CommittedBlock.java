package org.tallystick.node;

import static org.tallystick.base.Checks.require;

import java.util.List;
import org.tallystick.node.block.Block;
import org.tallystick.store.ProjectedBlock;

/**
 * A durable block with what it did, as projections and subscribers get it. Immutable.
 *
 * @param block the signed block
 * @param applied its transactions in order with their effects
 */
public record CommittedBlock(Block block, List<Applied> applied) implements ProjectedBlock {

    /** Checks that each transaction has its effects. */
    public CommittedBlock {
        applied = List.copyOf(applied);
        require(applied.size() == block.transactions().size(), "Each transaction of a block was applied");
    }

    @Override
    public long height() {
        return block.header().height();
    }

    @Override
    public byte[] hash() {
        return block.hash();
    }

    @Override
    public int transactionCount() {
        return applied.size();
    }
}
