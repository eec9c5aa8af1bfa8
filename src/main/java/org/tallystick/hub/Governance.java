package org.tallystick.hub;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorSettings;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Follower;
import org.tallystick.node.Node;

/**
 * Who has which role and what is set, as of a moment ago, so that a call need not ask the ledger thread. Follows the node until it
 * is closed. Any thread.
 */
public final class Governance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Governance.class);
    private static final String ADMIN = "admin.";
    private static final String OPERATOR = "operator.";

    private final Node node;
    private final Follower follower;
    private volatile Known known;

    private record Known(Map<Pid, Set<Role>> roles, OperatorSettings settings) {}

    /**
     * Begins to follow.
     *
     * @param node running, with the room of operators
     */
    public Governance(Node node) {
        this.node = node;
        this.known = ask();
        this.follower = node.follow(this::look, this::refresh);
    }

    private Known ask() {
        return node.query(view -> {
            OperatorRoom room = view.room(OperatorRoom.class);
            return new Known(room.roles(), room.settings());
        });
    }

    private void look(CommittedBlock block) {
        boolean governed = block.block().transactions().stream()
                .map(transaction -> transaction.frame().type())
                .anyMatch(type -> type.startsWith(ADMIN) || type.startsWith(OPERATOR));
        if (governed) {
            refresh();
        }
    }

    private void refresh() {
        try {
            known = ask();
        } catch (CompletionException closing) {
            LOG.debug("The node is closing", closing);
        }
    }

    /** The roles of somebody, as of a moment ago. */
    public Set<Role> roles(Pid pid) {
        return known.roles().getOrDefault(pid, Set.of());
    }

    /** The roles of somebody at the last forced block. */
    public Set<Role> rolesNow(Pid pid) {
        return node.query(view -> view.room(OperatorRoom.class).roles(pid));
    }

    /** What is set, as of a moment ago. */
    public OperatorSettings settings() {
        return known.settings();
    }

    @Override
    public void close() {
        follower.close();
    }
}
