package org.tallystick.feature.payment.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/**
 * Payments in the order of the chain. There is no index by account: what touched an account is in the explorer's table
 * already, and each secondary index costs as much as the row.
 */
public final class PaymentProjection implements Projection<CommittedBlock> {

    static final String PAYMENT = "payment";

    @Override
    public String name() {
        return "payment";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> tables() {
        return List.of("""
                CREATE TABLE payment (
                  place BIGINT PRIMARY KEY,
                  tx_id CHARACTER VARYING(64) NOT NULL,
                  payer BIGINT NOT NULL,
                  payee BIGINT NOT NULL,
                  equivalent CHARACTER VARYING(16) NOT NULL,
                  amount_minor BIGINT NOT NULL,
                  description CHARACTER VARYING(1024),
                  at_ms BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""", "CREATE INDEX payment_tx_id ON payment (tx_id)");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new PaymentWriter(connection);
    }
}
