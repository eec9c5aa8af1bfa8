package org.tallystick.routing;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The most that can flow within a bound of hops, by OR-tools' GLOP on a network with a copy of every node for each hop. What
 * flows may be fractions, may use both directions between two nodes and may pass a node twice, and nobody is blocked, so
 * that it is an upper bound of what whole routes carry.
 */
final class LayeredLp {

    private final NaiveRoutes model;
    private final int from;
    private final int to;
    private final int maxHops;
    private final NodeSet avoid;
    private final MPSolver solver;
    private final Map<Place, MPConstraint> balances = new HashMap<>();

    private record Place(int node, int hop) {}

    private LayeredLp(NaiveRoutes model, int from, int to, int maxHops, NodeSet avoid) {
        this.model = model;
        this.from = from;
        this.to = to;
        this.maxHops = maxHops;
        this.avoid = avoid;
        this.solver = Objects.requireNonNull(MPSolver.createSolver("GLOP"));
    }

    /** Loads OR-tools; doing it again does nothing. */
    static void load() {
        Loader.loadNativeLibraries();
    }

    /** The optimum in minor units and fractions of them. */
    static double most(NaiveRoutes model, int from, int to, int maxHops, NodeSet avoid) {
        if (!takesPart(model, from, avoid) || !takesPart(model, to, avoid)) {
            return 0;
        }
        LayeredLp lp = new LayeredLp(model, from, to, maxHops, avoid);
        try {
            return lp.solve();
        } finally {
            lp.solver.delete();
        }
    }

    private static boolean takesPart(NaiveRoutes model, int node, NodeSet avoid) {
        return !model.inactive.contains(node) && !avoid.contains(node);
    }

    private double solve() {
        MPObjective objective = solver.objective();
        objective.setMaximization();
        List<NaiveRoutes.Arc> arcs = model.capacities.keySet().stream()
                .filter(this::isUsable)
                .sorted(Comparator.comparingInt(NaiveRoutes.Arc::from).thenComparingInt(NaiveRoutes.Arc::to))
                .toList();
        List<Set<Integer>> layers = layers(arcs);
        for (NaiveRoutes.Arc arc : arcs) {
            MPConstraint bound = solver.makeConstraint(0, (double) bears(arc), "");
            for (int hop = 1; hop <= maxHops; hop++) {
                if (layers.get(hop - 1).contains(arc.from())) {
                    MPVariable amount = solver.makeNumVar(0, MPSolver.infinity(), "");
                    bound.setCoefficient(amount, 1);
                    if (arc.to() == to) {
                        objective.setCoefficient(amount, 1);
                    } else {
                        balance(arc.to(), hop).setCoefficient(amount, 1);
                    }
                    if (arc.from() != from) {
                        balance(arc.from(), hop - 1).setCoefficient(amount, -1);
                    }
                }
            }
        }
        MPSolver.ResultStatus status = solver.solve();
        if (status != MPSolver.ResultStatus.OPTIMAL) {
            throw new AssertionError("GLOP says " + status);
        }
        return objective.value();
    }

    /** What leaves a copy of a node is at most what comes into it. */
    private MPConstraint balance(int node, int hop) {
        return balances.computeIfAbsent(
                new Place(node, hop), place -> solver.makeConstraint(0, MPSolver.infinity(), ""));
    }

    private boolean isUsable(NaiveRoutes.Arc arc) {
        return arc.to() != from
                && arc.from() != to
                && takesPart(model, arc.from(), avoid)
                && takesPart(model, arc.to(), avoid)
                && bears(arc) > 0;
    }

    private long bears(NaiveRoutes.Arc arc) {
        long capacity = model.capacities.get(arc);
        return arc.to() == to
                ? capacity
                : Math.min(capacity, model.policies.get(arc).onwardMinor());
    }

    /** Who can be met after so many hops. */
    private List<Set<Integer>> layers(List<NaiveRoutes.Arc> arcs) {
        List<Set<Integer>> layers = new ArrayList<>();
        layers.add(Set.of(from));
        for (int hop = 1; hop <= maxHops; hop++) {
            Set<Integer> before = layers.getLast();
            Set<Integer> met = new HashSet<>();
            for (NaiveRoutes.Arc arc : arcs) {
                if (before.contains(arc.from()) && arc.to() != to) {
                    met.add(arc.to());
                }
            }
            layers.add(met);
        }
        return layers;
    }
}
