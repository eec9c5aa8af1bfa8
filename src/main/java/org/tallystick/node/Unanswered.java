package org.tallystick.node;

/** A question to the node that has no answer now: it is closing, its projection does not serve, its history cannot be read. */
public final class Unanswered extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Unanswered(String reason, Throwable cause) {
        super("the node does not answer: " + reason, cause);
        this.reason = reason;
    }

    /** Why not, in a word: {@code closing}, {@code history}, or what the projection says in lower case. */
    public String reason() {
        return reason;
    }
}
