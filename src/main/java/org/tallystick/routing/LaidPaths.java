package org.tallystick.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths from payer to payee and what each of them carries, in buffers that are used again. Bound to its finder's thread. */
final class LaidPaths {

    private int[] slots = new int[256];
    private int[] ends = new int[64];
    private long[] amounts = new long[64];
    private long[] ascending = new long[64];
    private int count;
    private long totalMinor;

    void clear() {
        count = 0;
        totalMinor = 0;
    }

    void add(Path path, long amountMinor) {
        int begin = begin(count);
        makeRoom(begin + path.hops());
        for (int hop = 0; hop < path.hops(); hop++) {
            slots[begin + hop] = path.slot(hop);
        }
        append(begin + path.hops(), amountMinor);
    }

    /** Adds a path of others. */
    void add(LaidPaths others, int path) {
        int begin = begin(count);
        makeRoom(begin + others.hops(path));
        System.arraycopy(others.slots, others.begin(path), slots, begin, others.hops(path));
        append(begin + others.hops(path), others.amounts[path]);
    }

    /** Makes these the same as others. */
    void copyFrom(LaidPaths others) {
        clear();
        for (int path = 0; path < others.count; path++) {
            add(others, path);
        }
    }

    int count() {
        return count;
    }

    int hops(int path) {
        return ends[path] - begin(path);
    }

    int slot(int path, int hop) {
        return slots[begin(path) + hop];
    }

    /** What a path carries, in minor units. */
    long amountMinor(int path) {
        return amounts[path];
    }

    /** What all of them carry, in minor units; {@link Long#MAX_VALUE} for that much or more. */
    long totalMinor() {
        return totalMinor;
    }

    /** What the path carries that carries most, in minor units; 0 when there is none. */
    long widestMinor() {
        long widest = 0;
        for (int path = 0; path < count; path++) {
            widest = Math.max(widest, amounts[path]);
        }
        return widest;
    }

    /** Hops of the shortest path; 0 when there is none. */
    int shortestHops() {
        int shortest = 0;
        for (int path = 0; path < count; path++) {
            shortest = shortest == 0 ? hops(path) : Math.min(shortest, hops(path));
        }
        return shortest;
    }

    /** Leaves out the narrowest paths where there are more than so many; the others stay in their order. */
    void keepWidest(int most) {
        if (count <= most) {
            return;
        }
        if (ascending.length < count) {
            ascending = new long[amounts.length];
        }
        System.arraycopy(amounts, 0, ascending, 0, count);
        Arrays.sort(ascending, 0, count);
        long least = ascending[count - most];
        int wider = 0;
        for (int path = 0; path < count; path++) {
            wider += amounts[path] > least ? 1 : 0;
        }
        int ofLeast = most - wider;
        int all = count;
        clear();
        int begin = 0;
        for (int path = 0; path < all; path++) {
            int end = ends[path];
            if (amounts[path] > least || (amounts[path] == least && ofLeast-- > 0)) {
                int to = begin(count);
                System.arraycopy(slots, begin, slots, to, end - begin);
                append(to + end - begin, amounts[path]);
            }
            begin = end;
        }
    }

    /** Puts all of them on what flows. */
    void putOn(Terrain terrain) {
        addTo(terrain, 1);
    }

    /** Takes all of them off what flows. */
    void takeOff(Terrain terrain) {
        addTo(terrain, -1);
    }

    private void addTo(Terrain terrain, int sign) {
        for (int path = 0; path < count; path++) {
            for (int at = begin(path); at < ends[path]; at++) {
                terrain.add(slots[at], sign * amounts[path]);
            }
        }
    }

    /**
     * As much of the paths as carries a target, or all of them: the widest first, so that it takes no more than it must; of equally wide
     * ones the first.
     *
     * @param targetMinor in minor units
     */
    List<Route> routes(Terrain terrain, long targetMinor) {
        List<Route> routes = new ArrayList<>();
        int[] order = widestFirst();
        long left = targetMinor;
        for (int i = 0; i < count && left > 0; i++) {
            long carried = Math.min(left, amounts[order[i]]);
            routes.add(new Route(nodes(terrain, order[i]), carried));
            left -= carried;
        }
        return routes;
    }

    private int[] widestFirst() {
        int[] order = new int[count];
        for (int path = 0; path < count; path++) {
            int at = path;
            for (; at > 0 && amounts[order[at - 1]] < amounts[path]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = path;
        }
        return order;
    }

    private int[] nodes(Terrain terrain, int path) {
        int[] nodes = new int[hops(path) + 1];
        nodes[0] = terrain.from();
        for (int hop = 1; hop < nodes.length; hop++) {
            nodes[hop] = terrain.table().head(slot(path, hop - 1));
        }
        return nodes;
    }

    private int begin(int path) {
        return path == 0 ? 0 : ends[path - 1];
    }

    private void makeRoom(int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            amounts = Arrays.copyOf(amounts, 2 * count);
        }
        if (end > slots.length) {
            slots = Arrays.copyOf(slots, 2 * end);
        }
    }

    private void append(int end, long amountMinor) {
        ends[count] = end;
        amounts[count] = amountMinor;
        count++;
        totalMinor = Sums.saturating(totalMinor, amountMinor);
    }
}
