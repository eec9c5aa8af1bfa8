package org.tallystick.http;

import java.util.Set;

/** Who may call a route. */
public enum Access {
    /** Everybody. */
    PUBLIC,
    /** Whoever is logged in. */
    PARTICIPANT,
    /** Who looks after the books: any role. */
    AUDITOR,
    /** Who looks after people. */
    OPERATOR,
    /** Who governs the hub. */
    ADMIN;

    /** Whether somebody with these roles, who is logged in, may call. */
    public boolean allows(Set<Role> held) {
        return switch (this) {
            case PUBLIC, PARTICIPANT -> true;
            case AUDITOR -> !held.isEmpty();
            case OPERATOR -> held.contains(Role.OPERATOR) || held.contains(Role.ADMIN);
            case ADMIN -> held.contains(Role.ADMIN);
        };
    }
}
