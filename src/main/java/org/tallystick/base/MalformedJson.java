package org.tallystick.base;

/**
 * A JSON text, or a field of one, is not what it has to be. The message is one sentence that says what and where; it
 * repeats names of fields, never their values.
 */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final String where;

    /**
     * Makes the exception.
     *
     * @param what what is wrong, without a full stop
     * @param where a path such as {@code $.policy.tags[2]} or a place such as {@code byte 17}
     */
    public MalformedJson(String what, String where) {
        super(what + " at " + where);
        this.where = where;
    }

    /** Where it is wrong: a path from {@code $}, or a byte of the text. */
    public String where() {
        return where;
    }
}
