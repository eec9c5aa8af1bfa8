package org.tallystick.clearing;

import java.util.List;

/**
 * What a netting found. Immutable.
 *
 * @param cycles hold together: applying all of them in any order takes no debt below what may be cleared
 * @param optimal whether no other cycles would take more off all debts together, once what two owe each other is cancelled; else the
 *     work ran out, or sums were too large, and these are only so many that no cycle is left
 * @param complete whether the cycles take all that was found; else some were longer or smaller than allowed, or too many
 */
public record Netted(List<Cycle> cycles, boolean optimal, boolean complete) {
    /** Takes a copy. */
    public Netted {
        cycles = List.copyOf(cycles);
    }
}
