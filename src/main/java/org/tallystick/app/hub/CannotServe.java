package org.tallystick.app.hub;

import java.io.IOException;

/** A hub was told to be something that it cannot be. */
public final class CannotServe extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param why one sentence for whoever starts it
     */
    CannotServe(String why) {
        super(why);
    }
}
