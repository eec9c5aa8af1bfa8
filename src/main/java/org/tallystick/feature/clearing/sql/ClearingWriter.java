package org.tallystick.feature.clearing.sql;

import static org.tallystick.feature.clearing.sql.ClearingProjection.CLEARING;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.ProjectionWriter;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;

/** Writes a row for each cleared cycle. */
final class ClearingWriter implements ProjectionWriter<CommittedBlock> {

    private static final String TYPE = "clearing.cycle";

    private final RowBatch clearings;

    ClearingWriter(Connection connection) throws SQLException {
        this.clearings = new RowBatch(connection, CLEARING, "INSERT INTO clearing VALUES (?, ?, ?, ?, ?, ?)");
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        long timestampMs = block.block().header().timestampMs();
        for (Applied applied : block.applied()) {
            if (applied.transaction().frame().type().equals(TYPE)) {
                add(applied.transaction(), new Place(block.height(), applied.position()), timestampMs);
            }
        }
    }

    private void add(Transaction transaction, Place place, long timestampMs) throws SQLException {
        List<Operation> legs = transaction.operations();
        if (legs.isEmpty() || !(legs.getFirst() instanceof Operation.MoveDebt move)) {
            throw new InvariantBroken("A clearing moves debts");
        }
        RowBinder row = clearings.row();
        row.setLong(1, place.packed());
        row.setText(2, equivalent(transaction));
        row.setLong(3, move.amountMinor());
        row.setLong(4, legs.size());
        row.setLong(5, timestampMs);
        row.setCrc(6);
        clearings.add();
    }

    /** The unit stands in signed history only, as an operation names just the line. */
    private static String equivalent(Transaction transaction) {
        byte[] leg = transaction.parts().getLast().content().orElseThrow();
        try {
            return Json.readObject(leg).text("equivalent");
        } catch (MalformedJson malformed) {
            throw new InvariantBroken("The part of a leg names its unit", malformed);
        }
    }

    @Override
    public void flush() throws SQLException {
        clearings.flush();
    }

    @Override
    public void close() throws SQLException {
        clearings.close();
    }
}
