package org.tallystick.clearing;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the cycle through a node that clears most, of equal ones the shortest: hop by hop it keeps for every node the largest
 * amount with which it was reached, and goes on only from nodes that were reached with more than before. So no way visits a
 * node twice. Bound to its search's thread.
 */
final class WidestReturn {

    private static final int NO_STEP = -1;

    // A step is a node reached with an amount, and the step from which it was.
    private int[] stepNodes = new int[64];
    private int[] stepBefore = new int[64];
    private long[] stepAmounts = new long[64];
    private int steps;

    private int[] lastStepOfNode = new int[0];
    private int[] stamps = new int[0];
    private int epoch;

    private int home;
    private int smallestNode;
    private long largestReturn;
    private int returnStep;

    /** The best cycle that begins with the debt of {@code debtor} to {@code creditor}, of which so much may be cleared. */
    Optional<Cycle> through(Debts debts, int debtor, int creditor, int maxHops, long wholeMinor) {
        begin(debtor, 0);
        reach(creditor, wholeMinor, NO_STEP, 0);
        return walk(debts, maxHops - 1, wholeMinor);
    }

    /** The best cycle through a node. */
    Optional<Cycle> through(Debts debts, int node, int maxHops) {
        begin(node, 0);
        addStep(node, Long.MAX_VALUE, NO_STEP);
        return walk(debts, maxHops, Long.MAX_VALUE);
    }

    /** The best cycle through a node and otherwise only larger ones. */
    Optional<Cycle> around(Debts debts, int node, int maxHops) {
        begin(node, node);
        addStep(node, Long.MAX_VALUE, NO_STEP);
        return walk(debts, maxHops, Long.MAX_VALUE);
    }

    private void begin(int node, int smallest) {
        epoch++;
        if (epoch < 0) {
            Arrays.fill(stamps, 0);
            epoch = 1;
        }
        steps = 0;
        home = node;
        smallestNode = smallest;
        largestReturn = 0;
        returnStep = NO_STEP;
    }

    private Optional<Cycle> walk(Debts debts, int maxHops, long enoughMinor) {
        int levelStart = 0;
        for (int hop = 0; hop < maxHops && largestReturn < enoughMinor && levelStart < steps; hop++) {
            int levelEnd = steps;
            boolean last = hop == maxHops - 1;
            for (int step = levelStart; step < levelEnd; step++) {
                int from = step;
                debts.forEachCreditor(stepNodes[step], (creditor, clearableMinor) -> {
                    long amount = Math.min(clearableMinor, stepAmounts[from]);
                    if (creditor == home) {
                        comeHome(amount, from);
                    } else if (!last && creditor >= smallestNode && amount > largestReturn) {
                        reach(creditor, amount, from, levelEnd);
                    }
                    return true;
                });
            }
            levelStart = levelEnd;
        }
        return returnStep == NO_STEP ? Optional.empty() : Optional.of(cycle());
    }

    private void comeHome(long amount, int step) {
        if (amount > largestReturn) {
            largestReturn = amount;
            returnStep = step;
        }
    }

    /** Notes that a node can be reached with more than before; steps from {@code nextLevel} on were not gone on from. */
    private void reach(int node, long amount, int before, int nextLevel) {
        if (node >= stamps.length) {
            int room = Math.max(node + 1, stamps.length + (stamps.length >> 1));
            stamps = Arrays.copyOf(stamps, room);
            lastStepOfNode = Arrays.copyOf(lastStepOfNode, room);
        }
        int known = stamps[node] == epoch ? lastStepOfNode[node] : NO_STEP;
        if (known != NO_STEP && stepAmounts[known] >= amount) {
            return;
        }
        if (known != NO_STEP && known >= nextLevel) {
            stepAmounts[known] = amount;
            stepBefore[known] = before;
            return;
        }
        stamps[node] = epoch;
        lastStepOfNode[node] = steps;
        addStep(node, amount, before);
    }

    private void addStep(int node, long amount, int before) {
        if (steps == stepNodes.length) {
            stepNodes = Arrays.copyOf(stepNodes, 2 * steps);
            stepBefore = Arrays.copyOf(stepBefore, 2 * steps);
            stepAmounts = Arrays.copyOf(stepAmounts, 2 * steps);
        }
        stepNodes[steps] = node;
        stepBefore[steps] = before;
        stepAmounts[steps] = amount;
        steps++;
    }

    private Cycle cycle() {
        int length = 0;
        for (int step = returnStep; step != NO_STEP; step = stepBefore[step]) {
            length++;
        }
        boolean beginsAtHome = stepNodes[0] == home;
        int[] nodes = new int[beginsAtHome ? length : length + 1];
        nodes[0] = home;
        int at = nodes.length;
        for (int step = returnStep; step != NO_STEP && at > 1; step = stepBefore[step]) {
            nodes[--at] = stepNodes[step];
        }
        return new Cycle(nodes, largestReturn);
    }
}
