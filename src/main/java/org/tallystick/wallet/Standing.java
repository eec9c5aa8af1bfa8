package org.tallystick.wallet;

import java.util.List;

/**
 * Where somebody stands.
 *
 * @param person who
 * @param height the block that this reflects
 * @param timestampMs its time
 * @param units one for each unit in which they have a neighbour, in the order of the codes
 */
public record Standing(PersonCard person, long height, long timestampMs, List<UnitStanding> units) {

    /** Keeps an unmodifiable copy. */
    public Standing {
        units = List.copyOf(units);
    }
}
