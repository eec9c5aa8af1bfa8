package org.tallystick.routing;

import java.util.List;

/** What became of the search for a payment's routes. Immutable. */
public sealed interface RouteResult {

    /**
     * The payment can be made.
     *
     * @param routes 1 to {@link RouteConstraints#maxPaths} routes whose amounts sum exactly to the request; together they
     *     keep every capacity and policy, and never use both directions between two nodes
     */
    record Found(List<Route> routes) implements RouteResult {
        /** Takes a copy. */
        public Found {
            routes = List.copyOf(routes);
        }
    }

    /**
     * There is some route, but not enough was found (E002 on the wire).
     *
     * @param atLeastMinor what could be paid in its place as far as was looked for, in minor units, at least 1; {@link
     *     RouteFinder#capacity} offers as much or more unless its work runs out
     */
    record TooLittle(long atLeastMinor) implements RouteResult {}

    /** No route was found for any amount (E001 on the wire). */
    record NoRoute() implements RouteResult {}

    /** The work limit was reached before the question was answered (E007 on the wire). */
    record OutOfWork() implements RouteResult {}
}
