package org.tallystick.routing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The most that routes within bounds of hops and number can carry together, by trying every split; small graphs only. */
final class BestSplit {

    private final Map<NaiveRoutes.Arc, Long> left;
    private final Map<NaiveRoutes.Arc, Integer> routesOver = new HashMap<>();
    private final List<List<Integer>> paths;
    private long best;

    private BestSplit(NaiveRoutes model, List<List<Integer>> paths) {
        this.left = new HashMap<>(model.capacities);
        this.paths = paths;
    }

    /** The best sum; for arcs without policies. */
    static long mostMinor(NaiveRoutes model, int from, int to, int maxHops, int maxPaths) {
        List<List<Integer>> paths = model.allPaths(from, to, maxHops, NodeSet.EMPTY).keySet().stream()
                .sorted(Comparator.comparing(List::toString))
                .toList();
        BestSplit split = new BestSplit(model, paths);
        split.decide(0, 0, maxPaths);
        return split.best;
    }

    private void decide(int index, long sum, int pathsLeft) {
        best = Math.max(best, sum);
        if (index == paths.size() || pathsLeft == 0) {
            return;
        }
        decide(index + 1, sum, pathsLeft);
        List<Integer> path = paths.get(index);
        for (long amount = width(path); amount >= 1; amount--) {
            use(path, amount, 1);
            decide(index + 1, sum + amount, pathsLeft - 1);
            use(path, -amount, -1);
        }
    }

    private long width(List<Integer> path) {
        long width = Long.MAX_VALUE;
        for (int hop = 0; hop + 1 < path.size(); hop++) {
            int from = path.get(hop);
            int to = path.get(hop + 1);
            boolean opposed = routesOver.getOrDefault(new NaiveRoutes.Arc(to, from), 0) > 0;
            width = Math.min(width, opposed ? 0 : left.get(new NaiveRoutes.Arc(from, to)));
        }
        return width;
    }

    private void use(List<Integer> path, long amount, int routes) {
        for (int hop = 0; hop + 1 < path.size(); hop++) {
            NaiveRoutes.Arc arc = new NaiveRoutes.Arc(path.get(hop), path.get(hop + 1));
            left.merge(arc, -amount, Long::sum);
            routesOver.merge(arc, routes, Integer::sum);
        }
    }
}
