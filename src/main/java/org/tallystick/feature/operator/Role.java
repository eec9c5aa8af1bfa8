package org.tallystick.feature.operator;

import java.util.Optional;

/** What somebody may do for the hub beside taking part; its word in signed history is its name. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Approves, freezes and thaws participants. */
    OPERATOR,
    /** Reads what operators read, and changes nothing. */
    AUDITOR;

    /** The role of a word, or nothing where there is none. */
    public static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.name().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
