package org.tallystick.routing;

import java.util.Arrays;

/** Judges the paths over which one query sends something, and says when it is enough. Bound to its finder's thread. */
final class SentPaths implements BridgeFlow.Sent {

    /** Most paths that are kept; sending ends there. */
    private static final int MOST_PATHS = 4_096;

    private final LaidPaths paths = new LaidPaths();
    private Terrain terrain = new Terrain();
    private long targetMinor;
    private int maxPaths;
    private int maxHops;
    // Arcs whose paths may not be routes as they were sent.
    private int[] tangled = new int[16];
    private int tangledCount;
    private boolean routes;
    private boolean lawful;

    /**
     * Begins anew.
     *
     * @param where what the paths are sent over
     * @param target how much is enough, if it takes no more paths than may be used
     * @param constraints bounds of the routes wanted
     */
    void begin(Terrain where, long target, RouteConstraints constraints) {
        terrain = where;
        targetMinor = target;
        maxPaths = constraints.maxPaths();
        maxHops = constraints.maxHops();
        paths.clear();
        tangledCount = 0;
        routes = true;
        lawful = true;
    }

    @Override
    public boolean path(Path path, long amountMinor) {
        paths.add(path, amountMinor);
        boolean takesBack = takesBack(path, amountMinor);
        boolean isLawful = path.isLawful(terrain);
        boolean isRoute = isLawful && path.hops() <= maxHops;
        if (!isRoute) {
            tangle(path.slot(0));
        }
        lawful &= isLawful;
        routes &= isRoute && !takesBack;
        return !isEnough() && paths.count() < MOST_PATHS;
    }

    /** Whether a path takes back on some arc what flowed against it; all such arcs are remembered. */
    private boolean takesBack(Path path, long amountMinor) {
        boolean any = false;
        for (int hop = 0; hop < path.hops(); hop++) {
            if (terrain.flows(path.slot(hop)) < amountMinor) {
                tangle(terrain.table().twin(path.slot(hop)));
                any = true;
            }
        }
        return any;
    }

    private void tangle(int slot) {
        if (tangledCount == tangled.length) {
            tangled = Arrays.copyOf(tangled, 2 * tangledCount);
        }
        tangled[tangledCount++] = slot;
    }

    /** Adds to others those paths that are routes by themselves and from which nothing was taken back. */
    void addUntouchedTo(LaidPaths others) {
        Arrays.sort(tangled, 0, tangledCount);
        for (int path = 0; path < paths.count(); path++) {
            if (isUntouched(path)) {
                others.add(paths, path);
            }
        }
    }

    private boolean isUntouched(int path) {
        for (int hop = 0; hop < paths.hops(path); hop++) {
            int slot = paths.slot(path, hop);
            if (isTangled(slot) || isTangled(terrain.table().twin(slot))) {
                return false;
            }
        }
        return true;
    }

    private boolean isTangled(int slot) {
        return Arrays.binarySearch(tangled, 0, tangledCount, slot) >= 0;
    }

    LaidPaths paths() {
        return paths;
    }

    /** Whether the paths are routes as they stand: each keeps all rules, and none took back what another had sent. */
    boolean areRoutes() {
        return routes;
    }

    /** Whether each path keeps the rule about whole routes. */
    boolean areLawful() {
        return lawful;
    }

    /** Whether the paths are routes that carry the target, and no more of them than may be used. */
    boolean isEnough() {
        return routes && paths.totalMinor() >= targetMinor && paths.count() <= maxPaths;
    }
}
