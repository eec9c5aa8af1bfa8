package org.tallystick.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.CycleFinder;
import org.tallystick.clearing.NaiveDebts;

/** Debts that come and go against a sorted map, with the triangle that each new one closes. */
class OpenDebtsTest {

    private static final int OPERATIONS = Integer.getInteger("clearing.operations", 2_000);

    /**
     * 50 histories of 2,000 operations, or of {@code -Dclearing.operations}, each compared with the map at what it touched and now and
     * then at everything.
     */
    @Property(tries = 50, seed = "4242")
    void afterAnyHistoryTheBookSaysWhatTheMapSays(@ForAll long seed) {
        Random random = new Random(seed);
        int nodes = 3 + random.nextInt(40);
        OpenDebts debts = new OpenDebts();
        NaiveDebts naive = new NaiveDebts();
        CycleFinder finder = new CycleFinder();
        for (int i = 0; i < OPERATIONS; i++) {
            int debtor = random.nextInt(nodes);
            int creditor = (debtor + 1 + random.nextInt(nodes - 1)) % nodes;
            long amount = 1L + random.nextInt(9);
            assertThat(debts.owe(debtor, creditor, amount)).isEqualTo(owe(naive, debtor, creditor, amount));
            assertThat(debts.clearableMinor(debtor, creditor)).isEqualTo(naive.clearableMinor(debtor, creditor));
            Optional<Cycle> triangle = finder.largestTriangleThrough(debts, debtor, creditor, Long.MAX_VALUE);
            assertThat(triangle).isEqualTo(largest(naive, debtor, creditor, nodes));
            if (triangle.isPresent() && random.nextBoolean()) {
                assertThat(debts.clear(triangle.get())).isTrue();
                naive.apply(triangle.get());
                naive.clearable.values().removeIf(left -> left == 0);
                assertThat(debts.clear(new Cycle(triangle.get().nodes(), 1_000_000)))
                        .isFalse();
            }
            if (i % 400 == 0) {
                assertSame(debts, naive, nodes);
            }
        }
        assertSame(debts, naive, nodes);
    }

    private static void assertSame(OpenDebts debts, NaiveDebts naive, int nodes) {
        TreeMap<NaiveDebts.Pair, Long> all = new TreeMap<>();
        debts.forEach((debtor, creditor, amount) -> assertThat(all.put(new NaiveDebts.Pair(debtor, creditor), amount))
                .isNull());
        assertThat(all).isEqualTo(naive.clearable);
        assertThat(debts.count()).isEqualTo(all.size());
        TreeMap<NaiveDebts.Pair, Long> byRows = new TreeMap<>();
        for (int node = 0; node < nodes; node++) {
            int debtor = node;
            debts.forEachCreditor(
                    node, (creditor, amount) -> byRows.put(new NaiveDebts.Pair(debtor, creditor), amount) == null);
        }
        assertThat(byRows).isEqualTo(all);
    }

    /** What was cancelled. */
    private static long owe(NaiveDebts naive, int debtor, int creditor, long amount) {
        NaiveDebts.Pair pair = new NaiveDebts.Pair(debtor, creditor);
        long back = naive.clearable.getOrDefault(pair.turned(), 0L);
        long cancelled = Math.min(back, amount);
        naive.clearable.put(pair.turned(), back - cancelled);
        naive.clearable.merge(pair, amount - cancelled, Long::sum);
        naive.clearable.values().removeIf(left -> left == 0);
        return cancelled;
    }

    private static Optional<Cycle> largest(NaiveDebts naive, int debtor, int creditor, int nodes) {
        Cycle best = null;
        for (int third = 0; third < nodes; third++) {
            long amount = Math.min(
                    naive.clearableMinor(debtor, creditor),
                    Math.min(naive.clearableMinor(creditor, third), naive.clearableMinor(third, debtor)));
            if (amount > (best == null ? 0 : best.amountMinor())) {
                best = new Cycle(new int[] {debtor, creditor, third}, amount);
            }
        }
        return Optional.ofNullable(best);
    }
}
