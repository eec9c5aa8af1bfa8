package org.tallystick.app.bench;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.UndoLog;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.Room;
import org.tallystick.node.StatementType;
import org.tallystick.store.Projection;

/** A room as it is, but without tables. */
final class Unprojected implements Room {

    private final Room room;

    Unprojected(Room room) {
        this.room = room;
    }

    @Override
    public String name() {
        return room.name();
    }

    @Override
    public List<StatementType<?>> statementTypes() {
        return room.statementTypes();
    }

    @Override
    public Set<String> hubTypes() {
        return room.hubTypes();
    }

    @Override
    public void apply(Applied applied, LedgerView ledger, UndoLog undo) {
        room.apply(applied, ledger, undo);
    }

    @Override
    public List<HubTransaction> afterwards(Applied applied, LedgerView ledger) {
        return room.afterwards(applied, ledger);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        room.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        room.readFrom(in);
    }

    @Override
    public Optional<Projection<CommittedBlock>> projection() {
        return Optional.empty();
    }
}
