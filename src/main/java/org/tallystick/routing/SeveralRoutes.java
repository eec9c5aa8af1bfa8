package org.tallystick.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out several routes that together carry as much as can be found. What it finds for a smaller target is the beginning
 * of what it finds for a larger one, or all of it: hence whatever it offers as a capacity can also be paid.
 *
 * <p>First the widest path, then the widest beside it, and so on. Where that is too little, the flow so laid is improved
 * along paths that may take flow back from an arc, widest orders of magnitude first, and taken apart into simple paths
 * again, widest first; what cannot be taken apart within the bounds of hops and paths is dropped, and the room it leaves is
 * filled as at first. Bound to its finder's thread.
 */
final class SeveralRoutes {

    /** How much narrower the next paths may be when no wide one is left to improve the flow. */
    private static final int NARROWING_SHIFT = 2;

    /** Most changes of the flow for each path that may be used. */
    private static final int IMPROVEMENTS_PER_PATH = 4;

    /** A change that joins the halves of two paths is longer than either: up to so many times the hops of a path. */
    private static final int FARTHEST_REACH = 2;

    private final Path path = new Path();

    /**
     * Lays out routes.
     *
     * @param terrain where; its flow is used up
     * @param search how paths are found
     * @param constraints bounds of hops and paths
     * @param targetMinor how much is enough
     * @param work what may be spent
     * @return routes that hold together; more than the target only by the width of the last
     */
    List<Route> layOut(
            Terrain terrain, LawfulSearch search, RouteConstraints constraints, long targetMinor, Work work) {
        List<Route> best = new ArrayList<>();
        fill(terrain, search, constraints, targetMinor, work, best);
        if (best.isEmpty() || constraints.maxPaths() == 1) {
            return best;
        }
        long startMinor = best.getLast().amountMinor();
        for (int reach = 1; reach <= FARTHEST_REACH && total(best) < targetMinor; reach++) {
            layAnew(terrain, best);
            if (improve(terrain, search, reach * constraints.maxHops(), constraints.maxPaths(), startMinor, work)) {
                List<Route> improved = takeApart(terrain, search, constraints, work);
                layAnew(terrain, improved);
                fill(terrain, search, constraints, targetMinor, work, improved);
                best = total(improved) > total(best) ? improved : best;
            }
        }
        return best;
    }

    static long total(List<Route> routes) {
        long total = 0;
        for (Route route : routes) {
            total = Math.addExact(total, route.amountMinor());
        }
        return total;
    }

    private void fill(
            Terrain terrain,
            LawfulSearch search,
            RouteConstraints constraints,
            long targetMinor,
            Work work,
            List<Route> routes) {
        terrain.look(Terrain.View.BESIDE);
        long laid = total(routes);
        while (laid < targetMinor && routes.size() < constraints.maxPaths()) {
            long width = search.searchWidest(terrain, constraints.maxHops(), work, path);
            if (width == 0) {
                return;
            }
            path.addTo(terrain.flow(), width);
            routes.add(path.toRoute(terrain.graph(), width));
            laid += width;
        }
    }

    /** Whether the flow could be made larger. */
    private boolean improve(
            Terrain terrain, LawfulSearch search, int maxHops, int maxPaths, long startMinor, Work work) {
        terrain.look(Terrain.View.RESIDUAL);
        int improvements = 0;
        int mostImprovements = IMPROVEMENTS_PER_PATH * maxPaths;
        for (long least = startMinor; least > 0 && improvements < mostImprovements; ) {
            if (search.searchUnchecked(terrain, least, maxHops, work, path)) {
                path.addTo(terrain.flow(), path.width(terrain));
                improvements++;
            } else {
                least = least == 1 ? 0 : Math.max(1, least >> NARROWING_SHIFT);
            }
        }
        return improvements > 0;
    }

    private List<Route> takeApart(Terrain terrain, LawfulSearch search, RouteConstraints constraints, Work work) {
        terrain.look(Terrain.View.FLOWING);
        List<Route> routes = new ArrayList<>();
        while (routes.size() < constraints.maxPaths()) {
            long width = search.searchWidest(terrain, constraints.maxHops(), work, path);
            if (width == 0) {
                break;
            }
            path.addTo(terrain.flow(), -width);
            routes.add(path.toRoute(terrain.graph(), width));
        }
        return routes;
    }

    private static void layAnew(Terrain terrain, List<Route> routes) {
        terrain.flow().clear();
        for (Route route : routes) {
            for (int hop = 0; hop < route.hops(); hop++) {
                terrain.flow().add(terrain.graph().slot(route.node(hop), route.node(hop + 1)), route.amountMinor());
            }
        }
    }
}
