package org.tallystick.ledger;

import java.util.Locale;

/** The state of a trust line. A closed line is kept as long as something may ask for it, but gives and holds nothing. */
public enum LineStatus {
    /** Gives credit up to its limit. */
    ACTIVE,
    /** Gives no new credit, but what is owed on it can be paid down. */
    FROZEN,
    /** Over. */
    CLOSED;

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException when there is no such word
     */
    public static LineStatus ofWord(String word) {
        for (LineStatus one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("No such word in this place of history");
    }
}
