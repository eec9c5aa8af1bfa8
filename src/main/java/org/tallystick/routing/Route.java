package org.tallystick.routing;

import java.util.Arrays;
import org.tallystick.base.Checks;

/** One simple path from payer to payee and what travels on it; no hop changes the amount. Immutable. */
public final class Route {

    private final int[] nodes;
    private final long amountMinor;

    /**
     * Makes a route; the array is copied.
     *
     * @param nodes payer, intermediates, payee: at least two
     * @param amountMinor what travels, in minor units, at least 1
     */
    public Route(int[] nodes, long amountMinor) {
        Checks.require(nodes.length >= 2, "A route has two ends.");
        Checks.require(amountMinor >= 1, "A route carries at least one minor unit.");
        this.nodes = nodes.clone();
        this.amountMinor = amountMinor;
    }

    /** How many arcs the route has. */
    public int hops() {
        return nodes.length - 1;
    }

    /**
     * The node at a position.
     *
     * @param position 0 for the payer, {@link #hops()} for the payee
     */
    public int node(int position) {
        return nodes[position];
    }

    /** All nodes from payer to payee, in a new array. */
    public int[] nodes() {
        return nodes.clone();
    }

    /** What travels, in minor units. */
    public long amountMinor() {
        return amountMinor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route && amountMinor == route.amountMinor && Arrays.equals(nodes, route.nodes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(nodes) + Long.hashCode(amountMinor);
    }

    @Override
    public String toString() {
        return Arrays.toString(nodes) + " carries " + amountMinor;
    }
}
