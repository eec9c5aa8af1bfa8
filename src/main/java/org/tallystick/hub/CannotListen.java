package org.tallystick.hub;

import java.io.IOException;

/** A hub cannot be reached where it is meant to be. */
public final class CannotListen extends IOException {

    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What stands against it. */
    public enum Why {
        /** Another program listens there. */
        PORT_TAKEN,
        /** The operating system does not let this program listen there. */
        PORT_FORBIDDEN,
        /** This machine does not have the address. */
        NO_ADDRESS,
        /** The file with the certificate does not open, or has no key. */
        CERTIFICATE,
        /** Something else. */
        OTHER
    }

    /**
     * Makes the exception.
     *
     * @param what one sentence for whoever starts the hub
     */
    public CannotListen(Why why, String what, Throwable cause) {
        super(what, cause);
        this.why = why;
    }

    /** What stands against it. */
    public Why why() {
        return why;
    }
}
