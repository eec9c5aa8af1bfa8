package org.tallystick.feature.operator;

import java.util.Locale;
import java.util.Optional;

/** How newcomers become participants. */
public enum Registration {
    /** At once. */
    OPEN,
    /** When an operator approves them. */
    APPROVAL;

    /** The word for it in signed history and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}; nothing where there is no such word. */
    public static Optional<Registration> ofWord(String word) {
        for (Registration one : values()) {
            if (one.word().equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
