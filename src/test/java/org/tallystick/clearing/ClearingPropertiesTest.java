package org.tallystick.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random debts against {@link NaiveDebts}. The searches are shared, so that leftovers of one would show. */
class ClearingPropertiesTest {

    private static final long PLENTY = 1_000_000;

    private final CycleFinder finder = new CycleFinder();
    private final CycleSearch search = new CycleSearch();

    @Property(tries = 2000, seed = "4242")
    void trianglesGoLargestFirstUntilNoneIsLeft(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts debts = NaiveDebts.random(random, 7, 25);
        NaiveDebts.Pair through = pick(random, debts);
        long whole = debts.clearableMinor(through.debtor(), through.creditor());
        List<Cycle> cycles = finder.trianglesThrough(debts, through.debtor(), through.creditor(), PLENTY);
        eachIsTheLargestLeft(debts, through, cycles, 3);
        assertThat(cycles.stream().mapToLong(Cycle::amountMinor).sum()).isLessThanOrEqualTo(whole);
    }

    @Property(tries = 2000, seed = "4242")
    void cyclesThroughADebtGoLargestFirstUntilNoneIsLeft(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts debts = NaiveDebts.random(random, 7, 20);
        NaiveDebts.Pair through = pick(random, debts);
        int maxHops = 3 + random.nextInt(5);
        FoundCycles found = search.through(
                debts, through.debtor(), through.creditor(), new CycleSearch.Limits(maxHops, 100, PLENTY));
        assertThat(found.complete()).isTrue();
        eachIsTheLargestLeft(debts, through, found.cycles(), maxHops);
    }

    private static void eachIsTheLargestLeft(
            NaiveDebts debts, NaiveDebts.Pair through, List<Cycle> cycles, int maxHops) {
        NaiveDebts left = debts.copy();
        for (Cycle cycle : cycles) {
            assertThat(cycle.debtor(0)).isEqualTo(through.debtor());
            assertThat(cycle.creditor(0)).isEqualTo(through.creditor());
            assertThat(cycle.hops()).isBetween(3, maxHops);
            assertThat(cycle.amountMinor())
                    .isEqualTo(left.largestThrough(through.debtor(), through.creditor(), maxHops));
            assertThat(left.apply(cycle)).isTrue();
        }
        assertThat(left.largestThrough(through.debtor(), through.creditor(), maxHops))
                .isZero();
    }

    @Property(tries = 1000, seed = "4242")
    void cyclesThroughANodeGoLargestFirstUntilNoneIsLeft(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts left = NaiveDebts.random(random, 7, 20);
        int node = random.nextInt(7);
        int maxHops = 3 + random.nextInt(5);
        FoundCycles found = search.throughNode(left.copy(), node, new CycleSearch.Limits(maxHops, 100, PLENTY));
        assertThat(found.complete()).isTrue();
        for (Cycle cycle : found.cycles()) {
            assertThat(cycle.debtor(0)).isEqualTo(node);
            assertThat(cycle.hops()).isBetween(3, maxHops);
            assertThat(cycle.amountMinor()).isEqualTo(largestThrough(left, node, maxHops));
            assertThat(left.apply(cycle)).isTrue();
        }
        assertThat(largestThrough(left, node, maxHops)).isZero();
    }

    private static long largestThrough(NaiveDebts debts, int node, int maxHops) {
        return debts.clearable.keySet().stream()
                .filter(pair -> pair.debtor() == node)
                .mapToLong(pair -> debts.largestThrough(node, pair.creditor(), maxHops))
                .max()
                .orElse(0);
    }

    @Property(tries = 1000, seed = "4242")
    void stepsOfAnyWorkComeToTheEndAndLeaveNoCycleWhereNoneWasPassedOver(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts left = NaiveDebts.random(random, 7, 20);
        int maxHops = 3 + random.nextInt(4);
        CycleSearch.Limits limits = new CycleSearch.Limits(maxHops, 1 + random.nextInt(4), 1 + random.nextInt(120));
        int node = 0;
        int steps = 0;
        boolean passedOver = false;
        while (node < 7) {
            CycleSearch.Step step = search.step(left, node, 7, limits);
            assertThat(step.nextNode()).isBetween(node, 7);
            for (Cycle cycle : step.cycles()) {
                assertThat(left.apply(cycle)).isTrue();
            }
            passedOver |= step.passedOver();
            node = step.nextNode();
            assertThat(++steps).isLessThan(100);
        }
        assertThat(passedOver || !left.hasCycle(maxHops)).isTrue();
    }

    @Property(tries = 1000, seed = "4242")
    void clearingEverywhereLeavesNoCycleWithinTheHops(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts debts = NaiveDebts.random(random, 7, 20);
        int maxHops = 3 + random.nextInt(4);
        FoundCycles found = search.everywhere(debts, 7, new CycleSearch.Limits(maxHops, 1000, PLENTY));
        assertThat(found.complete()).isTrue();
        NaiveDebts left = debts.copy();
        for (Cycle cycle : found.cycles()) {
            assertThat(cycle.hops()).isBetween(3, maxHops);
            assertThat(left.apply(cycle)).isTrue();
        }
        assertThat(left.hasCycle(maxHops)).isFalse();
    }

    @Property(tries = 500, seed = "4242")
    void aLimitOnlyEndsTheSearchEarlier(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveDebts debts = NaiveDebts.random(random, 7, 25);
        FoundCycles all = search.everywhere(debts, 7, new CycleSearch.Limits(6, 1000, PLENTY));
        int fewer = 1 + random.nextInt(5);
        FoundCycles some = search.everywhere(debts, 7, new CycleSearch.Limits(6, fewer, PLENTY));
        assertThat(some.cycles())
                .isEqualTo(all.cycles().subList(0, Math.min(fewer, all.cycles().size())));
        FoundCycles hurried = search.everywhere(debts, 7, new CycleSearch.Limits(6, 1000, 1 + random.nextInt(60)));
        NaiveDebts left = debts.copy();
        assertThat(hurried.cycles()).allMatch(left::apply);
        assertThat(hurried.complete() && left.hasCycle(6)).isFalse();
    }

    private static NaiveDebts.Pair pick(Random random, NaiveDebts debts) {
        List<NaiveDebts.Pair> pairs = List.copyOf(debts.clearable.keySet());
        return pairs.get(random.nextInt(pairs.size()));
    }
}
