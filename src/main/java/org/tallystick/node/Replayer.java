package org.tallystick.node;

import static org.tallystick.base.Checks.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.journal.JournalRecord;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.OperationCodec;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockCodec;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalSeal;
import org.tallystick.node.block.Transaction;

/**
 * Applies the blocks of a journal to a state: the decisions are applied and checked, never made again (design §4). Belongs to
 * the thread that owns the state.
 */
final class Replayer {

    private final NodeState state;
    private final Applier applier;
    private final PersonalSeal seal;
    private final Inspection inspection;

    /** Looks at a transaction before it is applied, for what a start takes on trust: who signed, and with which key. */
    @FunctionalInterface
    interface Inspection {

        /** Throws when something is wrong with it. */
        void inspect(Transaction transaction, long height, int position) throws HistoryDamaged;
    }

    Replayer(NodeState state, PersonalSeal seal) {
        this(state, seal, (transaction, height, position) -> {});
    }

    Replayer(NodeState state, PersonalSeal seal, Inspection inspection) {
        this.state = state;
        this.applier = new Applier(state);
        this.seal = seal;
        this.inspection = inspection;
    }

    /**
     * Applies the next record.
     *
     * @return what it did
     * @throws HistoryDamaged when it does not follow from the state, or this program does not know what it met
     */
    CommittedBlock apply(JournalRecord record) throws HistoryDamaged {
        try {
            Block block = BlockCodec.decode(record.payload(), seal);
            if (!Arrays.equals(record.hash(), block.hash())
                    || record.height() != block.header().height()) {
                throw new HistoryDamaged(record.height(), "the record names another block");
            }
            return apply(block);
        } catch (BlockDamaged damaged) {
            throw new HistoryDamaged(record.height(), String.valueOf(damaged.getMessage()), damaged);
        } catch (InvariantBroken broken) {
            throw new HistoryDamaged(record.height(), String.valueOf(broken.getMessage()), broken);
        }
    }

    CommittedBlock apply(Block block) throws HistoryDamaged {
        checkFollows(block);
        Ledger ledger = state.ledger;
        long height = block.header().height();
        ledger.beginBlock(block.header().timestampMs());
        List<Applied> applied = new ArrayList<>(block.transactions().size());
        for (Transaction transaction : block.transactions()) {
            inspection.inspect(transaction, height, applied.size());
            applied.add(apply(transaction, height, applied.size()));
        }
        ledger.checkBlock();
        ledger.keepBlock();
        state.onceOnly.forgetBefore(block.header().timestampMs());
        state.advance(block);
        return new CommittedBlock(block, applied);
    }

    private void checkFollows(Block block) throws HistoryDamaged {
        BlockHeader header = block.header();
        long height = header.height();
        boolean newEpoch = block.transactions().getFirst().frame().type().equals(NodeRoom.EPOCH);
        if (!Arrays.equals(header.prevHash(), state.tipHash)) {
            throw new HistoryDamaged(height, "it does not follow from the block before");
        }
        if ((newEpoch ? header.epoch() <= state.epoch() : header.epoch() != state.epoch())
                || height <= state.height()
                || (!newEpoch && height != state.height() + 1)) {
            throw new HistoryDamaged(height, "its epoch or height does not follow");
        }
        if (header.timestampMs() < state.ledger.view().timestampMs()) {
            throw new HistoryDamaged(height, "its time is before its parent's");
        }
        if (!Arrays.equals(header.historyRoot(), state.historyUpTo(height).root())) {
            throw new HistoryDamaged(height, "its root over the history is another one");
        }
    }

    private Applied apply(Transaction transaction, long height, int position) throws HistoryDamaged {
        Frame frame = transaction.frame();
        Optional<Room> room = applier.roomOf(frame);
        if (room.isEmpty()) {
            throw new HistoryDamaged(
                    height,
                    "a transaction of type " + frame.type() + " version " + frame.version()
                            + ", which this program does not know");
        }
        Ledger ledger = state.ledger;
        ledger.beginTransaction();
        List<Part> operationParts = transaction.parts().stream()
                .filter(part -> part.kind() == PartKind.OPERATION)
                .toList();
        for (int i = 0; i < operationParts.size(); i++) {
            Operation operation = transaction.operations().get(i);
            Optional<Refusal> refusal = ledger.apply(operation);
            if (refusal.isPresent()) {
                throw new HistoryDamaged(
                        height,
                        "transaction " + position + " does what the ledger refuses ("
                                + refusal.get().code() + ")");
            }
            byte[] content = operationParts.get(i).content().orElseThrow();
            invariant(
                    Arrays.equals(content, OperationCodec.encode(operation, ledger.view())),
                    "An operation is written in its one canonical form");
        }
        return applier.finish(transaction, room.get(), Applier.Use.of(transaction), height, position);
    }
}
