package org.tallystick.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Tables of the kinds that rooms have: a number as key with a text index, a key of two columns, and coalesced updates. */
record ToyProjection(int version, Trap trap) implements Projection<ToyBlock> {

    /** Called before a block's rows are bound. */
    @FunctionalInterface
    interface Trap {
        void before(ToyBlock block) throws SQLException;
    }

    /** One row of the history. */
    record Activity(int account, long seq, long payment, long amount) {}

    ToyProjection() {
        this(1, block -> {});
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public List<String> tables() {
        return List.of(
                """
                CREATE TABLE payment (id BIGINT PRIMARY KEY, tx_id CHARACTER VARYING(64) NOT NULL,
                 payer INTEGER NOT NULL, payee INTEGER NOT NULL, amount BIGINT NOT NULL,
                 note CHARACTER VARYING(64), proof BINARY VARYING(32), crc INTEGER NOT NULL)""",
                "CREATE UNIQUE INDEX payment_tx_id ON payment (tx_id)",
                """
                CREATE TABLE activity (account INTEGER NOT NULL, seq BIGINT NOT NULL, payment BIGINT NOT NULL,
                 amount BIGINT NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (account, seq))""",
                "CREATE TABLE account (id INTEGER PRIMARY KEY, net BIGINT NOT NULL, crc INTEGER NOT NULL)");
    }

    /** All activity of an account, newest first. */
    static List<Activity> history(Handle handle, int account) {
        return handle.createQuery("SELECT account, seq, payment, amount, crc FROM activity WHERE account = ?"
                        + " ORDER BY account DESC, seq DESC")
                .bind(0, account)
                .map(RowReader.mapper(
                        "activity", row -> new Activity(row.getInt(), row.getLong(), row.getLong(), row.getLong())))
                .list();
    }

    /** A payment by its text, as the chain had it but for the seqs. */
    static List<ToyBlock.Payment> payments(Handle handle, String text) {
        return handle.createQuery(
                        "SELECT id, tx_id, payer, payee, amount, note, proof, crc FROM payment WHERE tx_id = ?")
                .bind(0, text)
                .map(RowReader.mapper("payment", row -> {
                    long id = row.getLong();
                    String found = row.getText();
                    int payer = row.getInt();
                    int payee = row.getInt();
                    long amount = row.getLong();
                    row.getTextOrNull();
                    row.getBytesOrNull();
                    return new ToyBlock.Payment(id, found, payer, 0, payee, 0, amount);
                }))
                .list();
    }

    @Override
    public ProjectionWriter<ToyBlock> writer(Connection connection) throws SQLException {
        return new Writer(connection);
    }

    private final class Writer implements ProjectionWriter<ToyBlock> {

        private final PreparedStatement payment;
        private final PreparedStatement activity;
        private final PreparedStatement read;
        private final PreparedStatement update;
        private final PreparedStatement insert;
        private final RowBinder paymentRow;
        private final RowBinder activityRow;
        private final RowBinder updateRow;
        private final RowBinder insertRow;
        private final TreeMap<Integer, Long> changes = new TreeMap<>();

        Writer(Connection connection) throws SQLException {
            payment = connection.prepareStatement("INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            activity = connection.prepareStatement("INSERT INTO activity VALUES (?, ?, ?, ?, ?)");
            read = connection.prepareStatement("SELECT id, net, crc FROM account WHERE id = ?");
            update = connection.prepareStatement("UPDATE account SET net = ?, crc = ? WHERE id = ?");
            insert = connection.prepareStatement("INSERT INTO account (net, crc, id) VALUES (?, ?, ?)");
            paymentRow = new RowBinder("payment", payment);
            activityRow = new RowBinder("activity", activity);
            updateRow = new RowBinder("account", update);
            insertRow = new RowBinder("account", insert);
        }

        @Override
        public void add(ToyBlock block) throws SQLException {
            trap.before(block);
            for (ToyBlock.Payment paid : block.payments()) {
                paymentRow.setLong(1, paid.id());
                paymentRow.setText(2, paid.text());
                paymentRow.setLong(3, paid.payer());
                paymentRow.setLong(4, paid.payee());
                paymentRow.setLong(5, paid.amount());
                paymentRow.setText(6, paid.id() % 3 == 0 ? null : "note of " + paid.id());
                paymentRow.setBytes(7, paid.id() % 5 == 0 ? null : block.hash());
                paymentRow.setCrc(8);
                payment.addBatch();
                addActivity(paid.payer(), paid.payerSeq(), paid.id(), -paid.amount());
                addActivity(paid.payee(), paid.payeeSeq(), paid.id(), paid.amount());
            }
        }

        private void addActivity(int account, long seq, long id, long amount) throws SQLException {
            activityRow.setLong(1, account);
            activityRow.setLong(2, seq);
            activityRow.setLong(3, id);
            activityRow.setLong(4, amount);
            activityRow.setCrc(5);
            activity.addBatch();
            changes.merge(account, amount, Long::sum);
        }

        @Override
        public void flush() throws SQLException {
            payment.executeBatch();
            activity.executeBatch();
            for (var change : changes.entrySet()) {
                read.setInt(1, change.getKey());
                long net = change.getValue();
                try (var found = read.executeQuery()) {
                    if (found.next()) {
                        net += RowReader.read("account", found, row -> {
                            row.getLong();
                            return row.getLong();
                        });
                    }
                }
                if (write(update, updateRow, change.getKey(), net) == 0) {
                    write(insert, insertRow, change.getKey(), net);
                }
            }
            changes.clear();
        }

        private int write(PreparedStatement statement, RowBinder row, int account, long net) throws SQLException {
            row.setLong(3, account);
            row.setLong(1, net);
            row.setCrc(2);
            return statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : List.of(payment, activity, read, update, insert)) {
                statement.close();
            }
        }
    }
}
