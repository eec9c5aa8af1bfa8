package org.tallystick.feature.clearing;

import java.util.List;
import java.util.UUID;
import org.tallystick.identity.Pid;

/**
 * A circle of debts that could be cleared now, as somebody may see it: a member sees how long it is, how much goes, and their own
 * two debts (the API map).
 *
 * @param equivalent the unit's code
 * @param precision the unit's decimals
 * @param amountMinor what would be taken off each debt, in minor units
 * @param hops how many debts there are
 * @param needsConsent whether a line in it asks first
 * @param edges the debts that may be seen, in the order of the ring
 */
public record ClearableCircle(
        String equivalent, int precision, long amountMinor, int hops, boolean needsConsent, List<Edge> edges) {

    /** Keeps an unmodifiable copy. */
    public ClearableCircle {
        edges = List.copyOf(edges);
    }

    /**
     * A debt in a circle.
     *
     * @param line on which line it stands
     * @param debtor who owes
     * @param creditor who is owed
     * @param debtMinor how much, in minor units
     * @param asks whether the creditor wants to be asked before it is cleared
     */
    public record Edge(UUID line, Pid debtor, Pid creditor, long debtMinor, boolean asks) {}
}
