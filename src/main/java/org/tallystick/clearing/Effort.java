package org.tallystick.clearing;

import java.util.function.BooleanSupplier;

/**
 * How much one part of a netting may look at.
 *
 * @param mostWork debts, one counted as often as it is looked at
 * @param stopped whether nobody wants the result any more
 */
record Effort(long mostWork, BooleanSupplier stopped) {

    /** Whether it is time to give up. */
    boolean isSpent(long work) {
        return work > mostWork || isStopped();
    }

    boolean isStopped() {
        return stopped.getAsBoolean();
    }
}
