package org.tallystick.clearing;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Debts as netting takes them, parallel and mutual ones among them. */
@SuppressWarnings("ArrayRecordComponent")
record RandomDebts(int nodeCount, int[] debtors, int[] creditors, long[] amountsMinor) {

    static RandomDebts of(Random random, int nodeCount, int count, int mostMinor) {
        int[] debtors = new int[count];
        int[] creditors = new int[count];
        long[] amounts = new long[count];
        for (int debt = 0; debt < count; debt++) {
            debtors[debt] = random.nextInt(nodeCount);
            creditors[debt] = (debtors[debt] + 1 + random.nextInt(nodeCount - 1)) % nodeCount;
            amounts[debt] = random.nextInt(mostMinor + 1);
        }
        return new RandomDebts(nodeCount, debtors, creditors, amounts);
    }

    Netted net(NettingLimits limits) {
        return new Netting().solve(nodeCount, debtors, creditors, amountsMinor, limits);
    }

    /** Parallel debts joined. */
    NaiveDebts naive() {
        NaiveDebts naive = new NaiveDebts();
        for (int debt = 0; debt < debtors.length; debt++) {
            naive.clearable.merge(new NaiveDebts.Pair(debtors[debt], creditors[debt]), amountsMinor[debt], Long::sum);
        }
        return naive;
    }

    /** What OR-tools takes off all debts together, once what two owe each other is cancelled. */
    long bestMinor() {
        Loader.loadNativeLibraries();
        Map<NaiveDebts.Pair, Long> owed = naive().clearable;
        MinCostFlow stays = new MinCostFlow();
        long[] nets = new long[nodeCount];
        long sumMinor = 0;
        long mutualMinor = 0;
        for (Map.Entry<NaiveDebts.Pair, Long> debt : owed.entrySet()) {
            NaiveDebts.Pair pair = debt.getKey();
            long mutual = Math.min(debt.getValue(), owed.getOrDefault(pair.turned(), 0L));
            long amount = debt.getValue() - mutual;
            stays.addArcWithCapacityAndUnitCost(pair.debtor(), pair.creditor(), amount, 1);
            nets[pair.debtor()] += amount;
            nets[pair.creditor()] -= amount;
            sumMinor += amount;
            mutualMinor += mutual;
        }
        for (int node = 0; node < nodeCount; node++) {
            stays.setNodeSupply(node, nets[node]);
        }
        MinCostFlowBase.Status status = stays.solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools says " + status);
        }
        return mutualMinor + sumMinor - stays.getOptimalCost();
    }

    /** What cycles take off all debts together. */
    static long clearedMinor(List<Cycle> cycles) {
        return cycles.stream()
                .mapToLong(cycle -> cycle.amountMinor() * cycle.hops())
                .sum();
    }
}
