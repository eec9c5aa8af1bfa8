package org.tallystick.hub.auth;

/** An entry of the hub's own journal was not taken. */
final class NotDurable extends Exception {

    private static final long serialVersionUID = 1L;

    NotDurable(Throwable cause) {
        super("an entry of the hub's own journal is not durable", cause);
    }
}
