package org.tallystick.node;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.UndoLog;
import org.tallystick.store.Projection;

/**
 * A capability that {@code app} registers at the node (design §2): its transaction types, its part of the state and of the
 * snapshot, and its projection. All but the readers of its types is called on the ledger thread.
 */
public interface Room {

    /** A short lower-case name, also the name of its section in a snapshot. */
    String name();

    /** What participants may ask for here. */
    List<StatementType<?>> statementTypes();

    /** Types of transactions that the hub makes alone and that this room answers for, as {@code type/version}. */
    default Set<String> hubTypes() {
        return Set.of();
    }

    /**
     * Why something that the hub would do alone, of one of its {@link #hubTypes()}, cannot be done now; nothing when it can.
     * Live only.
     */
    default Optional<Refusal> refuses(HubTransaction alone, LedgerView ledger) {
        return Optional.empty();
    }

    /**
     * Takes in a transaction of one of its types, live as at replay, and checks that it is what its statement asked for.
     *
     * @param applied what the ledger has just applied
     * @param ledger the state after it
     * @param undo where each change of the room's state leaves how it is taken back
     * @throws org.tallystick.base.InvariantBroken when the transaction does something else than it says
     */
    default void apply(Applied applied, LedgerView ledger, UndoLog undo) {}

    /**
     * What the hub does alone because of a transaction of any room, right behind it in the same block. Live only: at replay
     * these stand in the block.
     */
    default List<HubTransaction> afterwards(Applied applied, LedgerView ledger) {
        return List.of();
    }

    /**
     * What has fallen due, to be done at the beginning of the next block. Live only.
     *
     * @param atMost how many transactions at most
     */
    default List<HubTransaction> due(LedgerView ledger, int atMost) {
        return List.of();
    }

    /** Whether {@link #due} would have something to do at a time. */
    default boolean hasDue(LedgerView ledger, long timestampMs) {
        return false;
    }

    /** Writes the room's state into a snapshot. */
    default void writeTo(DataOutput out) throws IOException {}

    /** Reads what {@link #writeTo} wrote; the room is empty before. */
    default void readFrom(DataInput in) throws IOException {}

    /** The room's tables, if it has any. */
    default Optional<Projection<CommittedBlock>> projection() {
        return Optional.empty();
    }
}
