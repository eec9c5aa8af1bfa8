package org.tallystick.wallet;

import java.util.Map;

/** What became of opening, changing or closing a line. */
public sealed interface LineResult {

    /**
     * It stands in the hub's history.
     *
     * @param height of its block
     */
    record Done(long height) implements LineResult {}

    /** The hub says that it was done; it has no history to show it in. */
    record Said() implements LineResult {}

    /**
     * Nothing was done.
     *
     * @param code an error code of the API map
     * @param details names of the API map with their values
     */
    record Refused(String code, Map<String, String> details) implements LineResult {

        /** Keeps an unmodifiable copy. */
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /** The hub did not answer; what is there now shows whether it was done. */
    record Unknown() implements LineResult {}
}
