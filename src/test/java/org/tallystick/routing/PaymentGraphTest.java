package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaymentGraphTest {

    private static final int HUB_NEIGHBOURS = 3_000;

    @Property(tries = 60, seed = "4242")
    void anyHistoryOfArcsLeavesWhatAMapWouldHold(@ForAll long seed) {
        Random random = new Random(seed);
        PaymentGraph graph = new PaymentGraph();
        int nodes = 2 + random.nextInt(60);
        graph.ensureNodes(nodes);
        Map<Long, Long> model = new HashMap<>();
        for (int step = 0; step < 1500; step++) {
            int from = random.nextInt(nodes);
            int to = random.nextInt(nodes);
            if (from == to) {
                continue;
            }
            if (random.nextInt(5) < 3) {
                long capacity = random.nextInt(4);
                graph.setArc(from, to, capacity, ArcPolicy.OPEN);
                model.put(key(from, to), capacity);
            } else {
                graph.removeArc(from, to);
                model.remove(key(from, to));
            }
        }
        assertThat(graph.arcCount()).isEqualTo(model.size());
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                Long expected = model.get(key(from, to));
                assertThat(graph.hasArc(from, to)).isEqualTo(expected != null);
                assertThat(graph.capacity(from, to)).isEqualTo(expected == null ? 0 : expected);
            }
        }
        GraphInvariants.check(graph);
    }

    /** A row that is a chain of pieces, and pages that are emptied, beside many short rows. */
    @Test
    void aHubWithThousandsOfNeighboursIsTakenApartAndPutTogetherAgain() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(2 * HUB_NEIGHBOURS + 1);
        for (int round = 0; round < 3; round++) {
            for (int neighbour = 1; neighbour <= HUB_NEIGHBOURS; neighbour++) {
                graph.setArc(0, neighbour, neighbour, ArcPolicy.OPEN);
                graph.setArc(
                        neighbour, HUB_NEIGHBOURS + (7 * neighbour + round) % HUB_NEIGHBOURS + 1, 1, ArcPolicy.OPEN);
            }
            GraphInvariants.check(graph);
            assertThat(graph.arcCount()).isEqualTo(2 * HUB_NEIGHBOURS);
            // A row that is exactly as long as a piece has room.
            for (int neighbour = HUB_NEIGHBOURS; neighbour > Rows.LARGEST_PIECE - 1; neighbour--) {
                graph.removeArc(0, neighbour);
            }
            for (int turn = 0; turn < 50; turn++) {
                graph.setArc(0, HUB_NEIGHBOURS, 1, ArcPolicy.OPEN);
                graph.removeArc(0, turn % 2 == 0 ? HUB_NEIGHBOURS : 1 + turn);
                graph.setArc(0, turn % 2 == 0 ? HUB_NEIGHBOURS : 1 + turn, 1, ArcPolicy.OPEN);
                graph.removeArc(0, HUB_NEIGHBOURS);
            }
            GraphInvariants.check(graph);
            for (int neighbour = 1; neighbour <= HUB_NEIGHBOURS; neighbour++) {
                graph.removeArc(0, neighbour);
                graph.removeArc(neighbour, HUB_NEIGHBOURS + (7 * neighbour + round) % HUB_NEIGHBOURS + 1);
            }
            GraphInvariants.check(graph);
            assertThat(graph.arcCount()).isZero();
        }
    }

    @Test
    void aNeighbourWhoComesAndGoesWhereAPieceEndsTakesNoNewPieceEachTime() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(HUB_NEIGHBOURS);
        for (int neighbour = 1; neighbour <= Rows.LARGEST_PIECE; neighbour++) {
            graph.setArc(0, neighbour, 1, ArcPolicy.OPEN);
        }
        int piece = graph.rows().firstPiece(0);
        for (int turn = 0; turn < 5; turn++) {
            graph.removeArc(0, Rows.LARGEST_PIECE);
            GraphInvariants.check(graph);
            graph.setArc(0, Rows.LARGEST_PIECE, 1, ArcPolicy.OPEN);
            assertThat(graph.rows().firstPiece(0)).isEqualTo(piece);
        }
        graph.removeArc(0, 7);
        graph.removeArc(0, 8);
        assertThat(graph.rows().firstPiece(0)).isNotEqualTo(piece);
        GraphInvariants.check(graph);
    }

    private static long key(int from, int to) {
        return ((long) from << 32) | to;
    }

    @Test
    void aChangedCapacityLeavesThePolicyAsItWas() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(2);
        ArcPolicy policy = new ArcPolicy(false, 7, NodeSet.of(3));
        graph.setArc(1, 0, 5, policy);
        graph.setCapacity(1, 0, 9);
        assertThat(graph.capacity(1, 0)).isEqualTo(9);
        assertThat(graph.policy(1, 0)).isEqualTo(policy);
        assertThat(graph.policy(0, 1)).isEqualTo(ArcPolicy.OPEN);
        assertThatThrownBy(() -> graph.setCapacity(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeAnArcIsRefused() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(2);
        assertThatThrownBy(() -> graph.setArc(0, 2, 1, ArcPolicy.OPEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.setArc(1, 1, 1, ArcPolicy.OPEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.setArc(0, 1, -1, ArcPolicy.OPEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.setArc(0, 1, PaymentGraph.MAX_CAPACITY_MINOR + 1, ArcPolicy.OPEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(graph.arcCount()).isZero();
    }

    @Test
    void ensuringFewerNodesTakesNoneAway() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(40);
        graph.setNodeActive(39, false);
        graph.ensureNodes(3);
        graph.ensureNodes(1000);
        assertThat(graph.nodeCount()).isEqualTo(1000);
        assertThat(graph.isNodeActive(39)).isFalse();
        assertThat(graph.isNodeActive(999)).isTrue();
    }
}
