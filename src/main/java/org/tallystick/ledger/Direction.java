package org.tallystick.ledger;

import java.util.Locale;

/** The two ways in which the debt on a trust line moves. */
public enum Direction {
    /** The debtor of the line owes more: the way from debtor to creditor. */
    OWE,
    /** The debtor of the line owes less: the way from creditor to debtor. */
    CANCEL;

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException when there is no such word
     */
    public static Direction ofWord(String word) {
        for (Direction one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("No such word in this place of history");
    }
}
