package org.tallystick.wallet.replica;

import java.util.Optional;
import org.tallystick.identity.Pid;

/**
 * What others call themselves, as the hub says: own transactions do not tell that of others. Does not wait: what is not known yet
 * is missing. Any thread.
 */
@FunctionalInterface
public interface Names {

    /** What somebody calls themselves. */
    Optional<String> name(Pid person);

    /** Whether somebody takes part, as far as is known: a neighbour who is frozen pays nothing and gets nothing. */
    default boolean active(Pid person) {
        return true;
    }
}
