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
    LEFT;

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
