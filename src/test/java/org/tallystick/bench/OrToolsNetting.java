package org.tallystick.bench;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;

/**
 * The same debts in OR-tools' {@code SimpleMinCostFlow}, which its Java library calls {@code MinCostFlow}: what stays brings each net
 * debtor's net to net creditors at the least sum. It is given debts that run in one direction between two, as netting leaves them.
 */
final class OrToolsNetting {

    private final MinCostFlow stays = new MinCostFlow();
    private long owedMinor;

    /** Enters the debts. */
    OrToolsNetting(NetDebts debts) {
        long[] nets = new long[debts.nodes()];
        for (int debt = 0; debt < debts.count(); debt++) {
            long amount = debts.amountMinor(debt);
            stays.addArcWithCapacityAndUnitCost(debts.debtor(debt), debts.creditor(debt), amount, 1);
            nets[debts.debtor(debt)] += amount;
            nets[debts.creditor(debt)] -= amount;
            owedMinor += amount;
        }
        for (int node = 0; node < nets.length; node++) {
            stays.setNodeSupply(node, nets[node]);
        }
    }

    /** Solves; how much goes. The library copies all debts into a graph of its own first, as ours does. */
    long solve() {
        MinCostFlowBase.Status status = stays.solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools says " + status);
        }
        return owedMinor - stays.getOptimalCost();
    }
}
