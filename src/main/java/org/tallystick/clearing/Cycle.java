package org.tallystick.clearing;

import java.util.Arrays;
import org.tallystick.base.Checks;

/**
 * A ring of debts and what can be taken off each of them: every node owes the next one, the last owes the first. Immutable.
 */
public final class Cycle {

    private final int[] nodes;
    private final long amountMinor;

    /**
     * Makes a cycle; the array is copied.
     *
     * @param nodes the ring, at least two different nodes, each owing the next
     * @param amountMinor what to take off each debt, in minor units, at least 1
     */
    public Cycle(int[] nodes, long amountMinor) {
        Checks.require(nodes.length >= 2, "A cycle has at least two nodes.");
        Checks.require(amountMinor >= 1, "A cycle clears at least one minor unit.");
        this.nodes = nodes.clone();
        this.amountMinor = amountMinor;
    }

    /** How many debts the ring has; as many as nodes. */
    public int hops() {
        return nodes.length;
    }

    /**
     * Who owes in the debt at a position.
     *
     * @param position 0 to {@link #hops()} - 1
     */
    public int debtor(int position) {
        return nodes[position];
    }

    /**
     * Who is owed in the debt at a position.
     *
     * @param position 0 to {@link #hops()} - 1
     */
    public int creditor(int position) {
        return nodes[position + 1 == nodes.length ? 0 : position + 1];
    }

    /** All nodes in the ring's order, in a new array. */
    public int[] nodes() {
        return nodes.clone();
    }

    /** What to take off each debt, in minor units. */
    public long amountMinor() {
        return amountMinor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cycle cycle && amountMinor == cycle.amountMinor && Arrays.equals(nodes, cycle.nodes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(nodes) + Long.hashCode(amountMinor);
    }

    @Override
    public String toString() {
        return Arrays.toString(nodes) + " clears " + amountMinor;
    }
}
