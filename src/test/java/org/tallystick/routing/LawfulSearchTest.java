package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A search under which amounts are changed, as a reader's may be. */
class LawfulSearchTest {

    private final PaymentGraph graph = new PaymentGraph();
    private final Terrain terrain = new Terrain();
    private final LevelSearch levelSearch = new LevelSearch(plenty());
    private final Path path = new Path();

    @Test
    void whatNoLongerBearsWhatFlowsThereIsNoPath() {
        graph.ensureNodes(2);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        terrain.enter(graph, 0, 1, NodeSet.EMPTY);
        terrain.add(graph.slot(0, 1), 3);
        LawfulSearch search = new LawfulSearch((where, leastMinor, maxHops, found) -> {
            boolean any = levelSearch.search(where, leastMinor, maxHops, found);
            graph.setCapacity(0, 1, 1);
            return any;
        });
        assertThat(search.searchWidest(terrain, 1, path)).isZero();
    }

    @Test
    void theWidestPathIsNotSoughtForEverWhereAmountsComeAndGo() {
        graph.ensureNodes(2);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        terrain.enter(graph, 0, 1, NodeSet.EMPTY);
        int[] searched = {0};
        LawfulSearch search = new LawfulSearch((where, leastMinor, maxHops, found) -> {
            graph.setCapacity(0, 1, 9);
            boolean any = ++searched[0] < 100 && levelSearch.search(where, leastMinor, maxHops, found);
            graph.setCapacity(0, 1, 5);
            return any;
        });
        assertThat(search.searchWidest(terrain, 1, path)).isEqualTo(5);
        assertThat(searched[0]).isEqualTo(2);
        assertThat(path.toRoute(terrain, 5)).isEqualTo(new Route(new int[] {0, 1}, 5));
    }

    private static Work plenty() {
        Work work = new Work();
        work.start(1_000_000);
        return work;
    }
}
