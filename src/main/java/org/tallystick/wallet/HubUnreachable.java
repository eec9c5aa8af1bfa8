package org.tallystick.wallet;

/** The hub did not answer, or not in time: what was sent may have arrived or not. */
public final class HubUnreachable extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param what one clause for the log, without content
     */
    public HubUnreachable(String what) {
        super(what);
    }

    /** As {@link #HubUnreachable(String)} with what led to it. */
    public HubUnreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
