package org.tallystick.feature.explorer.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/**
 * Blocks, transactions, and which transaction touched which account. The two ends of a payment are marked in the table of
 * activity, so that somebody's payments are counted and listed without an index of their own.
 */
public final class ExplorerProjection implements Projection<CommittedBlock> {

    static final String BLOCK = "block";
    static final String TRANSACTION = "block_transaction";
    static final String ACTIVITY = "activity";

    @Override
    public String name() {
        return "explorer";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> tables() {
        return List.of("""
                CREATE TABLE block (
                  height BIGINT PRIMARY KEY,
                  epoch INTEGER NOT NULL,
                  hash BINARY VARYING(32) NOT NULL,
                  at_ms BIGINT NOT NULL,
                  transactions INTEGER NOT NULL,
                  touches_so_far BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""", """
                CREATE TABLE block_transaction (
                  place BIGINT PRIMARY KEY,
                  hash BINARY VARYING(32) NOT NULL,
                  type CHARACTER VARYING(64) NOT NULL,
                  tx_id CHARACTER VARYING(64) NOT NULL,
                  crc INTEGER NOT NULL)""", """
                CREATE TABLE activity (
                  id BIGINT PRIMARY KEY,
                  seq BIGINT NOT NULL,
                  place BIGINT NOT NULL,
                  net_changed BOOLEAN NOT NULL,
                  payment_end SMALLINT NOT NULL,
                  equivalent CHARACTER VARYING(16),
                  crc INTEGER NOT NULL)""");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new ExplorerWriter(connection);
    }
}
