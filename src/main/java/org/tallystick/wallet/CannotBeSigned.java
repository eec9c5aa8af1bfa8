package org.tallystick.wallet;

/** The hub has no words for this: nothing that could be signed for it means what is wanted, so that nothing was signed. */
public final class CannotBeSigned extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Makes the exception.
     *
     * @param field what the hub does not know, by its name in the API map
     */
    public CannotBeSigned(String field) {
        super("the hub does not know " + field, null, false, false);
        this.field = field;
    }

    /** What the hub does not know. */
    public String field() {
        return field;
    }
}
