package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Graphs with long random histories beside maps: after each operation what it touched is the same, and now and then
 * everything is, and so are exact flows; what is offered within a bound of hops is payable and never more than the flow.
 */
class GraphHistoryTest {

    private static final long PLENTY = 100_000_000;
    private static final int BETWEEN_LOOKS = 1_000;
    private static final int QUESTIONS_A_LOOK = 8;
    private static final int MOST_LOOKED_INTO = 400;

    private final RouteFinder finder = new RouteFinder();
    private int asked;
    private int flowing;
    private int payable;

    @Test
    void aHundredThousandOperationsLeaveWhatMapsWouldHold() {
        histories(1, 1);
    }

    @Test
    @Tag("long")
    void tenMillionOperationsLeaveWhatMapsWouldHold() {
        histories(2, 100);
    }

    /** So many times: 100,000 operations over graphs of four sizes. */
    private void histories(long firstSeed, int times) {
        for (long seed = firstSeed; seed < firstSeed + times; seed++) {
            for (int nodes : new int[] {9, 40, 400, 6_000}) {
                history(seed, nodes, 25_000);
            }
        }
        assertThat(flowing).isGreaterThan(asked / 3);
        assertThat(payable).isGreaterThan(asked / 4);
    }

    private void history(long seed, int nodes, int operations) {
        Random random = new Random(seed * 31 + nodes);
        GraphHistory history = new GraphHistory(random, nodes, 1 + random.nextInt(60));
        for (int operation = 1; operation <= operations; operation++) {
            String fault = history.step();
            if (!fault.isEmpty()) {
                throw new AssertionError("seed " + seed + ", " + nodes + " nodes: " + fault);
            }
            if (operation % BETWEEN_LOOKS == 0) {
                assertThat(history.difference())
                        .as("seed %d, %d nodes", seed, nodes)
                        .isEmpty();
                for (int i = 0; i < QUESTIONS_A_LOOK; i++) {
                    ask(random, history, "seed " + seed + ", " + nodes + " nodes, operation " + operation);
                }
            }
        }
        if (nodes <= MOST_LOOKED_INTO) {
            GraphInvariants.check(history.graph);
        }
    }

    private void ask(Random random, GraphHistory history, String when) {
        int from = random.nextInt(history.nodes());
        int to = (from + 1 + random.nextInt(history.nodes() - 1)) % history.nodes();
        NodeSet avoid = random.nextInt(3) == 0 ? NodeSet.of(random.nextInt(history.nodes())) : NodeSet.EMPTY;
        long flow = history.maxFlow(from, to, avoid);
        asked++;
        flowing += flow > 0 ? 1 : 0;
        assertThat(finder.maxFlow(history.graph, from, to, avoid, PLENTY))
                .as(when)
                .isEqualTo(new MaxFlow(flow, true));
        RouteConstraints constraints =
                new RouteConstraints(1 + random.nextInt(6), 1 + random.nextInt(8), avoid, PLENTY);
        Capacity capacity = finder.capacity(history.graph, from, to, constraints);
        assertThat(capacity.atLeastMinor()).as(when).isBetween(0L, flow);
        if (capacity.atLeastMinor() > 0) {
            payable++;
            long amount = 1 + random.nextLong(capacity.atLeastMinor());
            RouteRequest request = new RouteRequest(from, to, amount, constraints);
            RouteResult result = finder.find(history.graph, request);
            assertThat(result).as(when).isInstanceOf(RouteResult.Found.class);
            List<Route> routes = ((RouteResult.Found) result).routes();
            assertThat(RouteFaults.of(history.model, request, routes)).as(when).isEmpty();
        }
    }
}
