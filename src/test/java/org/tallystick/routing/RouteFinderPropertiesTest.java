package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Random small graphs against {@link NaiveRoutes}. The finder is shared, so that leftovers of one search would show. */
class RouteFinderPropertiesTest {

    private static final long PLENTY = 1_000_000;

    private final RouteFinder finder = new RouteFinder();

    @Property(tries = 4000, seed = "4242")
    void routesKeepEveryRuleWhateverIsAsked(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, true);
        RouteRequest request = request(random, model);
        if (finder.find(model.toGraph(), request) instanceof RouteResult.Found found) {
            assertThat(model.faults(found.routes(), request)).isEmpty();
        }
    }

    @Property(tries = 4000, seed = "4242")
    void everyAmountUpToTheCapacityOfferedCanBePaid(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, true);
        PaymentGraph graph = model.toGraph();
        RouteRequest any = request(random, model);
        RouteConstraints constraints = any.constraints();
        if (random.nextInt(4) == 0) {
            constraints = new RouteConstraints(
                    constraints.maxHops(), constraints.maxPaths(), constraints.avoid(), 1 + random.nextInt(300));
        }
        Capacity capacity = finder.capacity(graph, any.from(), any.to(), constraints);
        for (long amount = 1; amount <= capacity.atLeastMinor(); amount++) {
            RouteRequest request = new RouteRequest(any.from(), any.to(), amount, constraints);
            RouteResult result = finder.find(graph, request);
            assertThat(result).isInstanceOf(RouteResult.Found.class);
            assertThat(model.faults(((RouteResult.Found) result).routes(), request))
                    .isEmpty();
        }
    }

    @Property(tries = 4000, seed = "4242")
    void oneRouteThatCarriesAllIsFoundWithTheFewestHops(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, false);
        RouteRequest request = request(random, model);
        int fewestHops = model
                .allPaths(
                        request.from(),
                        request.to(),
                        request.constraints().maxHops(),
                        request.constraints().avoid())
                .entrySet()
                .stream()
                .filter(path -> path.getValue() >= request.amountMinor())
                .mapToInt(path -> path.getKey().size() - 1)
                .min()
                .orElse(0);
        RouteResult result = finder.find(model.toGraph(), request);
        if (fewestHops > 0) {
            assertThat(result).isInstanceOf(RouteResult.Found.class);
            List<Route> routes = ((RouteResult.Found) result).routes();
            assertThat(routes).hasSize(1);
            assertThat(routes.getFirst().hops()).isEqualTo(fewestHops);
        } else if (result instanceof RouteResult.Found found) {
            assertThat(found.routes()).hasSizeGreaterThan(1);
        }
    }

    @Property(tries = 4000, seed = "4242")
    void aRouteForSomeAmountIsToldApartFromNone(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, true);
        RouteRequest request = request(random, model);
        Map<List<Integer>, Long> paths = model.allPaths(
                request.from(),
                request.to(),
                request.constraints().maxHops(),
                request.constraints().avoid());
        RouteResult result = finder.find(model.toGraph(), request);
        if (paths.isEmpty()) {
            assertThat(result).isEqualTo(new RouteResult.NoRoute());
        } else if (result instanceof RouteResult.TooLittle(long atLeast)) {
            assertThat(atLeast).isPositive().isLessThan(request.amountMinor());
            Capacity capacity = finder.capacity(model.toGraph(), request.from(), request.to(), request.constraints());
            assertThat(capacity.atLeastMinor()).isBetween(atLeast, request.amountMinor() - 1);
        } else {
            assertThat(result).isInstanceOf(RouteResult.Found.class);
        }
    }

    @Property(tries = 4000, seed = "4242")
    void withRoomForEveryHopAndPathTheCapacityIsTheMaximumFlow(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, false);
        RouteRequest ends = request(random, model);
        RouteConstraints roomy =
                new RouteConstraints(RouteConstraints.MAX_HOPS, RouteConstraints.MAX_PATHS, NodeSet.EMPTY, PLENTY);
        assertThat(finder.capacity(model.toGraph(), ends.from(), ends.to(), roomy)
                        .atLeastMinor())
                .isEqualTo(model.maxFlow(ends.from(), ends.to(), NodeSet.EMPTY));
    }

    @Property(tries = 4000, seed = "4242")
    void theMaximumFlowIsExact(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRoutes model = NaiveRoutes.random(random, true, true);
        RouteRequest request = request(random, model);
        NodeSet avoid = request.constraints().avoid();
        assertThat(finder.maxFlow(model.toGraph(), request.from(), request.to(), avoid, PLENTY))
                .isEqualTo(new MaxFlow(model.maxFlow(request.from(), request.to(), avoid), true));
    }

    @Property(tries = 500, seed = "4242")
    void theSameHistoryGivesTheSameRoutes(@ForAll long seed) {
        NaiveRoutes model = NaiveRoutes.random(new Random(seed), true, true);
        RouteRequest request = request(new Random(seed), model);
        RouteResult first = finder.find(model.toGraph(), request);
        assertThat(finder.find(model.toGraph(), request)).isEqualTo(first);
        assertThat(new RouteFinder().find(model.toGraph(), request)).isEqualTo(first);
    }

    /** Best splits within bounds are a hard problem, so misses are allowed; here they are held to one in a hundred. */
    @Test
    void theCapacityOfferedIsSeldomLessThanTheBestSplit() {
        int cases = 0;
        int misses = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            NaiveRoutes model = NaiveRoutes.random(random, false, false);
            int maxHops = 2 + random.nextInt(4);
            int maxPaths = 2 + random.nextInt(3);
            int paths = model.allPaths(0, 1, maxHops, NodeSet.EMPTY).size();
            if (paths >= 2 && paths <= 7) {
                RouteConstraints constraints = new RouteConstraints(maxHops, maxPaths, NodeSet.EMPTY, PLENTY);
                long offered =
                        finder.capacity(model.toGraph(), 0, 1, constraints).atLeastMinor();
                long best = BestSplit.mostMinor(model, 0, 1, maxHops, maxPaths);
                assertThat(offered).isLessThanOrEqualTo(best);
                cases++;
                misses += offered < best ? 1 : 0;
            }
        }
        assertThat(cases).isGreaterThan(2000);
        assertThat(misses).isLessThan(cases / 100);
    }

    private static RouteRequest request(Random random, NaiveRoutes model) {
        int from = random.nextInt(model.nodeCount);
        int to = (from + 1 + random.nextInt(model.nodeCount - 1)) % model.nodeCount;
        NodeSet avoid = random.nextInt(4) == 0 ? NodeSet.of(random.nextInt(model.nodeCount + 2)) : NodeSet.EMPTY;
        RouteConstraints constraints =
                new RouteConstraints(1 + random.nextInt(6), 1 + random.nextInt(5), avoid, PLENTY);
        return new RouteRequest(from, to, 1 + random.nextInt(14), constraints);
    }
}
