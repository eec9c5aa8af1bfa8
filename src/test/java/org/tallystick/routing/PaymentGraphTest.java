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
