package org.tallystick.hub.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.tallystick.http.ApiError;

/** What the server asks of every request before anything else, and how it words a refusal. Any thread. */
public interface Door {

    /**
     * Lets a request pass: its host, its address. May set headers that every answer has.
     *
     * @throws ApiError when it may not
     */
    void admit(HttpServletRequest request, HttpServletResponse response) throws ApiError;

    /**
     * Counts a request that gave no token that counts, so that nobody guesses tokens for long.
     *
     * @throws ApiError when there were too many
     */
    void refused(HttpServletRequest request) throws ApiError;

    /** The body of an answer that is an error. */
    byte[] failure(ApiError error);
}
