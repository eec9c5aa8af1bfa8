package org.tallystick.routing;

/**
 * Finds paths that also keep {@link ArcPolicy#blockedIntermediates}, the one policy about whole paths: a path that breaks it
 * is searched anew without the blocked node, and failing that without the arc that blocks it, a bounded number of times. A
 * way may be missed, the rule is never broken. Bound to its finder's thread.
 */
final class LawfulSearch {

    /** Most paths that are looked at for one that is wanted. */
    private static final int MAX_TRIES = 24;

    private final PathSearch search;
    private final Path tried = new Path();
    private int triesLeft;

    LawfulSearch(PathSearch search) {
        this.search = search;
    }

    /** As {@link PathSearch#search}, and no node on the path is blocked by an arc of it. */
    boolean search(Terrain terrain, long leastMinor, int maxHops, Path path) {
        triesLeft = MAX_TRIES;
        return branch(terrain, leastMinor, maxHops, path);
    }

    /** Whether the last search ended because it had tried its most, so that a path may have been missed. */
    boolean gaveUp() {
        return triesLeft < 0;
    }

    /** A path that bears as much as any the search can find; its width in minor units, or 0. */
    long searchWidest(Terrain terrain, int maxHops, Path path) {
        long width = 0;
        while (search(terrain, width + 1, maxHops, tried)) {
            long found = tried.width(terrain);
            if (found <= width) {
                // Only a reader comes here: the amounts were changed while it searched.
                return width;
            }
            path.copyFrom(tried);
            width = found;
        }
        return width;
    }

    private boolean branch(Terrain terrain, long leastMinor, int maxHops, Path path) {
        if (triesLeft-- <= 0 || !search.search(terrain, leastMinor, maxHops, path)) {
            return false;
        }
        if (path.isLawful(terrain)) {
            return true;
        }
        int slot = path.blockingSlot();
        int node = path.blockedNode();
        terrain.barNode(node);
        boolean found = branch(terrain, leastMinor, maxHops, path);
        terrain.unbarNode(node);
        if (!found) {
            terrain.barSlot(slot);
            found = branch(terrain, leastMinor, maxHops, path);
            terrain.unbarLastSlot();
        }
        return found;
    }
}
