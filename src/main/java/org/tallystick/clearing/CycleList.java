package org.tallystick.clearing;

import java.util.ArrayList;
import java.util.List;

/** The cycles of one netting, within its limits. Bound to one thread. */
final class CycleList {

    private final NettingLimits limits;
    private final List<Cycle> cycles = new ArrayList<>();
    private boolean complete = true;

    CycleList(NettingLimits limits) {
        this.limits = limits;
    }

    boolean isFull() {
        return cycles.size() == limits.maxCycles();
    }

    int maxHops() {
        return limits.maxHops();
    }

    /** Takes a cycle, unless the limits leave it out. */
    void add(int[] nodes, long amountMinor) {
        if (nodes.length > limits.maxHops() || amountMinor < limits.smallestMinor() || isFull()) {
            complete = false;
        } else {
            cycles.add(new Cycle(nodes, amountMinor));
        }
    }

    /** Something was found that no cycle of the list takes. */
    void leaveOut() {
        complete = false;
    }

    Netted netted(boolean optimal) {
        return new Netted(cycles, optimal, complete);
    }
}
