package org.tallystick.wallet;

import java.util.List;
import org.tallystick.ledger.AccountStatus;

/**
 * Where somebody stands.
 *
 * @param person who
 * @param status what their account may do
 * @param height the block that this reflects
 * @param timestampMs its time
 * @param units one for each unit in which they have a neighbour, in the order of the codes
 */
public record Standing(
        PersonCard person, AccountStatus status, long height, long timestampMs, List<UnitStanding> units) {

    /** Keeps an unmodifiable copy. */
    public Standing {
        units = List.copyOf(units);
    }
}
