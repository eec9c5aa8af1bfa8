package org.tallystick.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Maximum flow by shortest augmenting paths (J. Edmonds and R. Karp, 1972) over maps. */
final class NaiveFlow {

    private NaiveFlow() {}

    /**
     * The value of the flow.
     *
     * @param residual what each arc bears, by tail and head; every arc needs its opposite, and all are changed
     */
    static long most(Map<Integer, Map<Integer, Long>> residual, int from, int to) {
        long value = 0;
        while (true) {
            Map<Integer, Integer> before = paths(residual, from, to);
            if (!before.containsKey(to)) {
                return value;
            }
            long width = Long.MAX_VALUE;
            for (int node = to; node != from; node = before.get(node)) {
                width = Math.min(width, residual.get(before.get(node)).get(node));
            }
            for (int node = to; node != from; node = before.get(node)) {
                residual.get(before.get(node)).merge(node, -width, Long::sum);
                residual.get(node).merge(before.get(node), width, Long::sum);
            }
            value += width;
        }
    }

    private static Map<Integer, Integer> paths(Map<Integer, Map<Integer, Long>> residual, int from, int to) {
        Map<Integer, Integer> before = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        before.put(from, from);
        queue.add(from);
        while (!queue.isEmpty() && !before.containsKey(to)) {
            int node = queue.remove();
            residual.getOrDefault(node, Map.of()).forEach((next, bears) -> {
                if (bears > 0 && !before.containsKey(next)) {
                    before.put(next, node);
                    queue.add(next);
                }
            });
        }
        return before;
    }
}
