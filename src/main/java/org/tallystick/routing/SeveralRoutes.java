package org.tallystick.routing;

/**
 * Lays out several routes that together carry as much as can be found. What it finds for a smaller target is the beginning
 * of what it finds for a larger one, or all of it: hence whatever it offers as a capacity can also be paid.
 *
 * <p>First as a flow: all shortest ways at once, then all of the next length, and so on; later ways may take back what earlier ones
 * sent. Where nothing was taken back, the ways are the routes. Else the flow is taken apart, and what it loses by that is filled up.
 * Where that takes more routes than are allowed, or breaks a rule about whole routes, they are laid with more care: the widest
 * route, then the widest beside it, improved along ways that take back. Bound to its finder's thread.
 */
final class SeveralRoutes {

    /** How much narrower the next paths may be when no wide one is left to improve the flow. */
    private static final int NARROWING_SHIFT = 2;

    /** Most changes of the flow for each path that may be used. */
    private static final int IMPROVEMENTS_PER_PATH = 4;

    /** A change that joins the halves of two paths is longer than either: up to so many times the hops of a path. */
    private static final int FARTHEST_REACH = 2;

    /** Up to so many routes are laid with care; with more of them the flow taken apart is as good. */
    private static final int MOST_CARE = 16;

    /** Beside more paths than these, halves joined to others add next to nothing for the time they take. */
    private static final int FEW_PATHS = 16;

    private final Path path = new Path();
    private final SentPaths sentPaths = new SentPaths();
    private final FlowSearch flowSearch;
    private final LawfulSearch lawfulFlowSearch;
    private final LevelSearch levelSearch;
    private final LawfulSearch search;
    private final BridgeFlow bridgeFlow;
    private final Work work;

    // The best routes so far, and others that may become better ones.
    private LaidPaths best = new LaidPaths();
    private LaidPaths others = new LaidPaths();

    SeveralRoutes(LevelSearch levelSearch, BridgeFlow bridgeFlow, Work work) {
        this.levelSearch = levelSearch;
        this.bridgeFlow = bridgeFlow;
        this.search = new LawfulSearch(levelSearch);
        this.flowSearch = new FlowSearch(work);
        this.lawfulFlowSearch = new LawfulSearch(flowSearch);
        this.work = work;
    }

    /**
     * Lays out routes.
     *
     * @param terrain where; its flow is used up
     * @param constraints bounds of hops and paths
     * @param targetMinor how much is enough
     * @return routes that hold together, which may carry more than the target; until this is called again
     */
    LaidPaths layOut(Terrain terrain, RouteConstraints constraints, long targetMinor) {
        best.clear();
        boolean careful = constraints.maxPaths() == 1 || layOutAsFlow(terrain, constraints, targetMinor);
        if (careful && best.totalMinor() < targetMinor && !work.ranOut()) {
            layOutWithCare(terrain, constraints, targetMinor);
        }
        return best;
    }

    /** Whether routes laid with care might carry more. */
    private boolean layOutAsFlow(Terrain terrain, RouteConstraints constraints, long targetMinor) {
        long mostMinor = terrain.mostMinor();
        sentPaths.begin(terrain, targetMinor, constraints);
        bridgeFlow.send(terrain, 1, mostMinor, constraints.maxHops(), sentPaths);
        long sentMinor = sentPaths.paths().totalMinor();
        if (sentMinor == 0) {
            return false;
        }
        if (sentPaths.areRoutes()) {
            best.copyFrom(sentPaths.paths());
            best.keepWidest(constraints.maxPaths());
        } else {
            takeApart(terrain, constraints, best);
        }
        boolean isMost = best.totalMinor() == sentMinor && (sentMinor == mostMinor || !levelSearch.endedByHops());
        if (isMost || best.totalMinor() >= targetMinor || work.ranOut()) {
            return false;
        }
        if (sentPaths.paths().count() <= FEW_PATHS) {
            reachFarther(terrain, constraints, mostMinor - sentMinor);
        }
        if (best.totalMinor() < Math.min(sentMinor, targetMinor)) {
            fill(terrain, constraints, targetMinor, best);
        }
        if (best.totalMinor() >= Math.min(sentPaths.paths().totalMinor(), targetMinor)) {
            return false;
        }
        if (constraints.maxPaths() <= MOST_CARE) {
            return true;
        }
        if (best.count() == constraints.maxPaths() || !sentPaths.areLawful()) {
            layOutWideFirst(terrain, constraints, targetMinor, mostMinor);
        }
        return false;
    }

    /**
     * Sends over wide ways first, then over those half as wide, and so on: many short thin ways may have taken what a wide longer one
     * needs, and fill all routes there may be. No less is offered then than one route carries.
     */
    private void layOutWideFirst(Terrain terrain, RouteConstraints constraints, long targetMinor, long mostMinor) {
        LaidPaths sent = sentPaths.paths();
        terrain.clearFlow();
        sentPaths.begin(terrain, targetMinor, constraints);
        boolean goesOn = true;
        for (long least = best.widestMinor(); least > 0 && goesOn; least /= 2) {
            bridgeFlow.send(terrain, least, mostMinor - sent.totalMinor(), constraints.maxHops(), sentPaths);
            goesOn = sent.count() < constraints.maxPaths()
                    && sent.totalMinor() < mostMinor
                    && !sentPaths.isEnough()
                    && !work.ranOut();
        }
        takeApart(terrain, constraints, others);
        fill(terrain, constraints, targetMinor, others);
        keepIfMore();
        terrain.clearFlow();
        terrain.look(Terrain.View.BESIDE);
        long width = best.totalMinor() < targetMinor ? search.searchWidest(terrain, constraints.maxHops(), path) : 0;
        if (width > best.totalMinor()) {
            best.clear();
            best.add(path, width);
        }
    }

    /** Sends over ways that are too long by themselves, of which the halves, joined with halves of others, may not be. */
    private void reachFarther(Terrain terrain, RouteConstraints constraints, long leftMinor) {
        long sentMinor = sentPaths.paths().totalMinor();
        bridgeFlow.send(terrain, 1, leftMinor, FARTHEST_REACH * constraints.maxHops(), sentPaths);
        if (sentPaths.paths().totalMinor() > sentMinor) {
            takeApart(terrain, constraints, others);
            keepIfMore();
        }
    }

    private void layOutWithCare(Terrain terrain, RouteConstraints constraints, long targetMinor) {
        others.clear();
        fill(terrain, constraints, targetMinor, others);
        long startMinor = others.count() == 0 ? 0 : others.amountMinor(0);
        keepIfMore();
        for (int reach = 1; reach <= FARTHEST_REACH && startMinor > 0 && best.totalMinor() < targetMinor; reach++) {
            layAnew(terrain, best);
            if (constraints.maxPaths() > 1
                    && improve(terrain, reach * constraints.maxHops(), constraints.maxPaths(), startMinor)) {
                others.clear();
                takeApartBeside(terrain, constraints, others);
                fill(terrain, constraints, targetMinor, others);
                keepIfMore();
            }
        }
    }

    private void keepIfMore() {
        if (others.totalMinor() > best.totalMinor()) {
            LaidPaths better = others;
            others = best;
            best = better;
        }
    }

    /** Adds to paths the widest there is beside them, again and again. */
    private void fill(Terrain terrain, RouteConstraints constraints, long targetMinor, LaidPaths paths) {
        layAnew(terrain, paths);
        terrain.look(Terrain.View.BESIDE);
        while (paths.totalMinor() < targetMinor && paths.count() < constraints.maxPaths()) {
            long width = search.searchWidest(terrain, constraints.maxHops(), path);
            if (width == 0) {
                return;
            }
            path.addTo(terrain, width);
            paths.add(path, width);
        }
    }

    /** Whether the flow could be made larger. */
    private boolean improve(Terrain terrain, int maxHops, int maxPaths, long startMinor) {
        terrain.look(Terrain.View.RESIDUAL);
        int improvements = 0;
        int mostImprovements = IMPROVEMENTS_PER_PATH * maxPaths;
        for (long least = startMinor; least > 0 && improvements < mostImprovements; ) {
            if (levelSearch.search(terrain, least, maxHops, path)) {
                // Not 0 or less unless the amounts are changed meanwhile, under a reader.
                path.addTo(terrain, Math.max(0, path.width(terrain)));
                improvements++;
            } else {
                least = least == 1 ? 0 : Math.max(1, least >> NARROWING_SHIFT);
            }
        }
        return improvements > 0;
    }

    /** Makes paths of what flows: those over which it was sent, as far as it stayed there, and of the rest the widest first. */
    private void takeApart(Terrain terrain, RouteConstraints constraints, LaidPaths paths) {
        paths.clear();
        sentPaths.addUntouchedTo(paths);
        takeApartBeside(terrain, constraints, paths);
        paths.keepWidest(constraints.maxPaths());
    }

    private void takeApartBeside(Terrain terrain, RouteConstraints constraints, LaidPaths paths) {
        paths.takeOff(terrain);
        flowSearch.begin(terrain);
        paths.putOn(terrain);
        for (int more = constraints.maxPaths(); more > 0; more--) {
            if (!lawfulFlowSearch.search(terrain, 1, constraints.maxHops(), path)) {
                return;
            }
            paths.add(path, flowSearch.takeOff(path));
        }
    }

    private static void layAnew(Terrain terrain, LaidPaths paths) {
        terrain.clearFlow();
        paths.putOn(terrain);
    }
}
