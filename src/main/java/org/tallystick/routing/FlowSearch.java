package org.tallystick.routing;

import java.util.Arrays;

/**
 * Finds the paths that a flow is made of, the widest first, by looking at nothing but the flow: round by round of hops, over all of
 * its arcs, how wide the widest way to each node is (after R. Bellman, 1958). Bound to its finder's thread.
 */
final class FlowSearch implements PathSearch {

    private static final int NO_ARC = -1;

    // Nodes of the flow are numbered as they are met: the payer 0, the payee 1. A table with linear probing finds the
    // numbers.
    private int[] tableNodes = new int[128];
    private int[] tableNumbers = new int[128];
    private int nodeCount;

    private int[] slots = new int[64];
    private int[] tails = new int[64];
    private int[] heads = new int[64];
    private long[] lefts = new long[64];
    private int arcCount;

    private long[] widths = new long[64];
    private long[] widthsBefore = new long[64];
    private int[] arcsTo = new int[64];
    private int[] arcsOfPath = new int[RouteConstraints.MAX_HOPS];
    private final Work work;

    FlowSearch(Work work) {
        this.work = work;
    }

    /** Begins to take apart what flows on a terrain, which is left as it is. */
    void begin(Terrain terrain) {
        Flow flow = terrain.flow();
        SlotPages.Table table = terrain.table();
        int most = flow.count();
        if (most > slots.length) {
            slots = new int[2 * most];
            tails = new int[2 * most];
            heads = new int[2 * most];
            lefts = new long[2 * most];
        }
        makeTable(most + 2);
        number(terrain.from());
        number(terrain.to());
        arcCount = 0;
        for (int i = 0; i < most; i++) {
            long netMinor = flow.netAt(i);
            if (netMinor != 0) {
                int slot = netMinor > 0 ? flow.slotAt(i) : table.twin(flow.slotAt(i));
                slots[arcCount] = slot;
                tails[arcCount] = number(table.tail(slot));
                heads[arcCount] = number(table.head(slot));
                lefts[arcCount] = Math.abs(netMinor);
                arcCount++;
            }
        }
        if (nodeCount > widths.length) {
            widths = new long[2 * nodeCount];
            widthsBefore = new long[2 * nodeCount];
        }
    }

    /**
     * Finds the widest path that is left, with the fewest hops for its width; false where it bears less than is asked, or where the
     * work ran out. Every round takes as much work as there are arcs in the flow.
     */
    @Override
    public boolean search(Terrain terrain, long leastMinor, int maxHops, Path path) {
        if (arcsTo.length < maxHops * nodeCount) {
            arcsTo = new int[2 * maxHops * nodeCount];
        }
        Arrays.fill(widths, 0, nodeCount, 0);
        widths[0] = Long.MAX_VALUE;
        long widest = leastMinor - 1;
        int hops = 0;
        boolean wider = true;
        for (int hop = 1; hop <= maxHops && wider; hop++) {
            if (!work.spend(arcCount)) {
                return false;
            }
            System.arraycopy(widths, 0, widthsBefore, 0, nodeCount);
            wider = goOn(terrain, (hop - 1) * nodeCount);
            if (widths[1] > widest) {
                widest = widths[1];
                hops = hop;
            }
        }
        if (hops == 0) {
            return false;
        }
        path.resize(hops);
        int node = 1;
        for (int hop = hops; hop >= 1; hop--) {
            int arc = arcsTo[(hop - 1) * nodeCount + node];
            arcsOfPath[hop - 1] = arc;
            path.set(hop - 1, slots[arc]);
            node = tails[arc];
        }
        return true;
    }

    /** Takes the path that was found last out of what is left; how much that was, in minor units. */
    long takeOff(Path found) {
        long width = Long.MAX_VALUE;
        for (int hop = 0; hop < found.hops(); hop++) {
            width = Math.min(width, lefts[arcsOfPath[hop]]);
        }
        for (int hop = 0; hop < found.hops(); hop++) {
            lefts[arcsOfPath[hop]] -= width;
        }
        return width;
    }

    /** One more hop; whether any node is reached by a wider way than with fewer. */
    private boolean goOn(Terrain terrain, int row) {
        Arrays.fill(arcsTo, row, row + nodeCount, NO_ARC);
        boolean wider = false;
        for (int arc = 0; arc < arcCount; arc++) {
            long width = Math.min(widthsBefore[tails[arc]], lefts[arc]);
            if (width > widths[heads[arc]] && !terrain.isShut(slots[arc])) {
                widths[heads[arc]] = width;
                arcsTo[row + heads[arc]] = arc;
                wider = true;
            }
        }
        return wider;
    }

    private void makeTable(int mostNodes) {
        int room = Math.max(128, Integer.highestOneBit(mostNodes) << 2);
        if (room > tableNodes.length) {
            tableNodes = new int[room];
            tableNumbers = new int[room];
        }
        Arrays.fill(tableNumbers, 0);
        nodeCount = 0;
    }

    private int number(int node) {
        int mask = tableNodes.length - 1;
        int at = ((node * 0x9E3779B9) >>> 7) & mask;
        while (tableNumbers[at] != 0) {
            if (tableNodes[at] == node) {
                return tableNumbers[at] - 1;
            }
            at = (at + 1) & mask;
        }
        tableNodes[at] = node;
        tableNumbers[at] = ++nodeCount;
        return nodeCount - 1;
    }
}
