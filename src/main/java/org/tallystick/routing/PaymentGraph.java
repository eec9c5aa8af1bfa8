package org.tallystick.routing;

import java.util.Arrays;
import org.tallystick.base.Checks;

/**
 * The live payment graph of one equivalent. A node is an account number, dense from 0; an arc S→R says how much S can pay R
 * at this moment (what R owes S, and what is left of R's line to S, less holds; the caller reckons it) and what R's side
 * allows.
 *
 * <p>Belongs to one thread, the node's ledger thread, which also searches it. All changes are cheap and local; the order
 * of the changes decides the order in which searches look at arcs, so that the same history gives the same routes.
 */
public final class PaymentGraph {

    /** The largest capacity of an arc; the most that sums over a payment's routes can bear. */
    public static final long MAX_CAPACITY_MINOR = 1L << 56;

    private static final long ABSENT = -1;
    private static final int[] NO_SLOTS = new int[0];

    // Two nodes with an arc between them form a pair p with two slots, 2p from the lower node to the higher and 2p + 1
    // back,
    // of which one may be absent. So the tail of a slot is the head of its twin, and one adjacency serves both
    // directions.
    private int[] heads = new int[32];
    private long[] capacities = new long[32];
    private ArcPolicy[] policies = new ArcPolicy[32];
    private int pairsEverUsed;
    private int[] freePairs = NO_SLOTS;
    private int freePairCount;
    private final PairIndex pairs = new PairIndex();

    private int[][] slotsOfNode = new int[16][];
    private int[] degrees = new int[16];
    private boolean[] inactive = new boolean[16];
    private int nodeCount;
    private int arcCount;

    /** Makes an empty graph. */
    public PaymentGraph() {}

    /**
     * Makes sure that the nodes 0 to {@code count} - 1 exist; new ones are active and without arcs.
     *
     * @param count how many nodes there must be at least
     */
    public void ensureNodes(int count) {
        Checks.require(count >= 0, "A graph cannot have fewer than no nodes.");
        if (count > degrees.length) {
            int room = Math.max(count, degrees.length + (degrees.length >> 1));
            slotsOfNode = Arrays.copyOf(slotsOfNode, room);
            degrees = Arrays.copyOf(degrees, room);
            inactive = Arrays.copyOf(inactive, room);
        }
        for (; nodeCount < count; nodeCount++) {
            slotsOfNode[nodeCount] = NO_SLOTS;
        }
    }

    /**
     * Adds an arc or changes it. An arc of capacity 0 stays where it is and is not used.
     *
     * @param from who pays over the arc
     * @param to who is paid over it, another node
     * @param capacityMinor what can be paid now, in minor units, 0 to {@link #MAX_CAPACITY_MINOR}
     * @param policy what the payee's side allows
     */
    public void setArc(int from, int to, long capacityMinor, ArcPolicy policy) {
        requireNode(from);
        requireNode(to);
        Checks.require(from != to, "An arc joins two nodes.");
        requireCapacity(capacityMinor);
        int slot = slot(from, to);
        if (slot < 0) {
            slot = addPair(from, to);
        }
        if (capacities[slot] == ABSENT) {
            arcCount++;
        }
        capacities[slot] = capacityMinor;
        policies[slot] = policy;
    }

    /**
     * Changes the capacity of an arc and nothing else.
     *
     * @param from who pays over the arc
     * @param to who is paid over it
     * @param capacityMinor what can be paid now, in minor units, 0 to {@link #MAX_CAPACITY_MINOR}
     * @throws IllegalArgumentException when there is no such arc
     */
    public void setCapacity(int from, int to, long capacityMinor) {
        requireCapacity(capacityMinor);
        int slot = slot(from, to);
        Checks.require(slot >= 0 && capacities[slot] != ABSENT, "There is no such arc.");
        capacities[slot] = capacityMinor;
    }

    /** Takes an arc out; nothing happens where there is none. */
    public void removeArc(int from, int to) {
        int slot = slot(from, to);
        if (slot < 0 || capacities[slot] == ABSENT) {
            return;
        }
        capacities[slot] = ABSENT;
        policies[slot] = ArcPolicy.OPEN;
        arcCount--;
        if (capacities[slot ^ 1] == ABSENT) {
            removeFrom(from, slot);
            removeFrom(to, slot ^ 1);
            int pair = slot >> 1;
            pairs.remove(pair, heads);
            if (freePairCount == freePairs.length) {
                freePairs = Arrays.copyOf(freePairs, Math.max(8, 2 * freePairCount));
            }
            freePairs[freePairCount++] = pair;
        }
    }

    /** Says whether a node takes part; an inactive one neither sends, receives nor forwards. */
    public void setNodeActive(int node, boolean active) {
        requireNode(node);
        inactive[node] = !active;
    }

    /** Whether a node takes part. */
    public boolean isNodeActive(int node) {
        requireNode(node);
        return !inactive[node];
    }

    /** Whether there is an arc, be it of capacity 0. */
    public boolean hasArc(int from, int to) {
        int slot = slot(from, to);
        return slot >= 0 && capacities[slot] != ABSENT;
    }

    /** What can be paid over an arc, in minor units; 0 where there is none. */
    public long capacity(int from, int to) {
        int slot = slot(from, to);
        return slot < 0 ? 0 : Math.max(0, capacities[slot]);
    }

    /** The policy of an arc; {@link ArcPolicy#OPEN} where there is none. */
    public ArcPolicy policy(int from, int to) {
        int slot = slot(from, to);
        return slot < 0 ? ArcPolicy.OPEN : policies[slot];
    }

    /** How many nodes there are. */
    public int nodeCount() {
        return nodeCount;
    }

    /** How many arcs there are, those of capacity 0 included. */
    public int arcCount() {
        return arcCount;
    }

    /** How many slots there are or have been; every slot number lies below. */
    int slotLimit() {
        return 2 * pairsEverUsed;
    }

    /** The slots that leave a node; only the first {@link #degree} entries count. Not to be changed. */
    int[] slots(int node) {
        return slotsOfNode[node];
    }

    /** As {@link #isNodeActive} the other way round, for a node that is known to exist. */
    boolean isInactive(int node) {
        return inactive[node];
    }

    int degree(int node) {
        return degrees[node];
    }

    int head(int slot) {
        return heads[slot];
    }

    int tail(int slot) {
        return heads[slot ^ 1];
    }

    /** The capacity of a slot; negative where its direction is absent. */
    long slotCapacity(int slot) {
        return capacities[slot];
    }

    ArcPolicy slotPolicy(int slot) {
        return policies[slot];
    }

    /** The slot of an arc or of its absent twin; negative when there is neither. */
    int slot(int from, int to) {
        if (from < to) {
            return 2 * pairs.find(from, to, heads);
        }
        int pair = pairs.find(to, from, heads);
        return pair < 0 ? pair : 2 * pair + 1;
    }

    private int addPair(int from, int to) {
        int pair;
        if (freePairCount > 0) {
            pair = freePairs[--freePairCount];
        } else {
            pair = pairsEverUsed++;
            growSlots();
        }
        int forward = 2 * pair;
        heads[forward] = Math.max(from, to);
        heads[forward + 1] = Math.min(from, to);
        capacities[forward] = ABSENT;
        capacities[forward + 1] = ABSENT;
        policies[forward] = ArcPolicy.OPEN;
        policies[forward + 1] = ArcPolicy.OPEN;
        pairs.add(pair, heads);
        int slot = from < to ? forward : forward + 1;
        append(from, slot);
        append(to, slot ^ 1);
        return slot;
    }

    private void growSlots() {
        if (slotLimit() > heads.length) {
            int room = heads.length + (heads.length >> 1);
            room += room & 1;
            heads = Arrays.copyOf(heads, room);
            capacities = Arrays.copyOf(capacities, room);
            policies = Arrays.copyOf(policies, room);
        }
    }

    private void append(int node, int slot) {
        int[] slots = slotsOfNode[node];
        int degree = degrees[node];
        if (degree == slots.length) {
            slots = Arrays.copyOf(slots, Math.max(4, degree + (degree >> 1)));
            slotsOfNode[node] = slots;
        }
        slots[degree] = slot;
        degrees[node] = degree + 1;
    }

    private void removeFrom(int node, int slot) {
        int[] slots = slotsOfNode[node];
        int last = --degrees[node];
        int at = 0;
        while (slots[at] != slot) {
            at++;
        }
        System.arraycopy(slots, at + 1, slots, at, last - at);
    }

    private void requireNode(int node) {
        Checks.require(node >= 0 && node < nodeCount, "There is no such node.");
    }

    private static void requireCapacity(long capacityMinor) {
        Checks.require(capacityMinor >= 0 && capacityMinor <= MAX_CAPACITY_MINOR, "A capacity is out of bounds.");
    }
}
