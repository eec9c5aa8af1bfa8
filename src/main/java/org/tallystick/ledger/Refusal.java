package org.tallystick.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why something was not done: a code and the facts, never a sentence; window, command line and HTTP make their own.
 *
 * @param code the code
 * @param details names of the API map with their values as text, in the order in which they are shown
 */
public record Refusal(ErrorCode code, Map<String, String> details) {

    /** Keeps an unmodifiable copy of the details in their order. */
    public Refusal {
        details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A refusal without facts. */
    public static Refusal of(ErrorCode code) {
        return new Refusal(code, Map.of());
    }

    /** A refusal with one fact. */
    public static Refusal of(ErrorCode code, String name, String value) {
        return new Refusal(code, Map.of(name, value));
    }

    /** This refusal with one more fact. */
    public Refusal with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Refusal(code, more);
    }
}
