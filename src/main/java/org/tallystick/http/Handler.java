package org.tallystick.http;

/** Answers the calls of a route, on the thread of the call, which may wait. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a call whose parameters and body fit the route's schema.
     *
     * @throws ApiError when it is answered with an error
     * @throws InterruptedException when the hub is closing
     */
    Reply answer(Call call) throws ApiError, InterruptedException;
}
