package org.tallystick.node.block;

/** Bytes of signed history are not what they have to be. */
public final class BlockDamaged extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param what one clause that says what and where, without content
     */
    public BlockDamaged(String what) {
        super(what);
    }

    /** As {@link #BlockDamaged(String)} with what led to it. */
    public BlockDamaged(String what, Throwable cause) {
        super(what, cause);
    }
}
