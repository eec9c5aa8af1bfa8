package org.tallystick.routing;

import org.tallystick.base.Checks;

/**
 * What a payer allows of the routes of one payment.
 *
 * @param maxHops most arcs a route may have, 1 to {@link #MAX_HOPS}
 * @param maxPaths most routes, 1 to {@link #MAX_PATHS}
 * @param avoid nodes that no route may touch; avoiding an end means that there is no route
 * @param workLimit most arcs that one attempt may scan, those of a flow that is taken apart into routes included, at least 1: the
 *     search's deterministic stand-in for a time limit. A search makes at most two attempts (one route for the whole amount; then
 *     several, or any at all)
 */
public record RouteConstraints(int maxHops, int maxPaths, NodeSet avoid, long workLimit) {

    /** The bound of {@link #maxHops}; hubs allow fewer (design §3, facts on GEO §5). */
    public static final int MAX_HOPS = 32;

    /** The bound of {@link #maxPaths}. */
    public static final int MAX_PATHS = 64;

    /** Checks the bounds. */
    public RouteConstraints {
        Checks.require(maxHops >= 1 && maxHops <= MAX_HOPS, "The number of hops is out of bounds.");
        Checks.require(maxPaths >= 1 && maxPaths <= MAX_PATHS, "The number of paths is out of bounds.");
        Checks.require(workLimit >= 1, "A search needs some work to do.");
    }
}
