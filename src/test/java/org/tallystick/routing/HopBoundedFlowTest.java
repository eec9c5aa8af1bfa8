package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is offered within a bound of hops, held against a linear program that can split amounts into fractions: never more,
 * always payable by routes that keep every rule, and how near it comes.
 */
class HopBoundedFlowTest {

    private static final long PLENTY = 10_000_000;

    private final RouteFinder finder = new RouteFinder();

    @BeforeAll
    static void load() {
        LayeredLp.load();
    }

    @Test
    void aThousandGraphsAreNearTheLinearProgramAndNeverAboveIt() {
        compare(0, 1_000);
    }

    @Test
    @Tag("long")
    void tenThousandMoreGraphsAreToo() {
        compare(1_000, 10_000);
    }

    private void compare(long firstSeed, int cases) {
        long offeredSum = 0;
        double optimaSum = 0;
        int equal = 0;
        int counted = 0;
        for (long seed = firstSeed; seed < firstSeed + cases; seed++) {
            Random random = new Random(seed);
            boolean withBlocking = seed % 4 == 3;
            NaiveRoutes model = graph(random, seed % 4 >= 1, withBlocking);
            RouteConstraints constraints = constraints(random, model);
            int to = 1 + random.nextInt(model.nodeCount - 1);
            long offered = offered(model, to, constraints, seed);
            double optimum = LayeredLp.most(model, 0, to, constraints.maxHops(), constraints.avoid());
            assertThat((double) offered).as("seed %d", seed).isLessThanOrEqualTo(optimum + 1e-6);
            if (!withBlocking && optimum > 0.5) {
                counted++;
                offeredSum += offered;
                optimaSum += Math.floor(optimum + 1e-6);
                equal += offered >= Math.floor(optimum + 1e-6) ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "hop-bounded flow: %d of %.0f, %.3f %% of the linear program's whole units; equal in %d of %d graphs%n",
                offeredSum,
                optimaSum,
                100 * offeredSum / optimaSum,
                equal,
                counted);
        assertThat(counted).isGreaterThan(cases / 2);
        assertThat(offeredSum / optimaSum).isGreaterThan(0.98);
    }

    /** What is offered from node 0, once it was seen that all of it, and a smaller part of it, can be paid. */
    private long offered(NaiveRoutes model, int to, RouteConstraints constraints, long seed) {
        PaymentGraph graph = model.toGraph();
        long offered = finder.capacity(graph, 0, to, constraints).atLeastMinor();
        for (long amount : new long[] {offered, offered / 2 + 1}) {
            if (offered >= amount && amount > 0) {
                RouteRequest request = new RouteRequest(0, to, amount, constraints);
                RouteResult result = finder.find(graph, request);
                assertThat(result).as("seed %d", seed).isInstanceOf(RouteResult.Found.class);
                List<Route> routes = ((RouteResult.Found) result).routes();
                assertThat(RouteFaults.of(model, request, routes))
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }
        return offered;
    }

    private static RouteConstraints constraints(Random random, NaiveRoutes model) {
        NodeSet avoid = random.nextInt(5) == 0 ? NodeSet.of(1 + random.nextInt(model.nodeCount)) : NodeSet.EMPTY;
        return new RouteConstraints(2 + random.nextInt(5), RouteConstraints.MAX_PATHS, avoid, PLENTY);
    }

    /** 6 to 16 nodes with 2 to 5 arcs each, narrow and wide ones, most of them with an opposite. */
    private static NaiveRoutes graph(Random random, boolean withPolicies, boolean withBlocking) {
        NaiveRoutes model = new NaiveRoutes(6 + random.nextInt(11));
        int arcs = model.nodeCount * (2 + random.nextInt(4));
        for (int i = 0; i < arcs; i++) {
            int from = random.nextInt(model.nodeCount);
            int to = random.nextInt(model.nodeCount);
            if (from != to) {
                put(model, random, from, to, withPolicies, withBlocking);
                if (random.nextInt(3) > 0) {
                    put(model, random, to, from, withPolicies, withBlocking);
                }
            }
        }
        if (withPolicies && random.nextInt(4) == 0) {
            model.inactive.add(1 + random.nextInt(model.nodeCount - 1));
        }
        return model;
    }

    private static void put(
            NaiveRoutes model, Random random, int from, int to, boolean withPolicies, boolean withBlocking) {
        NaiveRoutes.Arc arc = new NaiveRoutes.Arc(from, to);
        model.capacities.put(arc, (long) (random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12)));
        model.policies.put(
                arc, withPolicies ? NaiveRoutes.policy(random, model.nodeCount, withBlocking) : ArcPolicy.OPEN);
    }
}
