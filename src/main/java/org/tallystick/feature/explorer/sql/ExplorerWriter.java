package org.tallystick.feature.explorer.sql;

import static org.tallystick.feature.explorer.sql.ExplorerProjection.ACTIVITY;
import static org.tallystick.feature.explorer.sql.ExplorerProjection.BLOCK;
import static org.tallystick.feature.explorer.sql.ExplorerProjection.TRANSACTION;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Effects;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.ProjectionWriter;
import org.tallystick.store.RowBatch;
import org.tallystick.store.RowBinder;
import org.tallystick.store.RowReader;

/** Writes the explorer's rows: a block's, a transaction's, and one for each account that a transaction touched. */
final class ExplorerWriter implements ProjectionWriter<CommittedBlock> {

    private static final String PAYMENT = "payment.create";
    private static final int FEW = 8;

    private final RowBatch blocks;
    private final RowBatch transactions;
    private final RowBatch activity;

    /** How many touches were counted so far: the next touch's place in the order of all. */
    private long touches;

    ExplorerWriter(Connection connection) throws SQLException {
        this.touches = touchesSoFar(connection);
        this.blocks = new RowBatch(connection, BLOCK, "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.transactions =
                new RowBatch(connection, TRANSACTION, "INSERT INTO block_transaction VALUES (?, ?, ?, ?, ?)");
        this.activity = new RowBatch(connection, ACTIVITY, "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    private static long touchesSoFar(Connection connection) throws SQLException {
        String sql = "SELECT " + BlockRow.COLUMNS + " FROM block ORDER BY height DESC FETCH FIRST 1 ROW ONLY";
        try (PreparedStatement last = connection.prepareStatement(sql);
                ResultSet results = last.executeQuery()) {
            return results.next()
                    ? RowReader.read(BLOCK, results, BlockRow::read).touchesSoFar()
                    : 0;
        }
    }

    @Override
    public void add(CommittedBlock block) throws SQLException {
        for (Applied applied : block.applied()) {
            long place = new Place(block.height(), applied.position()).packed();
            add(applied.transaction(), place);
            add(applied.effects(), applied.transaction().frame().type().equals(PAYMENT), place);
        }
        BlockHeader header = block.block().header();
        RowBinder row = blocks.row();
        row.setLong(1, header.height());
        row.setLong(2, header.epoch());
        row.setBytes(3, block.hash());
        row.setLong(4, header.timestampMs());
        row.setLong(5, block.transactionCount());
        row.setLong(6, touches);
        row.setCrc(7);
        blocks.add();
    }

    private void add(Transaction transaction, long place) throws SQLException {
        RowBinder row = transactions.row();
        row.setLong(1, place);
        row.setBytes(2, transaction.hash());
        row.setText(3, transaction.frame().type());
        row.setText(4, transaction.frame().txId());
        row.setCrc(5);
        transactions.add();
    }

    private void add(Effects effects, boolean payment, long place) throws SQLException {
        Set<Integer> changed = effects.netChanges().size() > FEW ? changed(effects) : Set.of();
        for (Effects.Touch touch : effects.touches()) {
            boolean netChanged = effects.netChanges().size() > FEW
                    ? changed.contains(touch.account())
                    : changes(effects.netChanges(), touch.account());
            RowBinder row = activity.row();
            row.setLong(1, ActivityKey.of(touches++, touch.account()));
            row.setLong(2, touch.seq());
            row.setLong(3, place);
            row.setBoolean(4, netChanged);
            Effects.NetChange change = payment ? changeOf(effects.netChanges(), touch.account()) : null;
            row.setLong(5, ActivityKey.paymentEnd(change == null ? 0 : change.changeMinor()));
            row.setText(6, change == null ? null : change.equivalent());
            row.setCrc(7);
            activity.add();
        }
    }

    private static Set<Integer> changed(Effects effects) {
        Set<Integer> accounts = new HashSet<>();
        effects.netChanges().forEach(change -> accounts.add(change.account()));
        return accounts;
    }

    private static boolean changes(List<Effects.NetChange> changes, int account) {
        return changeOf(changes, account) != null;
    }

    private static Effects.@Nullable NetChange changeOf(List<Effects.NetChange> changes, int account) {
        for (Effects.NetChange change : changes) {
            if (change.account() == account) {
                return change;
            }
        }
        return null;
    }

    @Override
    public void flush() throws SQLException {
        transactions.flush();
        activity.flush();
        blocks.flush();
    }

    @Override
    public void close() throws SQLException {
        blocks.close();
        transactions.close();
        activity.close();
    }
}
