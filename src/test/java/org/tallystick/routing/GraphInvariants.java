package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of a graph's insides after any history; reckoned anew the slow way. */
final class GraphInvariants {

    private GraphInvariants() {}

    static void check(PaymentGraph graph) {
        Map<Integer, Set<Integer>> neighbours = neighbours(graph);
        Set<Integer> core = core(neighbours);
        SlotPages.Table table = graph.table();
        for (int node = 0; node < graph.nodeCount(); node++) {
            assertThat(graph.isInCore(node)).as("node %d in core", node).isEqualTo(core.contains(node));
            for (int neighbour : neighbours.get(node)) {
                int slot = graph.slot(node, neighbour);
                assertThat(table.head(slot)).isEqualTo(neighbour);
                assertThat(table.tail(slot)).isEqualTo(node);
                assertThat(table.twin(table.twin(slot))).isEqualTo(slot);
                checkDeadEnds(table, slot, core.contains(node), core.contains(neighbour));
                checkWord(graph, node, neighbour, hangsBelow(neighbours, core, node, neighbour));
            }
        }
    }

    /** Of two neighbours exactly one hangs below the other, unless both are in the core; nobody there hangs below anybody. */
    private static void checkDeadEnds(SlotPages.Table table, int slot, boolean inCore, boolean neighbourInCore) {
        boolean below = ArcWord.isDeadEnd(table.word(slot));
        boolean above = ArcWord.isDeadEnd(table.word(table.twin(slot)));
        assertThat(below != above).isEqualTo(!inCore || !neighbourInCore);
        assertThat((below && neighbourInCore) || (above && inCore)).isFalse();
    }

    private static void checkWord(PaymentGraph graph, int node, int neighbour, boolean mayBeDeadEnd) {
        long word = graph.table().word(graph.slot(node, neighbour));
        boolean deadEnd = ArcWord.isDeadEnd(word);
        assertThat(mayBeDeadEnd || !deadEnd)
                .as("%d is no dead end of %d", neighbour, node)
                .isTrue();
        boolean usable = graph.isNodeActive(node) && graph.isNodeActive(neighbour);
        long onward = usable
                ? Math.min(
                        graph.capacity(node, neighbour),
                        graph.policy(node, neighbour).onwardMinor())
                : 0;
        long back = usable
                ? Math.min(
                        graph.capacity(neighbour, node),
                        graph.policy(neighbour, node).onwardMinor())
                : 0;
        assertThat(ArcWord.magnitude(word, ArcWord.OUTWARD_SHIFT)).isEqualTo(deadEnd ? 0 : ArcWord.magnitude(onward));
        assertThat(ArcWord.magnitude(word, ArcWord.INWARD_SHIFT)).isEqualTo(deadEnd ? 0 : ArcWord.magnitude(back));
        boolean paysMore = usable && !deadEnd && graph.capacity(neighbour, node) > back;
        assertThat((word & ArcWord.PAYS_MORE) != 0).isEqualTo(paysMore);
        boolean ruled = usable && !graph.policy(node, neighbour).equals(ArcPolicy.OPEN);
        assertThat(ArcWord.isRuled(word)).isEqualTo(ruled);
    }

    /** Each node's neighbours as its row has them, each once. */
    private static Map<Integer, Set<Integer>> neighbours(PaymentGraph graph) {
        Map<Integer, Set<Integer>> all = new HashMap<>();
        SlotPages.Table table = graph.table();
        for (int node = 0; node < graph.nodeCount(); node++) {
            Set<Integer> some = new HashSet<>();
            for (int piece = graph.rows().firstPiece(node); piece != Rows.NONE; ) {
                long header = table.word(piece);
                for (int slot = piece + 1; slot <= piece + Pieces.used(header); slot++) {
                    assertThat(some.add(table.head(slot)))
                            .as("%d has a neighbour once", node)
                            .isTrue();
                }
                piece = Pieces.next(header);
            }
            assertThat(graph.rows().degree(node)).isEqualTo(some.size());
            all.put(node, some);
        }
        return all;
    }

    /** The 2-core by taking away, again and again, whoever has fewer than two neighbours. */
    private static Set<Integer> core(Map<Integer, Set<Integer>> neighbours) {
        Set<Integer> core = new HashSet<>(neighbours.keySet());
        boolean changed = true;
        while (changed) {
            changed = core.removeIf(
                    node -> neighbours.get(node).stream().filter(core::contains).count() < 2);
        }
        return core;
    }

    /** Whether everything that can be reached over a neighbour without coming back is a tree. */
    private static boolean hangsBelow(
            Map<Integer, Set<Integer>> neighbours, Set<Integer> core, int node, int neighbour) {
        Set<Integer> seen = new HashSet<>(Set.of(node, neighbour));
        Deque<Integer> open = new ArrayDeque<>(Set.of(neighbour));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (core.contains(at)) {
                return false;
            }
            for (int next : neighbours.get(at)) {
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return true;
    }
}
