package org.tallystick.node;

/** The node is closed or closing and answers no questions any more. */
public final class NodeClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public NodeClosed() {
        super("The node is closed");
    }
}
