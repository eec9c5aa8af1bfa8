package org.tallystick.routing;

import java.util.Arrays;

/**
 * Keeps the nodes apart that no way leads through: what is left of the graph when nodes with one neighbour are taken away again
 * and again is its 2-core; everybody else hangs on it, or stands alone, in trees. Of a node in a tree only its parent is kept, and
 * its parent's slot is a dead end, so that a search passes whole trees by with one look (design §3; the core by S. Seidman, 1983).
 *
 * <p>A neighbour is whoever has an arc, be it of no capacity. Changes are local: a new pair walks up the trees of its two nodes, one
 * that goes takes away what now hangs. Owned by the graph's thread.
 */
final class HangingTrees {

    private static final int IN_CORE = -2;
    private static final int ROOT = -1;

    /** The graph as the trees need it. */
    interface Neighbours {

        /** The slot of a neighbour in a node's row. */
        int slot(int node, int neighbour);

        /** Marks a slot's neighbour as hanging below the owner or not. */
        void setDeadEnd(int slot, boolean deadEnd);

        /** Some neighbour of a node that is in the core and not {@code other}; -1 where there is none. */
        int coreNeighbour(int node, int other);
    }

    private final Neighbours neighbours;
    private int[] parents = new int[16];
    private int nodeCount;

    HangingTrees(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    void ensureNodes(int count) {
        if (count > parents.length) {
            parents = Arrays.copyOf(parents, Math.max(count, parents.length + (parents.length >> 1)));
        }
        for (; nodeCount < count; nodeCount++) {
            parents[nodeCount] = ROOT;
        }
    }

    long bytes() {
        return (long) Integer.BYTES * parents.length;
    }

    boolean isInCore(int node) {
        return parents[node] == IN_CORE;
    }

    /**
     * Takes up a new pair.
     *
     * @param alone whether the first node had no neighbour before
     * @param otherAlone whether the other had none
     */
    void added(int node, boolean alone, int other, boolean otherAlone) {
        if (alone) {
            hang(node, other);
        } else if (otherAlone) {
            hang(other, node);
        } else if (parents[node] != IN_CORE || parents[other] != IN_CORE) {
            join(node, other);
        }
    }

    /** Follows the end of a pair that is no longer in the rows. */
    void removed(int node, int other) {
        if (parents[node] == other) {
            parents[node] = ROOT;
        } else if (parents[other] == node) {
            parents[other] = ROOT;
        } else {
            peel(node);
            peel(other);
        }
    }

    private void join(int node, int other) {
        int root = root(node);
        int otherRoot = root(other);
        boolean rootInCore = parents[root] == IN_CORE;
        boolean otherRootInCore = parents[otherRoot] == IN_CORE;
        if (root == otherRoot && !rootInCore) {
            // A circle comes to be inside a tree; what was above it hangs on it from now on.
            int meeting = meeting(node, other);
            turnOver(meeting);
            intoCore(node);
            intoCore(other);
        } else if (rootInCore && otherRootInCore) {
            intoCore(node);
            intoCore(other);
        } else if (rootInCore) {
            turnOver(other);
            hang(other, node);
        } else {
            turnOver(node);
            hang(node, other);
        }
    }

    private void hang(int node, int parent) {
        parents[node] = parent;
        neighbours.setDeadEnd(neighbours.slot(parent, node), true);
    }

    private int root(int node) {
        int at = node;
        while (parents[at] >= 0) {
            at = parents[at];
        }
        return at;
    }

    /** Where the ways up from two nodes of one tree meet. */
    private int meeting(int node, int other) {
        int depth = depth(node);
        int otherDepth = depth(other);
        int at = node;
        int otherAt = other;
        for (; depth > otherDepth; depth--) {
            at = parents[at];
        }
        for (; otherDepth > depth; otherDepth--) {
            otherAt = parents[otherAt];
        }
        while (at != otherAt) {
            at = parents[at];
            otherAt = parents[otherAt];
        }
        return at;
    }

    private int depth(int node) {
        int depth = 0;
        for (int at = node; parents[at] >= 0; at = parents[at]) {
            depth++;
        }
        return depth;
    }

    /** Makes a node of a tree without a core its root. */
    private void turnOver(int node) {
        int child = ROOT;
        int at = node;
        while (at >= 0) {
            int parent = parents[at];
            if (parent >= 0) {
                neighbours.setDeadEnd(neighbours.slot(parent, at), false);
            }
            parents[at] = child;
            if (child >= 0) {
                neighbours.setDeadEnd(neighbours.slot(child, at), true);
            }
            child = at;
            at = parent;
        }
    }

    /** Takes a node and all above it into the core. */
    private void intoCore(int node) {
        int at = node;
        while (parents[at] != IN_CORE) {
            int parent = parents[at];
            parents[at] = IN_CORE;
            if (parent == ROOT) {
                return;
            }
            neighbours.setDeadEnd(neighbours.slot(parent, at), false);
            at = parent;
        }
    }

    /** Takes a node out of the core that has too few neighbours there, and what hangs then. */
    private void peel(int node) {
        int at = node;
        while (parents[at] == IN_CORE) {
            int one = neighbours.coreNeighbour(at, ROOT);
            if (one == ROOT) {
                parents[at] = ROOT;
                return;
            }
            if (neighbours.coreNeighbour(at, one) != ROOT) {
                return;
            }
            hang(at, one);
            at = one;
        }
    }
}
