package org.tallystick.feature.operator;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.http.Desk;
import org.tallystick.http.People;
import org.tallystick.http.Route;
import org.tallystick.http.StatementDesk;

/** The routes of administration (API map; seed 004, admin). What changes something is a signed statement, {@code admin.<verb>}. */
public final class OperatorRoutes {

    static final String CHAPTER = "Administration";

    private final MemberRoutes members;
    private final GovernanceRoutes governance;

    /**
     * Makes the routes.
     *
     * @param desk the way to the node
     * @param statements where statements are submitted
     * @param people who there is
     */
    public OperatorRoutes(Desk desk, StatementDesk statements, People people) {
        this.members = new MemberRoutes(statements, new Members(desk, people));
        this.governance = new GovernanceRoutes(desk, statements, new AuditLog(desk, people));
    }

    /** All of them. */
    public List<Route> all() {
        return Stream.concat(members.all().stream(), governance.all().stream()).toList();
    }
}
