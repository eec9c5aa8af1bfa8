package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerrainTest {

    private final PaymentGraph graph = new PaymentGraph();
    private final Terrain terrain = new Terrain();

    @Test
    void whatGoesOverSomebodyWhoTakesNoPartIsNotInTheMostThatCouldFlow() {
        twoWays();
        graph.setNodeActive(1, false);
        assertThat(mostMinor(NodeSet.EMPTY)).isEqualTo(7);
        graph.setNodeActive(1, true);
        assertThat(mostMinor(NodeSet.EMPTY)).isEqualTo(12);
    }

    @Test
    void whatGoesOverSomebodyWhoIsAvoidedIsNotInTheMostThatCouldFlow() {
        twoWays();
        assertThat(mostMinor(NodeSet.of(2))).isEqualTo(5);
    }

    @Test
    void whatMayNotPassOnIsNotInTheMostThatCouldFlowButWhatThePayeeItselfMayBePaidIs() {
        twoWays();
        graph.setArc(0, 2, 7, new ArcPolicy(true, 3, NodeSet.EMPTY));
        assertThat(mostMinor(NodeSet.EMPTY)).isEqualTo(5 + 3);
        graph.setArc(0, 3, 100, new ArcPolicy(false, ArcPolicy.UNBOUNDED, NodeSet.EMPTY));
        assertThat(mostMinor(NodeSet.EMPTY)).isEqualTo(5 + 3 + 100);
    }

    @Test
    void whatAPathPutsOnItsArcsIsGoneFromThemAndCanBeTakenBackOnlyWhereThatIsLookedFor() {
        twoWays();
        mostMinor(NodeSet.EMPTY);
        int slot = graph.slot(0, 1);
        int back = graph.slot(1, 0);
        terrain.add(slot, 4);
        assertThat(terrain.flows(slot)).isEqualTo(4);
        assertThat(terrain.flows(back)).isEqualTo(-4);
        assertThat(terrain.bears(slot)).isEqualTo(1);
        assertThat(terrain.bears(back)).isZero();
        terrain.look(Terrain.View.RESIDUAL);
        assertThat(terrain.bears(back)).isEqualTo(4);
        assertThat(terrain.marks()[0] & terrain.marks()[1] & Terrain.TOUCHED).isNotZero();
    }

    private void twoWays() {
        graph.ensureNodes(4);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        graph.setArc(1, 3, 50, ArcPolicy.OPEN);
        graph.setArc(0, 2, 7, ArcPolicy.OPEN);
        graph.setArc(2, 3, 70, ArcPolicy.OPEN);
    }

    private long mostMinor(NodeSet avoid) {
        terrain.enter(graph, 0, 3, avoid);
        return terrain.mostMinor();
    }
}
