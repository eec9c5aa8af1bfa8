package org.tallystick.hub;

import static org.tallystick.base.Checks.require;

/**
 * Bounds of what comes in; readable at {@code GET /hub}.
 *
 * @param bodyBytes the longest body
 * @param bodiesBytes how much memory all bodies may take at once, with what is made of them
 * @param jsonDepth how many arrays and objects may stand inside each other
 * @param connections most connections at once
 * @param frameBytes the longest WebSocket frame
 * @param headMs how long a request may take to come in, from its first byte to its last
 * @param idleMs how long a connection may say nothing
 * @param stopMs how long those under way are waited for when the hub stops
 * @param rated whether calls are counted and limited at all
 */
public record HubLimits(
        int bodyBytes,
        int bodiesBytes,
        int jsonDepth,
        int connections,
        int frameBytes,
        int headMs,
        int idleMs,
        int stopMs,
        boolean rated) {

    /** The limits of the API map. */
    public static final HubLimits DEFAULT =
            new HubLimits(1 << 20, 64 << 20, 32, 2_000, 64 << 10, 20_000, 60_000, 5_000, true);

    /** Checks the bounds. */
    public HubLimits {
        require(bodyBytes > 0 && bodiesBytes >= bodyBytes && connections > 0, "A hub takes something");
    }

    /** The same without counting calls. */
    public HubLimits unrated() {
        return new HubLimits(bodyBytes, bodiesBytes, jsonDepth, connections, frameBytes, headMs, idleMs, stopMs, false);
    }
}
