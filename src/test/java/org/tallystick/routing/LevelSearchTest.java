package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelSearchTest {

    @Test
    void aSearchThatIsCutShortByAThrowLeavesNoMarks() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(4);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        graph.setArc(1, 2, 5, ArcPolicy.OPEN);
        graph.setArc(2, 3, 5, ArcPolicy.OPEN);
        Terrain terrain = new Terrain();
        terrain.enter(graph, 0, 3, NodeSet.EMPTY);
        Work work = new Work();
        work.start(1_000);
        LevelSearch search = new LevelSearch(work);
        Meeting broken = (near, nearPlace, slot, far, farPlace) -> {
            throw new IllegalStateException();
        };
        assertThatThrownBy(() -> search.searchAll(terrain, 1, 3, broken)).isInstanceOf(IllegalStateException.class);
        assertThat(terrain.marks()).containsOnly(0);
        assertThat(search.search(terrain, 5, 3, new Path())).isTrue();
    }

    @Test
    void onceTheSidesHaveMetNobodyIsTakenInWhoIsNoBridge() {
        // Both ways have two hops; what else leads on from the second is only of use for longer ones.
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(20);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        graph.setArc(0, 2, 5, ArcPolicy.OPEN);
        graph.setArc(1, 3, 5, ArcPolicy.OPEN);
        manyLeadOn(graph, 2);
        graph.setArc(2, 3, 5, ArcPolicy.OPEN);
        manyPay(graph, 3);
        assertThat(takenInAtEachBridge(graph, 6)).containsExactly(3, 3);
    }

    @Test
    void inTheLastLevelThatTheBoundOfHopsAllowsNobodyIsTakenInWhoIsNoBridge() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(20);
        graph.setArc(0, 2, 5, ArcPolicy.OPEN);
        manyLeadOn(graph, 2);
        graph.setArc(2, 3, 5, ArcPolicy.OPEN);
        manyPay(graph, 3);
        assertThat(takenInAtEachBridge(graph, 2)).containsExactly(2);
        assertThat(takenInAtEachBridge(graph, 6)).containsExactly(2 + 6);
    }

    /** How many the payer's side had taken in when each bridge was shown. */
    private static List<Integer> takenInAtEachBridge(PaymentGraph graph, int maxHops) {
        Terrain terrain = new Terrain();
        terrain.enter(graph, 0, 3, NodeSet.EMPTY);
        Work work = new Work();
        work.start(1_000);
        List<Integer> takenIn = new ArrayList<>();
        new LevelSearch(work).searchAll(terrain, 5, maxHops, (near, nearPlace, slot, far, farPlace) -> {
            takenIn.add(near.fromPayee ? -1 : near.queued);
            return true;
        });
        return takenIn;
    }

    /** Six others, in a circle, so that none of them is a dead end. */
    private static void manyLeadOn(PaymentGraph graph, int node) {
        for (int other = 4; other < 10; other++) {
            graph.setArc(node, other, 5, ArcPolicy.OPEN);
            graph.setArc(other, other == 9 ? 4 : other + 1, 5, ArcPolicy.OPEN);
        }
    }

    /** So many that the payer's side goes on. */
    private static void manyPay(PaymentGraph graph, int node) {
        for (int other = 10; other < 20; other++) {
            graph.setArc(other, node, 5, ArcPolicy.OPEN);
            graph.setArc(other, other == 19 ? 10 : other + 1, 5, ArcPolicy.OPEN);
        }
    }
}
