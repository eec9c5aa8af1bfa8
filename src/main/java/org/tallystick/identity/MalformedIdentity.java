package org.tallystick.identity;

/**
 * A PID, key, signature, did:key or statement from outside is not what it has to be. The message is one sentence without
 * the text itself.
 */
public final class MalformedIdentity extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param what what is wrong, in one sentence without a full stop
     */
    public MalformedIdentity(String what) {
        super(what);
    }
}
