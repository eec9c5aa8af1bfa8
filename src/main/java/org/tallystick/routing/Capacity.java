package org.tallystick.routing;

/**
 * What can be paid from one node to another; every amount from 1 to {@code atLeastMinor} is found by
 * {@link RouteFinder#find} under the same constraints while the graph does not change. More may be possible.
 *
 * @param atLeastMinor what the routes found carry together, in minor units; 0 when there is none
 * @param routes how many routes that takes; 0 when there is none
 * @param shortestHops the arcs of the shortest of them; 0 when there is none
 * @param workRanOut whether the search stopped at its work limit, so that longer work might find more
 */
public record Capacity(long atLeastMinor, int routes, int shortestHops, boolean workRanOut) {}
