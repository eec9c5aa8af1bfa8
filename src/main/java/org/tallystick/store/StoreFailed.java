package org.tallystick.store;

/** The projection cannot be written or read any more: move it aside and rebuild it (design §4). Nothing is lost by that. */
public final class StoreFailed extends Exception {

    private static final long serialVersionUID = 1L;

    StoreFailed(String message) {
        super(message);
    }

    StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
