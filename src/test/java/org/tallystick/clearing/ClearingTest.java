package org.tallystick.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingTest {

    private final NaiveDebts debts = new NaiveDebts();

    @Test
    void aNewDebtIsClearedOverItsTriangles() {
        owes(0, 1, 10);
        owes(1, 2, 4);
        owes(2, 0, 9);
        owes(1, 3, 7);
        owes(3, 0, 7);
        owes(1, 4, 3);
        assertThat(new CycleFinder().trianglesThrough(debts, 0, 1, 100))
                .containsExactly(cycle(7, 0, 1, 3), cycle(3, 0, 1, 2));
    }

    @Test
    void ofEqualTrianglesTheSmallerNodeGoesFirst() {
        owes(0, 1, 5);
        owes(1, 9, 5);
        owes(9, 0, 5);
        owes(1, 4, 5);
        owes(4, 0, 5);
        assertThat(new CycleFinder().trianglesThrough(debts, 0, 1, 100)).containsExactly(cycle(5, 0, 1, 4));
    }

    @Test
    void aDebtThatMayNotBeClearedIsLeftAlone() {
        owes(0, 1, 0);
        owes(1, 2, 5);
        owes(2, 0, 5);
        assertThat(new CycleFinder().trianglesThrough(debts, 0, 1, 100)).isEmpty();
        assertThat(new CycleFinder().trianglesThrough(debts, 1, 2, 100)).isEmpty();
        assertThat(new CycleSearch()
                        .through(debts, 1, 2, new CycleSearch.Limits(10, 9, 100))
                        .cycles())
                .isEmpty();
    }

    @Test
    void theWorkLimitEndsTheSearchForTriangles() {
        owes(0, 1, 5);
        owes(1, 2, 1);
        owes(1, 3, 5);
        owes(2, 0, 5);
        owes(3, 0, 5);
        assertThat(new CycleFinder().trianglesThrough(debts, 0, 1, 1)).containsExactly(cycle(1, 0, 1, 2));
    }

    @Test
    void aLongCycleNeedsTheHopsItHas() {
        for (int node = 0; node < 5; node++) {
            owes(node, (node + 1) % 5, 3 + node);
        }
        CycleSearch search = new CycleSearch();
        assertThat(search.everywhere(debts, 5, new CycleSearch.Limits(4, 9, 1000)))
                .isEqualTo(new FoundCycles(List.of(), true));
        assertThat(search.everywhere(debts, 5, new CycleSearch.Limits(5, 9, 1000))
                        .cycles())
                .containsExactly(cycle(3, 0, 1, 2, 3, 4));
        assertThat(search.through(debts, 2, 3, new CycleSearch.Limits(5, 9, 1000))
                        .cycles())
                .containsExactly(cycle(3, 2, 3, 4, 0, 1));
        assertThat(search.through(debts, 2, 3, new CycleSearch.Limits(5, 9, 2)))
                .isEqualTo(new FoundCycles(List.of(), false));
    }

    private void owes(int debtor, int creditor, long clearableMinor) {
        debts.clearable.put(new NaiveDebts.Pair(debtor, creditor), clearableMinor);
    }

    private static Cycle cycle(long amountMinor, int... nodes) {
        return new Cycle(nodes, amountMinor);
    }
}
