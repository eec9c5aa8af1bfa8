package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.app.bench.BadRow;
import org.tallystick.app.bench.ClearingBench;
import org.tallystick.app.bench.PairRows;

/** Debts in arrays: one direction between two, the difference where there were both. */
final class NetDebts {

    private final String name;
    private final int nodes;
    private final int[] debtors;
    private final int[] creditors;
    private final long[] amountsMinor;

    private NetDebts(String name, int nodes, Map<Long, Long> owed) {
        this.name = name;
        this.nodes = nodes;
        long[] pairs = owed.entrySet().stream()
                .filter(debt -> debt.getValue() != 0)
                .mapToLong(Map.Entry::getKey)
                .sorted()
                .toArray();
        debtors = new int[pairs.length];
        creditors = new int[pairs.length];
        amountsMinor = new long[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            long amount = owed.get(pairs[i]);
            int low = (int) (pairs[i] >>> 32);
            int high = (int) pairs[i];
            debtors[i] = amount > 0 ? low : high;
            creditors[i] = amount > 0 ? high : low;
            amountsMinor[i] = Math.abs(amount);
        }
    }

    /** None at all. */
    static NetDebts none() {
        return new NetDebts("no debts", 0, Map.of());
    }

    /** Each arc of a network as a debt of who could pay. */
    static NetDebts of(Network network) {
        Map<Long, Long> owed = new HashMap<>();
        for (int arc = 0; arc < network.arcs(); arc++) {
            owe(owed, network.from(arc), network.to(arc), network.capacityMinor(arc));
        }
        return new NetDebts(network.arcs() + " debts", network.nodes(), owed);
    }

    /** The debts of a file as {@code bench clearing} takes it. */
    static NetDebts read(Path file) throws IOException, BadRow {
        PairRows rows = PairRows.read(file, ClearingBench.DEBTS, 1);
        Map<Long, Long> owed = new HashMap<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            int debtor = numbers.computeIfAbsent(rows.one(row), id -> numbers.size());
            int creditor = numbers.computeIfAbsent(rows.other(row), id -> numbers.size());
            owe(owed, debtor, creditor, rows.amountMinor(row));
        }
        return new NetDebts(rows.size() + " debts of " + file.getFileName(), numbers.size(), owed);
    }

    private static void owe(Map<Long, Long> owed, int debtor, int creditor, long amountMinor) {
        long pair = ((long) Math.min(debtor, creditor) << 32) | Math.max(debtor, creditor);
        owed.merge(pair, debtor < creditor ? amountMinor : -amountMinor, Long::sum);
    }

    String name() {
        return name;
    }

    int nodes() {
        return nodes;
    }

    int count() {
        return debtors.length;
    }

    int debtor(int debt) {
        return debtors[debt];
    }

    int creditor(int debt) {
        return creditors[debt];
    }

    long amountMinor(int debt) {
        return amountsMinor[debt];
    }

    long sumMinor() {
        return Arrays.stream(amountsMinor).sum();
    }

    int[] debtors() {
        return debtors;
    }

    int[] creditors() {
        return creditors;
    }

    long[] amountsMinor() {
        return amountsMinor;
    }
}
