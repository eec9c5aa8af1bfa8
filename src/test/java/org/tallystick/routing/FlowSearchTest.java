package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowSearchTest {

    private final PaymentGraph graph = new PaymentGraph();
    private final Terrain terrain = new Terrain();
    private final Work work = new Work();
    private final FlowSearch search = new FlowSearch(work);
    private final Path path = new Path();

    @Test
    void takingAFlowApartIsWorkByItsArcs() {
        aFlowOverThreeArcs();
        work.start(1_000);
        assertThat(search.search(terrain, 1, 3, path)).isTrue();
        assertThat(path.hops()).isEqualTo(3);
        assertThat(search.takeOff(path)).isEqualTo(5);
        assertThat(work.spent()).isEqualTo(3 * 3);
    }

    @Test
    void takingAFlowApartEndsAtTheWorkLimit() {
        aFlowOverThreeArcs();
        work.start(3 * 3 - 1);
        assertThat(search.search(terrain, 1, 3, path)).isFalse();
        assertThat(work.ranOut()).isTrue();
    }

    private void aFlowOverThreeArcs() {
        graph.ensureNodes(4);
        for (int node = 0; node < 3; node++) {
            graph.setArc(node, node + 1, 9, ArcPolicy.OPEN);
        }
        terrain.enter(graph, 0, 3, NodeSet.EMPTY);
        for (int node = 0; node < 3; node++) {
            terrain.add(graph.slot(node, node + 1), 5);
        }
        search.begin(terrain);
    }
}
