package org.tallystick.feature.operator;

import java.util.Optional;

/**
 * What an ADMIN may set for the whole hub, in signed history.
 *
 * @param name the hub's name; nothing where nobody gave it one
 * @param registration how newcomers become participants
 * @param readsPerMinute how many reads a minute one account may make
 * @param writesPerMinute how many writes a minute
 * @param authPerMinute how many attempts to log in or register a minute
 * @param clearingEnabled whether the hub clears circles of debts
 * @param multipathEnabled whether a payment may take more than one route
 */
public record OperatorSettings(
        Optional<String> name,
        Registration registration,
        int readsPerMinute,
        int writesPerMinute,
        int authPerMinute,
        boolean clearingEnabled,
        boolean multipathEnabled) {

    /** A hub whose operators have not said anything; the limits are those of the API map. */
    public static final OperatorSettings DEFAULT =
            new OperatorSettings(Optional.empty(), Registration.OPEN, 120, 30, 10, true, true);
}
