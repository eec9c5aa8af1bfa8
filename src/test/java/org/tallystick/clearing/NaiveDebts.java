package org.tallystick.clearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Debts in a sorted map, and the rules of clearing written out the slow way. */
public final class NaiveDebts implements Debts {

    /** Who owes, and whom. */
    public record Pair(int debtor, int creditor) implements Comparable<Pair> {

        @SuppressWarnings("ArgumentSelectionDefectChecker")
        public Pair turned() {
            return new Pair(creditor, debtor);
        }

        @Override
        public int compareTo(Pair other) {
            return Comparator.comparingInt(Pair::debtor)
                    .thenComparingInt(Pair::creditor)
                    .compare(this, other);
        }
    }

    /** What may be cleared of each debt. */
    public final Map<Pair, Long> clearable = new TreeMap<>();

    static NaiveDebts random(Random random, int nodes, int debts) {
        NaiveDebts made = new NaiveDebts();
        for (int i = 0; i < debts; i++) {
            int debtor = random.nextInt(nodes);
            int creditor = random.nextInt(nodes);
            if (debtor != creditor && !made.clearable.containsKey(new Pair(creditor, debtor))) {
                made.clearable.put(new Pair(debtor, creditor), (long) random.nextInt(9));
            }
        }
        return made;
    }

    NaiveDebts copy() {
        NaiveDebts copy = new NaiveDebts();
        copy.clearable.putAll(clearable);
        return copy;
    }

    @Override
    public long clearableMinor(int debtor, int creditor) {
        return clearable.getOrDefault(new Pair(debtor, creditor), 0L);
    }

    @Override
    public void forEachCreditor(int debtor, CreditorVisitor visitor) {
        for (Map.Entry<Pair, Long> debt : clearable.entrySet()) {
            if (debt.getKey().debtor() == debtor && !visitor.visit(debt.getKey().creditor(), debt.getValue())) {
                return;
            }
        }
    }

    /** Takes a cycle off; false where a debt does not allow it or a node comes twice. */
    public boolean apply(Cycle cycle) {
        for (int position = 0; position < cycle.hops(); position++) {
            Pair pair = new Pair(cycle.debtor(position), cycle.creditor(position));
            long left = clearable.getOrDefault(pair, 0L) - cycle.amountMinor();
            if (left < 0) {
                return false;
            }
            clearable.put(pair, left);
        }
        return Arrays.stream(cycle.nodes()).distinct().count() == cycle.hops();
    }

    /** The most that any cycle through a debt could clear; 0 when there is none. */
    long largestThrough(int debtor, int creditor, int maxHops) {
        long whole = clearableMinor(debtor, creditor);
        return whole == 0 ? 0 : largest(new ArrayList<>(List.of(debtor, creditor)), whole, maxHops);
    }

    /** Whether any debt is part of a cycle of at most so many hops. */
    boolean hasCycle(int maxHops) {
        return clearable.keySet().stream()
                .anyMatch(pair -> largestThrough(pair.debtor(), pair.creditor(), maxHops) > 0);
    }

    private long largest(List<Integer> walk, long amount, int maxHops) {
        long best = 0;
        for (Map.Entry<Pair, Long> debt : clearable.entrySet()) {
            int creditor = debt.getKey().creditor();
            long least = Math.min(amount, debt.getValue());
            if (debt.getKey().debtor() != walk.getLast() || least == 0 || walk.size() > maxHops) {
                continue;
            }
            if (creditor == walk.getFirst()) {
                best = Math.max(best, least);
            } else if (!walk.contains(creditor)) {
                walk.add(creditor);
                best = Math.max(best, largest(walk, least, maxHops));
                walk.removeLast();
            }
        }
        return best;
    }
}
