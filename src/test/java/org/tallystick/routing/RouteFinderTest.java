package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteFinderTest {

    private final PaymentGraph graph = new PaymentGraph();
    private final RouteFinder finder = new RouteFinder();

    /** Three thin routes of two hops and one thick route of three, from 0 to 7 (facts on GEO §5). */
    private void threeThinRoutesAndAThickOne() {
        for (int thin = 1; thin <= 3; thin++) {
            arc(0, thin, 1);
            arc(thin, 7, 1);
        }
        arc(0, 4, 100);
        arc(4, 5, 100);
        arc(5, 7, 100);
    }

    @Test
    void thinShortRoutesDoNotHideTheThickLongOne() {
        threeThinRoutesAndAThickOne();
        assertThat(pay(0, 7, 50, 6, 3)).containsExactly(new Route(new int[] {0, 4, 5, 7}, 50));
        assertThat(finder.maxFlow(graph, 0, 7, NodeSet.EMPTY, 1000)).isEqualTo(new MaxFlow(103, true));
    }

    @Test
    void aFewPathsAreSpentOnTheThickRoutesFirst() {
        threeThinRoutesAndAThickOne();
        assertThat(finder.capacity(graph, 0, 7, constraints(6, 3))).isEqualTo(new Capacity(102, 3, 2, false));
        assertThat(pay(0, 7, 102, 6, 3)).hasSize(3);
        assertThat(pay(0, 7, 103, 6, 4)).hasSize(4);
        assertThat(finder.find(graph, request(0, 7, 103, 6, 3))).isEqualTo(new RouteResult.TooLittle(102));
    }

    @Test
    void aWideRouteAcrossTwoOthersIsTakenBack() {
        // The widest path 0-1-4-5 crosses both of the two that together carry more.
        arc(0, 1, 10);
        arc(1, 4, 10);
        arc(4, 5, 10);
        arc(1, 2, 9);
        arc(2, 5, 9);
        arc(0, 3, 9);
        arc(3, 4, 9);
        assertThat(finder.capacity(graph, 0, 5, constraints(3, 2)).atLeastMinor())
                .isEqualTo(18);
        assertThat(pay(0, 5, 18, 3, 2)).hasSize(2);
    }

    @Test
    void aRouteLongerThanAllowedIsNone() {
        arc(0, 1, 5);
        arc(1, 2, 5);
        arc(2, 3, 5);
        assertThat(pay(0, 3, 5, 3, 1)).containsExactly(new Route(new int[] {0, 1, 2, 3}, 5));
        assertThat(finder.find(graph, request(0, 3, 5, 2, 1))).isEqualTo(new RouteResult.NoRoute());
    }

    @Test
    void whoMayNotPassOnCanStillBePaid() {
        arc(0, 1, 5, new ArcPolicy(false, ArcPolicy.UNBOUNDED, NodeSet.EMPTY));
        arc(1, 2, 5);
        assertThat(pay(0, 1, 5, 6, 1)).hasSize(1);
        assertThat(finder.find(graph, request(0, 2, 1, 6, 1))).isEqualTo(new RouteResult.NoRoute());
    }

    @Test
    void hopUsageBoundsWhatPassesThroughOverAllRoutesTogether() {
        arc(0, 1, 9, new ArcPolicy(true, 4, NodeSet.EMPTY));
        arc(1, 2, 3);
        arc(2, 4, 9);
        arc(1, 3, 3);
        arc(3, 4, 9);
        assertThat(pay(0, 1, 9, 6, 3)).hasSize(1);
        assertThat(finder.find(graph, request(0, 4, 5, 6, 3))).isInstanceOf(RouteResult.TooLittle.class);
        assertThat(finder.capacity(graph, 0, 4, constraints(6, 3)).atLeastMinor())
                .isEqualTo(4);
        assertThat(finder.maxFlow(graph, 0, 4, NodeSet.EMPTY, 1000).valueMinor())
                .isEqualTo(4);
    }

    @Test
    void aBlockedIntermediateIsPassedByAnotherWay() {
        arc(0, 1, 5);
        arc(1, 4, 5, new ArcPolicy(true, ArcPolicy.UNBOUNDED, NodeSet.of(1)));
        arc(0, 2, 5);
        arc(2, 3, 5);
        arc(3, 4, 5);
        assertThat(pay(0, 4, 5, 6, 1)).containsExactly(new Route(new int[] {0, 2, 3, 4}, 5));
        assertThat(pay(1, 4, 5, 6, 1)).hasSize(1);
    }

    @Test
    void whatIsOfferedCanBePaidAlsoWhereTheFirstSearchTriedItsMost() {
        for (int blocked = 0; blocked < 30; blocked++) {
            arc(0, 10 + blocked, 9);
        }
        arc(0, 2, 9);
        arc(2, 3, 9);
        arc(3, 1, 9);
        for (int blocked = 0; blocked < 30; blocked++) {
            wayThatBlocksItself(10 + blocked, 40 + blocked, 9);
        }
        // Somebody with a large row, so that a search for little goes out from the payee rather than from the payer.
        arc(0, 4, 1);
        arc(4, 3, 0);
        for (int leaf = 100; leaf < 1100; leaf++) {
            arc(4, leaf, 1);
        }
        assertThat(finder.capacity(graph, 0, 1, constraints(6, 1)).atLeastMinor())
                .isEqualTo(9);
        assertThat(pay(0, 1, 9, 6, 1)).containsExactly(new Route(new int[] {0, 2, 3, 1}, 9));
    }

    @Test
    void thatThereIsNoRouteIsNotSaidOnlyBecauseASearchTriedItsMost() {
        for (int blocked = 0; blocked < 25; blocked++) {
            arc(0, 10 + blocked, 1);
            wayThatBlocksItself(10 + blocked, 40 + blocked, 1);
        }
        arc(0, 2, 1);
        arc(2, 3, 1);
        arc(3, 4, 1);
        arc(4, 1, 1);
        assertThat(finder.capacity(graph, 0, 1, constraints(6, 8)).atLeastMinor())
                .isEqualTo(1);
        assertThat(finder.find(graph, request(0, 1, 1000, 6, 8))).isEqualTo(new RouteResult.TooLittle(1));
    }

    /** From one to another to 1, over an arc that does not let the first be passed. */
    private void wayThatBlocksItself(int first, int second, long capacityMinor) {
        arc(first, second, capacityMinor);
        arc(second, 1, capacityMinor, new ArcPolicy(true, ArcPolicy.UNBOUNDED, NodeSet.of(first)));
    }

    @Test
    void moreThanThePayeeCanBePaidIsTooMuchThoughALargeSearchRanOut() {
        // The payee's row is long, so that a search goes out from the payer: for much among many, for little only to
        // the payee.
        arc(0, 2, 1000);
        arc(0, 3, 1);
        arc(3, 1, 1);
        arc(1, 100, 1);
        for (int other = 0; other < 100; other++) {
            arc(2, 100 + other, 1000);
            arc(100 + other, 100 + (other + 1) % 100, 1000);
        }
        for (int leaf = 1000; leaf < 1400; leaf++) {
            arc(leaf, 1, 1);
        }
        RouteConstraints little = new RouteConstraints(6, 3, NodeSet.EMPTY, 300);
        assertThat(finder.find(graph, new RouteRequest(0, 1, 500, little))).isEqualTo(new RouteResult.TooLittle(1));
        assertThat(finder.find(graph, new RouteRequest(0, 1, 400, little))).isEqualTo(new RouteResult.OutOfWork());
    }

    @Test
    void manyShortThinRoutesDoNotTakeTheRoomOfALongWideOneHoweverManyAreAllowed() {
        arc(0, 2, 1000);
        for (int hop = 2; hop < 6; hop++) {
            arc(hop, hop + 1, 1000);
        }
        arc(6, 1, 1000);
        for (int thin = 10; thin < 510; thin++) {
            arc(2, thin, 1);
            arc(thin, 1, 1);
        }
        for (int maxPaths : new int[] {1, 16, 17, 64}) {
            assertThat(finder.capacity(graph, 0, 1, constraints(6, maxPaths)).atLeastMinor())
                    .as("%d paths", maxPaths)
                    .isEqualTo(1000);
        }
    }

    @Test
    void aNodeThatTakesNoPartNeitherSendsNorReceivesNorForwards() {
        arc(0, 1, 5);
        arc(1, 2, 5);
        graph.setNodeActive(1, false);
        for (RouteRequest request : List.of(request(0, 1, 1, 6, 3), request(1, 2, 1, 6, 3), request(0, 2, 1, 6, 3))) {
            assertThat(finder.find(graph, request)).isEqualTo(new RouteResult.NoRoute());
            assertThat(finder.maxFlow(graph, request.from(), request.to(), NodeSet.EMPTY, 1000))
                    .isEqualTo(new MaxFlow(0, true));
        }
        graph.setNodeActive(1, true);
        assertThat(pay(0, 2, 5, 6, 1)).hasSize(1);
    }

    @Test
    void avoidingAnEndMeansNoRoute() {
        arc(0, 1, 5);
        RouteConstraints avoidPayee = new RouteConstraints(6, 3, NodeSet.of(1), 1000);
        assertThat(finder.find(graph, new RouteRequest(0, 1, 1, avoidPayee))).isEqualTo(new RouteResult.NoRoute());
        assertThat(finder.capacity(graph, 0, 1, avoidPayee)).isEqualTo(new Capacity(0, 0, 0, false));
    }

    @Test
    void theWorkLimitEndsASearchAndSaysSo() {
        for (int node = 0; node < 100; node++) {
            arc(node, node + 1, 5);
            arc(node, 101 + node, 5);
        }
        RouteConstraints little = new RouteConstraints(32, 3, NodeSet.EMPTY, 20);
        assertThat(finder.find(graph, new RouteRequest(0, 30, 1, little))).isEqualTo(new RouteResult.OutOfWork());
        assertThat(finder.capacity(graph, 0, 30, little)).isEqualTo(new Capacity(0, 0, 0, true));
        assertThat(finder.maxFlow(graph, 0, 30, NodeSet.EMPTY, 20)).isEqualTo(new MaxFlow(0, false));
        assertThat(pay(0, 30, 5, 32, 1)).hasSize(1);
    }

    @Test
    void paymentsFollowTheGraphAsItChanges() {
        arc(0, 1, 5);
        arc(1, 2, 5);
        assertThat(pay(0, 2, 5, 6, 1)).hasSize(1);
        graph.setCapacity(1, 2, 2);
        assertThat(finder.find(graph, request(0, 2, 5, 6, 3))).isEqualTo(new RouteResult.TooLittle(2));
        graph.removeArc(1, 2);
        assertThat(finder.find(graph, request(0, 2, 1, 6, 3))).isEqualTo(new RouteResult.NoRoute());
        arc(1, 9000, 5);
        arc(9000, 2, 5);
        assertThat(pay(0, 2, 5, 6, 1)).hasSize(1);
    }

    @Test
    void theLargestCapacitiesDoNotOverflow() {
        long most = PaymentGraph.MAX_CAPACITY_MINOR;
        for (int middle = 2; middle < 302; middle++) {
            arc(0, middle, most);
            arc(middle, 1, most);
        }
        Capacity capacity = finder.capacity(graph, 0, 1, new RouteConstraints(6, 64, NodeSet.EMPTY, 1_000_000));
        assertThat(capacity.atLeastMinor()).isEqualTo(64 * most);
        assertThat(finder.maxFlow(graph, 0, 1, NodeSet.EMPTY, 1_000_000)).isEqualTo(new MaxFlow(Long.MAX_VALUE, true));
    }

    @Test
    void nobodyPaysThemselvesOrSomebodyUnknown() {
        arc(0, 1, 5);
        assertThatThrownBy(() -> request(1, 1, 5, 6, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> finder.find(graph, request(0, 2, 5, 6, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> finder.maxFlow(graph, 1, 1, NodeSet.EMPTY, 1000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void arc(int from, int to, long capacityMinor) {
        arc(from, to, capacityMinor, ArcPolicy.OPEN);
    }

    private void arc(int from, int to, long capacityMinor, ArcPolicy policy) {
        graph.ensureNodes(Math.max(from, to) + 1);
        graph.setArc(from, to, capacityMinor, policy);
    }

    private List<Route> pay(int from, int to, long amountMinor, int maxHops, int maxPaths) {
        RouteResult result = finder.find(graph, request(from, to, amountMinor, maxHops, maxPaths));
        assertThat(result).isInstanceOf(RouteResult.Found.class);
        return ((RouteResult.Found) result).routes();
    }

    private static RouteRequest request(int from, int to, long amountMinor, int maxHops, int maxPaths) {
        return new RouteRequest(from, to, amountMinor, constraints(maxHops, maxPaths));
    }

    private static RouteConstraints constraints(int maxHops, int maxPaths) {
        return new RouteConstraints(maxHops, maxPaths, NodeSet.EMPTY, 1_000_000);
    }
}
