package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RouteReaderTest {

    private static final RouteConstraints PLENTY = new RouteConstraints(6, 16, NodeSet.EMPTY, 1L << 40);
    private static final RouteConstraints BOUNDED = new RouteConstraints(6, 16, NodeSet.EMPTY, 1_000_000);
    private static final int NODES = 300;
    private static final long MOST_MINOR = 1_000;

    private final RouteReader reader = new RouteReader();

    @Test
    void anAnswerIsSoughtAgainWhenTheLayoutChangedMeanwhile() {
        PaymentGraph graph = pair();
        AtomicInteger asked = new AtomicInteger();
        assertThat(reader.ask(graph, finder -> {
                    if (asked.incrementAndGet() < 3) {
                        graph.setArc(0, 1 + asked.get(), 5, ArcPolicy.OPEN);
                    }
                    return asked.get();
                }))
                .contains(3);
    }

    @Test
    void anAnswerStaysWhenOnlyAmountsChangedMeanwhile() {
        PaymentGraph graph = pair();
        AtomicInteger asked = new AtomicInteger();
        assertThat(reader.ask(graph, finder -> {
                    graph.setCapacity(0, 1, 3);
                    graph.move(0, 1, 1);
                    graph.setArc(0, 1, 7, ArcPolicy.OPEN);
                    return asked.incrementAndGet();
                }))
                .contains(1);
    }

    @Test
    void whoNeverMeetsALayoutThatStaysSaysSo() {
        PaymentGraph graph = pair();
        assertThat(reader.ask(graph, finder -> {
                    graph.setNodeActive(2, !graph.isNodeActive(2));
                    return 1;
                }))
                .isEmpty();
    }

    @Test
    void whatIsThrownWhileTheLayoutChangesIsForgottenAndElsePassedOn() {
        PaymentGraph graph = pair();
        AtomicInteger asked = new AtomicInteger();
        assertThat(reader.ask(graph, finder -> {
                    if (asked.incrementAndGet() == 1) {
                        graph.setArc(0, 2, 5, ArcPolicy.OPEN);
                        throw new ArrayIndexOutOfBoundsException();
                    }
                    return asked.get();
                }))
                .contains(2);
        assertThatThrownBy(() -> reader.capacity(graph, 0, 0, PLENTY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGraphThatWasLeftHalfChangedAnswersNobodyForGood() {
        PaymentGraph graph = pair();
        assertThat(reader.ask(graph, finder -> 1)).contains(1);
        for (int payee = 2; payee < 4; payee++) {
            int changed = payee;
            assertThatThrownBy(() -> graph.setArc(0, changed, 5, null)).isInstanceOf(NullPointerException.class);
            assertThat(reader.ask(graph, finder -> 1)).isEmpty();
            graph.setNodeActive(7, !graph.isNodeActive(7));
            assertThat(reader.ask(graph, finder -> 1)).isEmpty();
        }
    }

    @Test
    void aGraphIsReadWhileItIsChanged() {
        PaymentGraph graph = new PaymentGraph();
        Random random = new Random(6);
        graph.ensureNodes(NODES);
        for (int i = 0; i < 6 * NODES; i++) {
            change(graph, random, 0);
        }
        AtomicBoolean written = new AtomicBoolean();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            Random pairs = new Random(7);
            int answered = 0;
            while (!written.get() || answered == 0) {
                int from = pairs.nextInt(NODES);
                int to = (from + 1 + pairs.nextInt(NODES - 1)) % NODES;
                answered += read(graph, new RouteRequest(from, to, 1 + pairs.nextInt(3_000), BOUNDED));
            }
            return answered;
        });
        for (int i = 0; i < 200_000 && !reading.isDone(); i++) {
            change(graph, random, 10);
        }
        written.set(true);
        assertThat(reading.join()).isPositive();
        RouteFinder finder = new RouteFinder();
        for (int to = 1; to < NODES; to++) {
            assertThat(reader.capacity(graph, 0, to, PLENTY)).contains(finder.capacity(graph, 0, to, PLENTY));
        }
    }

    /** Asks everything about a pair; how many routes it was told. */
    private int read(PaymentGraph graph, RouteRequest request) {
        int from = request.from();
        int to = request.to();
        reader.capacity(graph, from, to, BOUNDED)
                .ifPresent(capacity -> assertThat(capacity.atLeastMinor()).isBetween(0L, MOST_MINOR * NODES));
        reader.maxFlow(graph, from, to, NodeSet.EMPTY, BOUNDED.workLimit())
                .ifPresent(flow -> assertThat(flow.valueMinor()).isBetween(0L, MOST_MINOR * NODES));
        if (!(reader.find(graph, request).orElse(null) instanceof RouteResult.Found(List<Route> routes))) {
            return 0;
        }
        assertThat(routes).hasSizeBetween(1, BOUNDED.maxPaths());
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.amountMinor()).isPositive();
            assertThat(route.hops()).isLessThanOrEqualTo(BOUNDED.maxHops());
            assertThat(route.nodes()).doesNotHaveDuplicates().startsWith(from).endsWith(to);
        });
        assertThat(routes.stream().mapToLong(Route::amountMinor).sum()).isEqualTo(request.amountMinor());
        return routes.size();
    }

    /** Mostly another amount; now and then a line that goes, another policy, or somebody who stops to take part. */
    private static void change(PaymentGraph graph, Random random, int goesPerMille) {
        int from = random.nextInt(NODES);
        int to = (from + 1 + random.nextInt(NODES - 1)) % NODES;
        int what = random.nextInt(1_000);
        if (what < goesPerMille) {
            graph.removeArc(from, to);
        } else if (what < 2 * goesPerMille) {
            graph.setNodeActive(from, !graph.isNodeActive(from));
        } else if (what < 3 * goesPerMille) {
            graph.setArc(from, to, random.nextLong(MOST_MINOR), NaiveRoutes.policy(random, NODES, true));
        } else if (goesPerMille == 0 || graph.hasArc(from, to) || random.nextInt(100) == 0) {
            graph.setArc(from, to, random.nextLong(MOST_MINOR), graph.policy(from, to));
        }
    }

    private static PaymentGraph pair() {
        PaymentGraph graph = new PaymentGraph();
        graph.ensureNodes(8);
        graph.setArc(0, 1, 5, ArcPolicy.OPEN);
        return graph;
    }
}
