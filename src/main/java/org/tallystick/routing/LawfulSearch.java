package org.tallystick.routing;

/**
 * Finds paths that also keep {@link ArcPolicy#blockedIntermediates}, the one policy about whole paths: a path that breaks it
 * is searched anew without the blocked node, and failing that without the arc that blocks it, a bounded number of times. A
 * way may be missed, the rule is never broken. Bound to its finder's thread.
 */
final class LawfulSearch {

    /** Most paths that are looked at for one that is wanted. */
    private static final int MAX_TRIES = 24;

    private final PathSearch search = new PathSearch();
    private final Path tried = new Path();
    private int triesLeft;
    private int blockingSlot;
    private int blockedNode;

    /** As {@link PathSearch#search}, and no node on the path is blocked by an arc of it. */
    boolean search(Terrain terrain, long leastMinor, int maxHops, Work work, Path path) {
        triesLeft = MAX_TRIES;
        return branch(terrain, leastMinor, maxHops, work, path);
    }

    /** A path that bears as much as any the search can find; its width in minor units, or 0. */
    long searchWidest(Terrain terrain, int maxHops, Work work, Path path) {
        long width = 0;
        while (search(terrain, width + 1, maxHops, work, tried)) {
            path.copyFrom(tried);
            width = path.width(terrain);
        }
        return width;
    }

    /** A shortest path of any lawfulness, for changing a flow rather than for travelling. */
    boolean searchUnchecked(Terrain terrain, long leastMinor, int maxHops, Work work, Path path) {
        return search.search(terrain, leastMinor, maxHops, work, path);
    }

    private boolean branch(Terrain terrain, long leastMinor, int maxHops, Work work, Path path) {
        if (triesLeft-- <= 0 || !search.search(terrain, leastMinor, maxHops, work, path)) {
            return false;
        }
        if (isLawful(terrain.graph(), path)) {
            return true;
        }
        int slot = blockingSlot;
        int node = blockedNode;
        terrain.barNode(node);
        boolean found = branch(terrain, leastMinor, maxHops, work, path);
        terrain.unbarNode(node);
        if (!found) {
            terrain.barSlot(slot);
            found = branch(terrain, leastMinor, maxHops, work, path);
            terrain.unbarLastSlot();
        }
        return found;
    }

    private boolean isLawful(PaymentGraph graph, Path path) {
        for (int hop = 0; hop < path.hops(); hop++) {
            NodeSet blocked = graph.slotPolicy(path.slot(hop)).blockedIntermediates();
            if (!blocked.isEmpty()) {
                for (int other = 0; other < path.hops() - 1; other++) {
                    if (blocked.contains(graph.head(path.slot(other)))) {
                        blockingSlot = path.slot(hop);
                        blockedNode = graph.head(path.slot(other));
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
