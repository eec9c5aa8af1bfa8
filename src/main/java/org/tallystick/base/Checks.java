package org.tallystick.base;

import java.util.function.Supplier;

/**
 * The two questions that code asks of itself in production: was I called rightly, and does what must hold still hold?
 *
 * <p>Expected failures do not belong here; they are sealed outcomes. Both methods may be called from any thread.
 */
public final class Checks {

    private Checks() {}

    /**
     * Refuses a caller's argument.
     *
     * @param condition what the caller had to see to
     * @param message one sentence without amounts, names or keys
     * @throws IllegalArgumentException when the condition is false
     */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Stops when something that must always hold does not, before anything is written on top of it.
     *
     * @param condition what must hold
     * @param message one sentence without amounts, names or keys
     * @throws InvariantBroken when the condition is false
     */
    public static void invariant(boolean condition, String message) {
        if (!condition) {
            throw new InvariantBroken(message);
        }
    }

    /** As {@link #invariant(boolean, String)}, for a message that is costly to make. */
    public static void invariant(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new InvariantBroken(message.get());
        }
    }
}
