package org.tallystick.node;

import org.tallystick.base.InvariantBroken;
import org.tallystick.journal.Journal;
import org.tallystick.journal.ReadFailed;
import org.tallystick.store.Blocks;

/**
 * The blocks of the journal with what they did, for a projection that is behind or begins again: replayed over a state of its
 * own, so that the running one is not touched. On the projector's thread.
 */
final class JournalBlocks implements Blocks<CommittedBlock> {

    private final NodeConfig config;
    private final Journal journal;

    JournalBlocks(NodeConfig config, Journal journal) {
        this.config = config;
        this.journal = journal;
    }

    @Override
    public long lastHeight() {
        return journal.height();
    }

    @Override
    public void readFrom(long height, Visitor<CommittedBlock> visitor) throws ReadFailed {
        NodeState state = startOf(height);
        Replayer replayer = new Replayer(state, config.vault());
        try {
            journal.<HistoryDamaged>readFrom(state.height() + 1, record -> {
                CommittedBlock block = replayer.apply(record);
                return block.height() < height ? visitor.goesOn() : visitor.visit(block);
            });
        } catch (HistoryDamaged damaged) {
            throw new InvariantBroken("The journal does not replay a second time", damaged);
        }
    }

    /** The snapshot's state where it lies before the first block asked for, else an empty one. */
    private NodeState startOf(long height) {
        Snapshots.Reading reading = new Snapshots(config.folder().snapshot())
                .read(NodeStarter.withNodeRoom(config.rooms().get()));
        if (reading instanceof Snapshots.Reading.Whole whole && whole.head().height() < height) {
            return whole.state();
        }
        return new NodeState(NodeStarter.withNodeRoom(config.rooms().get()));
    }
}
