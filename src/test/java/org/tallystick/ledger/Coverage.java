package org.tallystick.ledger;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened in made-up histories, so that a test of nothing but refusals cannot pass for a good one. */
final class Coverage {

    private static final String COMMANDS = "commands";

    private final Map<String, Long> counts = new TreeMap<>();

    private boolean running;

    /** A history begins. */
    void begin() {
        running = true;
    }

    /** It came to its end. */
    void end() {
        running = false;
    }

    /** Whether a history broke off. */
    boolean broken() {
        return running;
    }

    void command() {
        count(COMMANDS);
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    long commands() {
        return of(COMMANDS);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** How many of a thousand commands were that. */
    long perMille(String what) {
        return 1000 * of(what) / Math.max(1, commands());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(String.format("%8d %s%n", count, what)));
        return text.toString();
    }
}
