package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
