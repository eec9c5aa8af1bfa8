package org.tallystick.feature.participant.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.node.CommittedBlock;
import org.tallystick.store.Projection;
import org.tallystick.store.ProjectionWriter;

/** Who takes part, with the names and profiles that have not been erased. */
public final class ParticipantProjection implements Projection<CommittedBlock> {

    static final String PARTICIPANT = "participant";

    @Override
    public String name() {
        return "participant";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public List<String> tables() {
        return List.of(
                """
                CREATE TABLE participant (
                  account BIGINT PRIMARY KEY,
                  pid CHARACTER VARYING(44) NOT NULL,
                  display_name CHARACTER VARYING(1024),
                  search_name CHARACTER VARYING(255),
                  profile CHARACTER VARYING(16384),
                  type CHARACTER VARYING(64),
                  status CHARACTER VARYING(16) NOT NULL,
                  registered_at_ms BIGINT NOT NULL,
                  crc INTEGER NOT NULL)""",
                "CREATE INDEX participant_pid ON participant (pid)",
                "CREATE INDEX participant_search_name ON participant (search_name, account)");
    }

    @Override
    public ProjectionWriter<CommittedBlock> writer(Connection connection) throws SQLException {
        return new ParticipantWriter(connection);
    }
}
