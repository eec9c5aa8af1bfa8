package org.tallystick.routing;

/**
 * The most that could flow from one node to another over any number of routes of any length.
 *
 * @param valueMinor in minor units; {@link Long#MAX_VALUE} stands for that much or more
 * @param exact false when the work limit came first: the value is then only a lower bound of the flow
 */
public record MaxFlow(long valueMinor, boolean exact) {}
