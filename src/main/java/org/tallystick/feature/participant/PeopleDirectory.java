package org.tallystick.feature.participant;

import java.util.Collection;
import java.util.Map;
import org.tallystick.feature.participant.sql.ParticipantQueries;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;

/** Names out of the projection. Any thread but the node's own. */
public final class PeopleDirectory implements Directory {

    private final Desk desk;
    private final ParticipantQueries queries;

    /**
     * Makes the directory.
     *
     * @param desk the way to the node
     */
    public PeopleDirectory(Desk desk) {
        this.desk = desk;
        this.queries = new ParticipantQueries(desk.node().store());
    }

    @Override
    public Map<Integer, String> names(Collection<Integer> accounts) throws ApiError, InterruptedException {
        return accounts.isEmpty() ? Map.of() : desk.read(() -> queries.names(accounts));
    }
}
