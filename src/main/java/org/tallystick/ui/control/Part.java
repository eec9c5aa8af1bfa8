package org.tallystick.ui.control;

/**
 * A piece of a sentence.
 *
 * @param text its words
 * @param weight how it stands out
 */
public record Part(String text, Weight weight) {

    /** How a piece stands out. */
    public enum Weight {
        /** As the rest. */
        PLAIN,
        /** A name or a figure. */
        BOLD,
        /** What I owe. */
        OWE,
        /** What I am owed. */
        OWED
    }

    /** As the rest. */
    public static Part plain(String text) {
        return new Part(text, Weight.PLAIN);
    }

    /** A name or a figure. */
    public static Part bold(String text) {
        return new Part(text, Weight.BOLD);
    }

    /** What I owe. */
    public static Part owe(String text) {
        return new Part(text, Weight.OWE);
    }

    /** What I am owed. */
    public static Part owed(String text) {
        return new Part(text, Weight.OWED);
    }
}
