package org.tallystick.feature.payment.sql;

import static org.tallystick.base.Checks.invariant;
import static org.tallystick.feature.payment.sql.PaymentProjection.PAYMENT;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Effects;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.ProjectionWriter;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;

/** Writes a row for each payment. */
final class PaymentWriter implements ProjectionWriter<CommittedBlock> {

    private static final String TYPE = "payment.create";
    private static final String DESCRIPTION = "description";

    private final RowBatch payments;

    PaymentWriter(Connection connection) throws SQLException {
        this.payments = new RowBatch(connection, PAYMENT, "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        long timestampMs = block.block().header().timestampMs();
        for (Applied applied : block.applied()) {
            if (applied.transaction().frame().type().equals(TYPE)) {
                add(applied, new Place(block.height(), applied.position()), timestampMs);
            }
        }
    }

    private void add(Applied applied, Place place, long timestampMs) throws SQLException {
        List<Effects.NetChange> changes = applied.effects().netChanges();
        invariant(changes.size() == 2, "A payment changes the nets of two people");
        boolean firstPays = changes.get(0).changeMinor() < 0;
        Effects.NetChange payer = changes.get(firstPays ? 0 : 1);
        Effects.NetChange payee = changes.get(firstPays ? 1 : 0);
        RowBinder row = payments.row();
        row.setLong(1, place.packed());
        row.setText(2, applied.transaction().frame().txId());
        row.setLong(3, payer.account());
        row.setLong(4, payee.account());
        row.setText(5, payee.equivalent());
        row.setLong(6, payee.changeMinor());
        row.setText(7, description(applied.transaction()));
        row.setLong(8, timestampMs);
        row.setCrc(9);
        payments.add();
    }

    private static @Nullable String description(Transaction transaction) {
        for (PersonalText text : transaction.texts()) {
            if (text.field().equals(DESCRIPTION)) {
                return text.text();
            }
        }
        return null;
    }

    @Override
    public void flush() throws SQLException {
        payments.flush();
    }

    @Override
    public void close() throws SQLException {
        payments.close();
    }
}
