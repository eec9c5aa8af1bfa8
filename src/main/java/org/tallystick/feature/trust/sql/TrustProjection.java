package org.tallystick.feature.trust.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/**
 * Trust lines, closed ones included, and what is owed on them. Debts change with every payment and stand in a narrow table of
 * their own, with a row only for lines that ever carried one.
 */
public final class TrustProjection implements Projection<CommittedBlock> {

    static final String LINE = "trust_line";
    static final String DEBT = "line_debt";

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> tables() {
        return List.of(
                """
                CREATE TABLE trust_line (
                  number BIGINT PRIMARY KEY,
                  id BINARY VARYING(16) NOT NULL,
                  creditor BIGINT NOT NULL,
                  debtor BIGINT NOT NULL,
                  equivalent CHARACTER VARYING(16) NOT NULL,
                  limit_minor BIGINT NOT NULL,
                  policy CHARACTER VARYING(8192) NOT NULL,
                  status CHARACTER VARYING(16) NOT NULL,
                  opened_at_ms BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""",
                "CREATE INDEX trust_line_id ON trust_line (id)",
                "CREATE INDEX trust_line_creditor ON trust_line (creditor, number)",
                "CREATE INDEX trust_line_debtor ON trust_line (debtor, number)",
                """
                CREATE TABLE line_debt (
                  line BIGINT PRIMARY KEY,
                  debt_minor BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new TrustWriter(connection);
    }
}
