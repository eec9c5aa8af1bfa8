package org.tallystick.feature.operator.sql;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which acts are asked for; what is absent does not matter.
 *
 * @param action the type of the transaction, such as {@code admin.freeze}
 * @param actor the number of the account that acted
 * @param object the PID or the code of the equivalent that was concerned
 */
public record AuditFilter(Optional<String> action, OptionalInt actor, Optional<String> object) {

    /** All of them. */
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), OptionalInt.empty(), Optional.empty());
}
