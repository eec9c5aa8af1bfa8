package org.tallystick.hub;

import java.util.List;

/**
 * What a hub says about itself beside its key; may change while it serves.
 *
 * @param name how it calls itself, perhaps empty
 * @param version of the program
 * @param registration {@code open} or {@code approval}
 * @param dialects the forms of signatures that it takes
 * @param rates how many calls a minute somebody may make
 */
public record HubFacts(String name, String version, String registration, List<String> dialects, Rates rates) {

    /** Keeps an unmodifiable copy. */
    public HubFacts {
        dialects = List.copyOf(dialects);
    }
}
