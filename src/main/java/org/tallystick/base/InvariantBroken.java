package org.tallystick.base;

/** Something that must always hold does not: a defect of the program or damaged state, never a caller's mistake. */
public final class InvariantBroken extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message one sentence without amounts, names or keys
     */
    public InvariantBroken(String message) {
        super(message);
    }

    /**
     * Makes the exception with what led to it.
     *
     * @param message one sentence without amounts, names or keys
     * @param cause what was met
     */
    public InvariantBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
