package org.tallystick.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Netting against OR-tools and against debts in a map. */
class NettingTest {

    private final Netting netting = new Netting();

    @Property(tries = 3000, seed = "4242")
    void itTakesOffWhatOrToolsTakesOff(@ForAll long seed) {
        Random random = new Random(seed);
        int nodes = 2 + random.nextInt(12);
        RandomDebts debts = RandomDebts.of(random, nodes, 1 + random.nextInt(5 * nodes), 1 + random.nextInt(20));
        Netted netted = debts.net(NettingLimits.WIDE);
        assertThat(netted.optimal()).isTrue();
        assertThat(netted.complete()).isTrue();
        assertThat(RandomDebts.clearedMinor(netted.cycles())).isEqualTo(debts.bestMinor());
        assertThat(netting.mostMinor(nodes, debts.debtors(), debts.creditors(), debts.amountsMinor()))
                .hasValue(debts.bestMinor());
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).allMatch(left::apply);
    }

    @Property(tries = 60, seed = "4242")
    void alsoOnNetworksThatAreLarger(@ForAll long seed) {
        Random random = new Random(seed);
        int nodes = 50 + random.nextInt(300);
        RandomDebts debts = RandomDebts.of(random, nodes, nodes * (2 + random.nextInt(9)), 1_000_000_000);
        Netted netted = debts.net(NettingLimits.WIDE);
        assertThat(netted.optimal()).isTrue();
        assertThat(RandomDebts.clearedMinor(netted.cycles())).isEqualTo(debts.bestMinor());
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).allMatch(left::apply);
    }

    @Property(tries = 1000, seed = "4242")
    void withoutTheTimeForTheBestNoCycleIsLeftEither(@ForAll long seed) {
        Random random = new Random(seed);
        RandomDebts debts = RandomDebts.of(random, 7, 25, 9);
        Netted netted = debts.net(new NettingLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1));
        Statistics.label("optimal")
                .collect(netted.optimal())
                .coverage(of -> of.check(false).percentage(share -> share > 10));
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).allMatch(left::apply);
        assertThat(left.hasCycle(7)).isFalse();
        assertThat(netted.complete()).isTrue();
        long clearedMinor = RandomDebts.clearedMinor(netted.cycles());
        assertThat(clearedMinor).isLessThanOrEqualTo(debts.bestMinor());
        assertThat(netted.optimal() && clearedMinor < debts.bestMinor()).isFalse();
    }

    @Test
    void withoutTheTimeForTheBestShortCyclesTakeMostOfIt() {
        RandomDebts debts = RandomDebts.of(new Random(5), 1_000, 5_000, 1_000);
        Netted netted = debts.net(new NettingLimits(64, Integer.MAX_VALUE, 1, 20));
        assertThat(netted.optimal()).isFalse();
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).allMatch(left::apply).allMatch(cycle -> cycle.hops() <= 64);
        assertThat((double) RandomDebts.clearedMinor(netted.cycles())).isGreaterThan(0.6 * debts.bestMinor());
    }

    @Test
    void whoeverStopsItGetsNoMoreThanHolds() {
        RandomDebts debts = RandomDebts.of(new Random(6), 300, 3_000, 1_000);
        int[] asked = new int[1];
        Netted netted = netting.solve(
                300,
                debts.debtors(),
                debts.creditors(),
                debts.amountsMinor(),
                NettingLimits.WIDE,
                () -> ++asked[0] > 900);
        assertThat(asked[0]).isBetween(900, 2_000);
        assertThat(netted.complete()).isFalse();
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).allMatch(left::apply);
    }

    @Property(tries = 1000, seed = "4242")
    void limitsLeaveCyclesOutAndSayWhetherTheyDid(@ForAll long seed) {
        Random random = new Random(seed);
        RandomDebts debts = RandomDebts.of(random, 7, 25, 9);
        NettingLimits limits = new NettingLimits(
                2 + random.nextInt(6), 1 + random.nextInt(12), 1 + random.nextInt(3), NettingLimits.AMPLE_WORK);
        Netted netted = debts.net(limits);
        NaiveDebts left = debts.naive();
        assertThat(netted.cycles()).hasSizeLessThanOrEqualTo(limits.maxCycles());
        for (Cycle cycle : netted.cycles()) {
            assertThat(cycle.hops()).isLessThanOrEqualTo(limits.maxHops());
            assertThat(cycle.amountMinor()).isGreaterThanOrEqualTo(limits.smallestMinor());
            assertThat(left.apply(cycle)).isTrue();
        }
        boolean all = RandomDebts.clearedMinor(netted.cycles()) == debts.bestMinor();
        assertThat(limits.smallestMinor() > 1 || netted.complete() == all).isTrue();
    }

    @Test
    void ofTwoWhoOweEachOtherTheDifferenceStays() {
        Netted netted = netting.solve(
                3, new int[] {0, 1, 1, 1}, new int[] {1, 0, 0, 2}, new long[] {5, 2, 4, 7}, NettingLimits.WIDE);
        assertThat(netted).isEqualTo(new Netted(List.of(new Cycle(new int[] {0, 1}, 5)), true, true));
    }

    @Test
    void aLongRingGoesBeforeAShortOneThatWouldBreakIt() {
        // The triangle 0, 1, 4 would take three debts off, and the ring five.
        int[] debtors = {0, 1, 2, 3, 4, 1};
        int[] creditors = {1, 2, 3, 4, 0, 4};
        long[] amounts = {1, 1, 1, 1, 1, 1};
        assertThat(netting.solve(5, debtors, creditors, amounts, NettingLimits.WIDE)
                        .cycles())
                .hasSize(1)
                .allMatch(cycle -> cycle.hops() == 5);
    }

    @Test
    void sumsBeyondALongAreNettedOneByOne() {
        long large = Long.MAX_VALUE / 2;
        int[] debtors = {0, 1, 2, 0, 3, 0, 4};
        int[] creditors = {1, 2, 0, 3, 0, 4, 0};
        long[] amounts = {large, large, large, large, 1, large, 2};
        Netted netted = netting.solve(5, debtors, creditors, amounts, NettingLimits.WIDE);
        assertThat(netted.cycles())
                .contains(new Cycle(new int[] {0, 3}, 1), new Cycle(new int[] {0, 4}, 2))
                .hasSize(3)
                .anyMatch(cycle -> cycle.hops() == 3 && cycle.amountMinor() == large);
        assertThat(netted.optimal()).isTrue();
        // With a second ring through the same node what it owes and is owed no longer fits.
        int[] more = {0, 1, 2, 0, 3, 4};
        int[] others = {1, 2, 0, 3, 4, 0};
        long[] much = {large, large, large, large, large, large};
        Netted greedy = netting.solve(5, more, others, much, NettingLimits.WIDE);
        assertThat(greedy.optimal()).isFalse();
        assertThat(netting.mostMinor(5, more, others, much)).isEmpty();
        assertThat(greedy.cycles()).hasSize(2).allMatch(cycle -> cycle.hops() == 3 && cycle.amountMinor() == large);
    }

    @Test
    void aRingThatIsFarLongerThanAnyStackOrTableEnds() {
        int nodes = 200_000;
        int[] debtors = new int[nodes + 1];
        int[] creditors = new int[nodes + 1];
        long[] amounts = new long[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            debtors[node] = node;
            creditors[node] = (node + 1) % nodes;
            amounts[node] = 3;
        }
        // A chord, so that what stays of it has to be brought nearly all the way round.
        debtors[nodes] = 0;
        creditors[nodes] = nodes - 2;
        amounts[nodes] = 4;
        Netted netted = netting.solve(nodes, debtors, creditors, amounts, NettingLimits.WIDE);
        assertThat(netted.optimal()).isTrue();
        assertThat(RandomDebts.clearedMinor(netted.cycles())).isEqualTo(3L * nodes);
    }

    @Test
    void aLargeRingWithShortcutsEnds() {
        int nodes = 20_000;
        int[] debtors = new int[2 * nodes];
        int[] creditors = new int[2 * nodes];
        long[] amounts = new long[2 * nodes];
        for (int node = 0; node < nodes; node++) {
            debtors[2 * node] = node;
            creditors[2 * node] = (node + 1) % nodes;
            amounts[2 * node] = 5L + node % 7;
            debtors[2 * node + 1] = node;
            creditors[2 * node + 1] = (node + 2) % nodes;
            amounts[2 * node + 1] = 1L + node % 3;
        }
        Netted netted = netting.solve(nodes, debtors, creditors, amounts, NettingLimits.WIDE);
        assertThat(netted.optimal()).isTrue();
        assertThat(netted.cycles()).isNotEmpty();
    }

    @Test
    void nobodyOwesNothing() {
        assertThat(netting.solve(0, new int[0], new int[0], new long[0], NettingLimits.WIDE))
                .isEqualTo(new Netted(List.of(), true, true));
        assertThat(netting.solve(3, new int[] {0}, new int[] {1}, new long[] {0}, NettingLimits.WIDE))
                .isEqualTo(new Netted(List.of(), true, true));
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        refused(2, new int[] {0}, new int[] {1, 0}, new long[] {1});
        refused(2, new int[] {0}, new int[] {2}, new long[] {1});
        refused(2, new int[] {1}, new int[] {1}, new long[] {1});
        refused(2, new int[] {0}, new int[] {1}, new long[] {-1});
    }

    private void refused(int nodes, int[] debtors, int[] creditors, long[] amounts) {
        assertThatThrownBy(() -> netting.solve(nodes, debtors, creditors, amounts, NettingLimits.WIDE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
