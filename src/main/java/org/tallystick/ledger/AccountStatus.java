package org.tallystick.ledger;

import java.util.Locale;

/** What an account may do; only an active one sends, receives, forwards, gives or takes credit. */
public enum AccountStatus {
    /** Everything. */
    ACTIVE,
    /** Nothing until an operator thaws it. */
    FROZEN,
    /** Imported and nobody's yet: counts as frozen. */
    UNCLAIMED,
    /** Excluded by an operator. */
    BANNED,
    /** Gone by its own wish. */
    LEFT,
    /** Registered and waiting for an operator's approval: counts as frozen. */
    PENDING;

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException when there is no such word
     */
    public static AccountStatus ofWord(String word) {
        for (AccountStatus one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("No such word in this place of history");
    }
}
