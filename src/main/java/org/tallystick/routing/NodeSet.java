package org.tallystick.routing;

import java.util.Arrays;
import org.tallystick.base.Checks;

/** A small immutable set of node numbers in ascending order. May be used from any thread. */
public final class NodeSet {

    /** The set without a member. */
    public static final NodeSet EMPTY = new NodeSet(new int[0]);

    private final int[] ascending;

    private NodeSet(int[] ascending) {
        this.ascending = ascending;
    }

    /**
     * Makes a set; order and repetitions do not matter, the array is copied.
     *
     * @param nodes node numbers, none negative
     * @throws IllegalArgumentException when a number is negative
     */
    public static NodeSet of(int... nodes) {
        if (nodes.length == 0) {
            return EMPTY;
        }
        int[] ascending = Arrays.stream(nodes).sorted().distinct().toArray();
        Checks.require(ascending[0] >= 0, "A node number cannot be negative.");
        return new NodeSet(ascending);
    }

    /** Whether the node is a member. */
    public boolean contains(int node) {
        return Arrays.binarySearch(ascending, node) >= 0;
    }

    /** Whether there is no member. */
    public boolean isEmpty() {
        return ascending.length == 0;
    }

    /** How many members there are. */
    public int size() {
        return ascending.length;
    }

    /**
     * The member at a position.
     *
     * @param index 0 for the smallest member, below {@link #size()}
     */
    public int at(int index) {
        return ascending[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSet set && Arrays.equals(ascending, set.ascending);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascending);
    }

    @Override
    public String toString() {
        return Arrays.toString(ascending);
    }
}
