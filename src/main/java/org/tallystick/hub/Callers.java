package org.tallystick.hub;

import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;

/** Finds out who calls. Any thread; quick. */
@FunctionalInterface
public interface Callers {

    /**
     * Who proved to be whom.
     *
     * @param token an access token
     * @throws ApiError E016 when it is not one of this hub's, or no longer
     */
    Caller of(String token) throws ApiError;
}
