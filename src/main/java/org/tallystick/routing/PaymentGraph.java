package org.tallystick.routing;

import org.tallystick.base.Checks;

/**
 * The live payment graph of one equivalent. A node is an account number, dense from 0; an arc S→R says how much S can pay R
 * at this moment (what R owes S, and what is left of R's line to S, less holds; the caller reckons it) and what R's side
 * allows.
 *
 * <p>Belongs to one thread, the node's ledger thread, which also searches it; others ask it by a {@link RouteReader}. All changes are
 * cheap and local; the order of the changes decides the order in which searches look at arcs, so that the same history gives the same
 * routes.
 */
public final class PaymentGraph {

    /** The largest capacity of an arc; the most that sums over a payment's routes can bear. */
    public static final long MAX_CAPACITY_MINOR = 1L << 56;

    private static final long ABSENT = SlotPages.ABSENT;
    private static final int NONE = Rows.NONE;

    private final SlotPages pages = new SlotPages();
    private final ArcWords words = new ArcWords(pages);
    private final Pairs pairs = new Pairs(pages, words);
    private final LayoutStamp layout = new LayoutStamp();
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
        if (count > nodeCount()) {
            layout.begin();
            pairs.ensureNodes(count);
            words.ensureNodes(count);
            layout.end();
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
        requirePair(from, to);
        requireCapacity(capacityMinor);
        int slot = slot(from, to);
        boolean changesLayout = slot == NONE || !words.policy(slot).equals(policy);
        if (changesLayout) {
            layout.begin();
        }
        if (slot == NONE) {
            slot = pairs.add(from, to);
        }
        set(slot, capacityMinor, policy, changesLayout);
        refresh(slot, changesLayout);
    }

    /**
     * Does with both arcs between two nodes at once what {@link #setArc} does with one.
     *
     * @param from who pays over the first arc
     * @param to who is paid over it, another node
     * @param capacityMinor of the first arc
     * @param policy of the first arc
     * @param backMinor the capacity of the arc that leads back
     * @param backPolicy of the arc that leads back
     */
    public void setArcs(int from, int to, long capacityMinor, ArcPolicy policy, long backMinor, ArcPolicy backPolicy) {
        requirePair(from, to);
        requireCapacity(capacityMinor);
        requireCapacity(backMinor);
        int slot = slot(from, to);
        boolean changesLayout = slot == NONE
                || !words.policy(slot).equals(policy)
                || !words.policy(table().twin(slot)).equals(backPolicy);
        if (changesLayout) {
            layout.begin();
        }
        if (slot == NONE) {
            slot = pairs.add(from, to);
        }
        set(slot, capacityMinor, policy, changesLayout);
        set(table().twin(slot), backMinor, backPolicy, changesLayout);
        refresh(slot, changesLayout);
    }

    private void set(int slot, long capacityMinor, ArcPolicy policy, boolean withPolicy) {
        if (table().amountMinor(slot) == ABSENT) {
            arcCount++;
        }
        pages.setAmountMinor(slot, capacityMinor);
        if (withPolicy) {
            words.setPolicy(slot, policy);
        }
    }

    private void refresh(int slot, boolean changesLayout) {
        if (changesLayout) {
            words.refresh(slot);
            layout.end();
        } else {
            words.refreshAmounts(slot);
        }
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
        Checks.require(slot != NONE && table().amountMinor(slot) != ABSENT, "There is no such arc.");
        pages.setAmountMinor(slot, capacityMinor);
        words.refreshAmounts(slot);
    }

    /**
     * Follows a payment over an arc between two for whom what one pays the other can pay back: the arc bears so much less, the
     * opposite arc so much more; where there is none, it comes to be with {@link ArcPolicy#OPEN}. Where a freeze, a day limit or a hold
     * makes it otherwise, set both arcs instead.
     *
     * @param from who paid over the arc
     * @param to who was paid over it
     * @param amountMinor in minor units, at least 1, at most the arc's capacity
     * @throws IllegalArgumentException when the arc does not bear so much, or the opposite arc would bear too much
     */
    public void move(int from, int to, long amountMinor) {
        int slot = slot(from, to);
        Checks.require(slot != NONE, "There is no such arc.");
        Checks.require(amountMinor >= 1, "A payment moves at least one minor unit.");
        SlotPages.Table table = table();
        long left = table.amountMinor(slot) - amountMinor;
        Checks.require(left >= 0, "The arc does not bear so much.");
        int twin = table.twin(slot);
        long opposite = Math.max(0, table.amountMinor(twin)) + amountMinor;
        requireCapacity(opposite);
        arcCount += table.amountMinor(twin) == ABSENT ? 1 : 0;
        pages.setAmountMinor(slot, left);
        pages.setAmountMinor(twin, opposite);
        words.refreshAmounts(slot);
    }

    /** Takes an arc out; nothing happens where there is none. */
    public void removeArc(int from, int to) {
        int slot = slot(from, to);
        if (slot == NONE || table().amountMinor(slot) == ABSENT) {
            return;
        }
        layout.begin();
        pages.setAmountMinor(slot, ABSENT);
        words.setPolicy(slot, ArcPolicy.OPEN);
        arcCount--;
        if (table().amountMinor(table().twin(slot)) == ABSENT) {
            pairs.remove(from, to, slot);
        } else {
            words.refresh(slot);
        }
        layout.end();
    }

    /** Says whether a node takes part; an inactive one neither sends, receives nor forwards. */
    public void setNodeActive(int node, boolean active) {
        requireNode(node);
        if (words.isInactive(node) == active) {
            layout.begin();
            words.setInactive(node, !active);
            rows().forEachSlot(node, words::refresh);
            layout.end();
        }
    }

    /** Whether a node takes part. */
    public boolean isNodeActive(int node) {
        requireNode(node);
        return !words.isInactive(node);
    }

    /** Whether there is an arc, be it of capacity 0. */
    public boolean hasArc(int from, int to) {
        int slot = slot(from, to);
        return slot != NONE && table().amountMinor(slot) != ABSENT;
    }

    /** What can be paid over an arc, in minor units; 0 where there is none. */
    public long capacity(int from, int to) {
        int slot = slot(from, to);
        return slot == NONE ? 0 : Math.max(0, table().amountMinor(slot));
    }

    /** The policy of an arc; {@link ArcPolicy#OPEN} where there is none. */
    public ArcPolicy policy(int from, int to) {
        int slot = slot(from, to);
        return slot == NONE ? ArcPolicy.OPEN : words.policy(slot);
    }

    /** How many nodes there are. */
    public int nodeCount() {
        return rows().nodeCount();
    }

    /** How many arcs there are, those of capacity 0 included. */
    public int arcCount() {
        return arcCount;
    }

    /** Heap bytes of all that is kept for arcs. */
    public long arcBytes() {
        return pages.bytes() + pairs.indexBytes();
    }

    /** Heap bytes of all that is kept for nodes. */
    public long nodeBytes() {
        return pairs.nodeBytes() + words.bytes();
    }

    /** Whether ways may lead through a node, as far as its neighbours go: it lies on a circle or between two. */
    boolean isInCore(int node) {
        requireNode(node);
        return pairs.isInCore(node);
    }

    /** Where readers see whether more than amounts changes. */
    LayoutStamp layout() {
        return layout;
    }

    SlotPages.Table table() {
        return pages.table();
    }

    Rows rows() {
        return pairs.rows();
    }

    ArcWords words() {
        return words;
    }

    /** The slot of an arc or of its absent opposite; {@link Rows#NONE} when there is neither. */
    int slot(int from, int to) {
        return pairs.slot(from, to);
    }

    private void requirePair(int from, int to) {
        requireNode(from);
        requireNode(to);
        Checks.require(from != to, "An arc joins two nodes.");
    }

    private void requireNode(int node) {
        Checks.require(node >= 0 && node < nodeCount(), "There is no such node.");
    }

    private static void requireCapacity(long capacityMinor) {
        Checks.require(capacityMinor >= 0 && capacityMinor <= MAX_CAPACITY_MINOR, "A capacity is out of bounds.");
    }
}
