package org.tallystick.wallet.replica;

import java.util.List;
import org.tallystick.node.block.Proof;

/**
 * Something in the hub's signed history that breaks a rule which the owner can check alone (design §5), or two things that the
 * hub signed and that cannot both be true. Everything in it was checked: signatures, paths, order. A value.
 *
 * @param kind which rule
 * @param what one clause for the log, without content
 * @param proofs the transaction that breaks the rule last, before it those of the same page that it was held against; what was known
 *     before has been kept, and is read from the replica's journal by its count
 * @param headers signed headers that show it, where it is about blocks
 */
public record Violation(Kind kind, String what, List<Proof> proofs, List<SealedHeader> headers) {

    /** Keeps unmodifiable copies. */
    public Violation {
        proofs = List.copyOf(proofs);
        headers = List.copyOf(headers);
    }

    /** Which rule. */
    public enum Kind {
        /** Two blocks at one place of one epoch. */
        TWO_BLOCKS,
        /** A block does not fit to the one before: its hash, its time or its epoch. */
        BROKEN_CHAIN,
        /** A statement in the history is not signed with its key, is for another hub, or asked for something else. */
        FORGED_STATEMENT,
        /** A line of the owner's changed without a statement of theirs. */
        LINE_WITHOUT_STATEMENT,
        /** A line became something else than what its creditor signed. */
        LINE_NOT_AS_SIGNED,
        /** The owner's net fell by a payment that they did not sign. */
        PAYMENT_WITHOUT_STATEMENT,
        /** A payment of or to the owner moved something else than what was signed. */
        PAYMENT_NOT_AS_SIGNED,
        /** Something passed through the owner, or was cleared, and changed their net. */
        NET_CHANGED,
        /** A debt rose above the limit of its line. */
        BEYOND_LIMIT,
        /** New credit on a line that is frozen. */
        FROZEN_LINE,
        /** The policy of the owner's line was not kept. */
        POLICY,
        /** A debt was cleared that the owner had not agreed to clear. */
        CLEARED_WITHOUT_CONSENT,
        /** Something happened to an account that takes no part. */
        ACCOUNT_NOT_ACTIVE,
        /** A statement under the owner's name is not signed with the key that was in force. */
        FOREIGN_KEY,
        /** The owner's key or account changed without a statement of theirs. */
        ACCOUNT_WITHOUT_STATEMENT,
        /** Steps that no ledger can take: a debt below zero or in both directions, an unknown line, another precision. */
        IMPOSSIBLE_STEP
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
