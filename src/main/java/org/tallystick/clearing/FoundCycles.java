package org.tallystick.clearing;

import java.util.List;

/**
 * Cycles that hold together: applying all of them in any order takes no debt below what may be cleared. Immutable.
 *
 * @param cycles in the order they were found
 * @param complete false when a limit of the search was reached, so that more cycles may be there
 */
public record FoundCycles(List<Cycle> cycles, boolean complete) {
    /** Takes a copy. */
    public FoundCycles {
        cycles = List.copyOf(cycles);
    }
}
