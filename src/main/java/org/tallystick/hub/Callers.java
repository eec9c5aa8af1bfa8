package org.tallystick.hub;

import org.tallystick.http.Access;
import org.tallystick.http.ApiError;
import org.tallystick.http.Caller;

/** Finds out who calls. Any thread; quick. */
@FunctionalInterface
public interface Callers {

    /**
     * Who proved to be whom.
     *
     * @param token an access token
     * @param needed what the route asks for
     * @throws ApiError E016 when it is not one of this hub's, or no longer
     */
    Caller of(String token, Access needed) throws ApiError;
}
