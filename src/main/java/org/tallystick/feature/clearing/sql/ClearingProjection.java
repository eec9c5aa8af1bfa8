package org.tallystick.feature.clearing.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/** Cleared cycles in the order of the chain. */
public final class ClearingProjection implements Projection<CommittedBlock> {

    static final String CLEARING = "clearing";

    @Override
    public String name() {
        return "clearing";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> tables() {
        return List.of("""
                CREATE TABLE clearing (
                  place BIGINT PRIMARY KEY,
                  equivalent CHARACTER VARYING(16) NOT NULL,
                  amount_minor BIGINT NOT NULL,
                  hops INTEGER NOT NULL,
                  at_ms BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new ClearingWriter(connection);
    }
}
