package org.tallystick.feature.operator.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/** The audit log: acts of administration in the order of the chain, without personal texts. */
public final class OperatorProjection implements Projection<CommittedBlock> {

    static final String AUDIT = "audit";

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> tables() {
        return List.of("""
                CREATE TABLE audit (
                  place BIGINT PRIMARY KEY,
                  at_ms BIGINT NOT NULL,
                  actor BIGINT,
                  action CHARACTER VARYING(64) NOT NULL,
                  object CHARACTER VARYING(44),
                  details CHARACTER VARYING(4096) NOT NULL,
                  crc INTEGER NOT NULL)""");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new AuditWriter(connection);
    }
}
