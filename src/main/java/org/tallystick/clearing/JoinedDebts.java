package org.tallystick.clearing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Debts as rows by debtor, in ascending order of the creditors: parallel ones joined, and of two nodes that owe each other only the
 * difference. Amounts beyond a {@code long} stop at its end. Bound to one thread.
 */
final class JoinedDebts {

    final int nodeCount;

    /** The debts of node n stand from {@code first[n]} to {@code first[n + 1]}. */
    int[] first;

    int[] creditors;
    long[] amountsMinor;

    // What two nodes owed each other, which cancels itself out.
    int[] lows = new int[0];
    int[] highs = new int[0];
    long[] mutualMinor = new long[0];
    int mutualCount;

    private JoinedDebts(int nodeCount, int[] first, int[] creditors, long[] amountsMinor) {
        this.nodeCount = nodeCount;
        this.first = first;
        this.creditors = creditors;
        this.amountsMinor = amountsMinor;
    }

    /**
     * Joins debts; nothing of what is given is changed.
     *
     * @param smallestMinor what is less than this, once joined, is left out and cancels nothing
     */
    static JoinedDebts of(int nodeCount, int[] debtors, int[] creditors, long[] amountsMinor, long smallestMinor) {
        int[] byCreditor = ordered(nodeCount, creditors, null);
        int[] byDebtor = ordered(nodeCount, debtors, byCreditor);
        int[] first = new int[nodeCount + 1];
        int[] joinedCreditors = new int[debtors.length];
        long[] joinedMinor = new long[debtors.length];
        int count = 0;
        int row = 0;
        for (int debt : byDebtor) {
            long amount = amountsMinor[debt];
            int debtor = debtors[debt];
            if (amount == 0) {
                continue;
            }
            while (row < debtor) {
                first[++row] = count;
            }
            if (count > first[row] && joinedCreditors[count - 1] == creditors[debt]) {
                long sum = joinedMinor[count - 1] + amount;
                joinedMinor[count - 1] = sum < 0 ? Long.MAX_VALUE : sum;
            } else {
                joinedCreditors[count] = creditors[debt];
                joinedMinor[count] = amount;
                count++;
            }
        }
        while (row < nodeCount) {
            first[++row] = count;
        }
        JoinedDebts joined = new JoinedDebts(
                nodeCount, first, Arrays.copyOf(joinedCreditors, count), Arrays.copyOf(joinedMinor, count));
        joined.cancelMutual(smallestMinor);
        joined.drop(smallestMinor);
        return joined;
    }

    /** What was taken off both sides together; too much for a {@code long} is an ArithmeticException. */
    long cancelledMinor() {
        long sum = 0;
        for (int pair = 0; pair < mutualCount; pair++) {
            sum = Math.addExact(sum, Math.multiplyExact(2, mutualMinor[pair]));
        }
        return sum;
    }

    /** The places of the keys in ascending order, equal ones in the order in which they are given. */
    private static int[] ordered(int keyCount, int[] keys, int @Nullable [] given) {
        int[] next = new int[keyCount + 1];
        for (int key : keys) {
            next[key + 1]++;
        }
        for (int key = 0; key < keyCount; key++) {
            next[key + 1] += next[key];
        }
        int[] ordered = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int at = given == null ? i : given[i];
            ordered[next[keys[at]]++] = at;
        }
        return ordered;
    }

    /** Walks each node's row beside what is owed to it, both of which ascend, so that who stands in both is met once. */
    private void cancelMutual(long smallestMinor) {
        int[] owedFirst = new int[nodeCount + 1];
        for (int creditor : creditors) {
            owedFirst[creditor + 1]++;
        }
        for (int node = 0; node < nodeCount; node++) {
            owedFirst[node + 1] += owedFirst[node];
        }
        int[] next = owedFirst.clone();
        int[] owedDebts = new int[creditors.length];
        int[] owedDebtors = new int[creditors.length];
        for (int node = 0; node < nodeCount; node++) {
            for (int debt = first[node]; debt < first[node + 1]; debt++) {
                int at = next[creditors[debt]]++;
                owedDebts[at] = debt;
                owedDebtors[at] = node;
            }
        }
        for (int node = 0; node < nodeCount; node++) {
            int owed = owedFirst[node];
            int owedEnd = owedFirst[node + 1];
            for (int debt = first[node]; debt < first[node + 1]; debt++) {
                int other = creditors[debt];
                while (owed < owedEnd && owedDebtors[owed] < other) {
                    owed++;
                }
                if (other > node && owed < owedEnd && owedDebtors[owed] == other) {
                    addMutual(node, other, debt, owedDebts[owed], smallestMinor);
                }
            }
        }
    }

    private void addMutual(int low, int high, int debt, int opposite, long smallestMinor) {
        long amount = Math.min(amountsMinor[debt], amountsMinor[opposite]);
        if (amount < smallestMinor) {
            return;
        }
        if (mutualCount == lows.length) {
            int room = Math.max(16, 2 * mutualCount);
            lows = Arrays.copyOf(lows, room);
            highs = Arrays.copyOf(highs, room);
            mutualMinor = Arrays.copyOf(mutualMinor, room);
        }
        lows[mutualCount] = low;
        highs[mutualCount] = high;
        mutualMinor[mutualCount++] = amount;
        amountsMinor[debt] -= amount;
        amountsMinor[opposite] -= amount;
    }

    private void drop(long belowMinor) {
        int count = 0;
        int debt = 0;
        for (int node = 0; node < nodeCount; node++) {
            for (; debt < first[node + 1]; debt++) {
                if (amountsMinor[debt] >= belowMinor) {
                    creditors[count] = creditors[debt];
                    amountsMinor[count++] = amountsMinor[debt];
                }
            }
            first[node + 1] = count;
        }
        if (count < creditors.length) {
            creditors = Arrays.copyOf(creditors, count);
            amountsMinor = Arrays.copyOf(amountsMinor, count);
        }
    }
}
