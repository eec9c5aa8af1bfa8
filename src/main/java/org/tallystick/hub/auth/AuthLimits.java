package org.tallystick.hub.auth;

import static org.tallystick.base.Checks.require;

/**
 * How long and how many.
 *
 * @param challengeMs how long a challenge can be used
 * @param accessMs how long an access token counts, whole seconds
 * @param refreshMs how long a refresh token counts, whole seconds
 * @param challengesEach live challenges of one participant; more push the oldest out
 * @param challenges live challenges of all
 * @param familiesEach families of one participant; one more ends the one that would run out first
 * @param families families of all
 */
public record AuthLimits(
        long challengeMs,
        long accessMs,
        long refreshMs,
        int challengesEach,
        int challenges,
        int familiesEach,
        int families) {

    /** Those of the API map. */
    public static final AuthLimits DEFAULT =
            new AuthLimits(300_000, 15 * 60_000, 7L * 86_400_000, 16, 100_000, 32, 100_000);

    /** Checks the bounds. */
    public AuthLimits {
        require(
                challengeMs > 0 && accessMs >= 1_000 && refreshMs >= accessMs,
                "A refresh token counts longer than an access token");
        require(accessMs % 1_000 == 0 && refreshMs % 1_000 == 0, "Tokens count in seconds");
        require(
                challengesEach > 0 && challenges > 0 && familiesEach > 0 && families > 0,
                "There may be some of everything");
    }
}
