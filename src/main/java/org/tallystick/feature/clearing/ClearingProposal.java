package org.tallystick.feature.clearing;

import java.util.List;
import java.util.OptionalLong;

/**
 * A proposal to clear a circle, as somebody may see it: a member sees their own two debts, nobody else anything.
 *
 * @param id the hash of circle and amount
 * @param equivalent the unit's code
 * @param precision the unit's decimals
 * @param amountMinor what is to be taken off each debt, in minor units
 * @param hops how many debts there are
 * @param state what became of it
 * @param proposedAtMs block time
 * @param expiresAtMs block time from which it runs out
 * @param endedAtMs block time of its end; nothing while it is open
 * @param asked how many have to agree
 * @param accepted how many have
 * @param asksCaller whether the caller has to agree
 * @param callerAccepted whether the caller has
 * @param edges the debts that may be seen as they stand now, in the order of the ring
 */
public record ClearingProposal(
        String id,
        String equivalent,
        int precision,
        long amountMinor,
        int hops,
        ProposalState state,
        long proposedAtMs,
        long expiresAtMs,
        OptionalLong endedAtMs,
        int asked,
        int accepted,
        boolean asksCaller,
        boolean callerAccepted,
        List<ClearableCircle.Edge> edges) {

    /** Keeps an unmodifiable copy. */
    public ClearingProposal {
        edges = List.copyOf(edges);
    }
}
