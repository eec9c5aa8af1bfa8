package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * How to take back what a block has done so far: every change of state, of the ledger and of the rooms, leaves the step that
 * undoes it. A transaction that is refused half way is rolled back to its mark; a block that could not be written is
 * rolled back whole. Owned by the ledger's thread.
 */
public final class UndoLog {

    private final List<Runnable> steps = new ArrayList<>();

    /** Notes how a change is taken back; call it before or after the change, but in the same breath. */
    public void onUndo(Runnable step) {
        steps.add(step);
    }

    /** Where a transaction begins. */
    public int mark() {
        return steps.size();
    }

    /**
     * Takes back everything since a mark, last change first.
     *
     * @param mark what {@link #mark()} gave
     */
    public void rollBackTo(int mark) {
        for (int i = steps.size() - 1; i >= mark; i--) {
            steps.remove(i).run();
        }
    }

    /** Forgets the steps: what was done stays. */
    public void forget() {
        steps.clear();
    }
}
