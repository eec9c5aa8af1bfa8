package org.tallystick.ledger;

import static org.tallystick.base.Checks.invariant;

import org.jspecify.annotations.Nullable;

/**
 * Two neighbours in one equivalent: at most one trust line each way, one debt that can have only one direction, and what is
 * held on the way from each to the other. One signed number for the debt makes debts in both directions impossible.
 * Owned by the ledger's thread.
 */
public final class Pair {

    final Account low;
    final Account high;
    final Equivalent equivalent;

    /** The line by which {@link #low} trusts {@link #high}, unless closed. */
    @Nullable
    Line lowTrusts;

    /** The line by which {@link #high} trusts {@link #low}, unless closed. */
    @Nullable
    Line highTrusts;

    /** What low owes high, negative where high owes low. */
    long lowOwesMinor;

    long heldFromLowMinor;
    long heldFromHighMinor;
    boolean changed;

    Pair(Account low, Account high, Equivalent equivalent) {
        invariant(low.number < high.number, "A pair is kept once, lower account first");
        this.low = low;
        this.high = high;
        this.equivalent = equivalent;
    }

    /** The account with the lower number. */
    public Account low() {
        return low;
    }

    /** The account with the higher number. */
    public Account high() {
        return high;
    }

    /** The equivalent. */
    public Equivalent equivalent() {
        return equivalent;
    }

    /** The neighbour of one of the two. */
    public Account other(Account account) {
        return account == low ? high : low;
    }

    /** The line by which an account of the pair trusts the other, or null where there is none. */
    public @Nullable Line trustOf(Account creditor) {
        return creditor == low ? lowTrusts : highTrusts;
    }

    /** What an account of the pair owes the other, zero or more. */
    public long owesMinor(Account debtor) {
        return Math.max(0, debtor == low ? lowOwesMinor : -lowOwesMinor);
    }

    /** What the other owes an account minus what it owes the other. */
    long owedToMinor(Account account) {
        return account == low ? -lowOwesMinor : lowOwesMinor;
    }

    /** What is held on the way from an account of the pair to the other. */
    public long heldFromMinor(Account from) {
        return from == low ? heldFromLowMinor : heldFromHighMinor;
    }

    void setHeldFrom(Account from, long heldMinor) {
        invariant(heldMinor >= 0, "What is held on a way is never negative");
        if (from == low) {
            heldFromLowMinor = heldMinor;
        } else {
            heldFromHighMinor = heldMinor;
        }
    }

    void setTrustOf(Account creditor, @Nullable Line line) {
        if (creditor == low) {
            lowTrusts = line;
        } else {
            highTrusts = line;
        }
    }

    /**
     * What could pass from an account to the other if nobody were frozen and no day limit asked: the debt that would be
     * cancelled and the room below the limit. What is held may never exceed it.
     */
    long roomMinor(Account from) {
        Account to = other(from);
        Line line = trustOf(to);
        long credit = line == null ? 0 : line.limitMinor - owesMinor(from);
        return owesMinor(to) + credit;
    }

    /**
     * What can pass from an account to the other now (design §3): what the other owes it, and, where the other's line is
     * active, the credit that limit and day leave, less what is held. Zero where one of the two takes no part.
     *
     * @param from who pays
     * @param day the UTC day of the block, counted from 1970-01-01
     * @return minor units, zero or more
     */
    public long capacityMinor(Account from, long day) {
        Account to = other(from);
        if (!from.active() || !to.active()) {
            return 0;
        }
        Line line = trustOf(to);
        long credit = line == null || line.status != LineStatus.ACTIVE
                ? 0
                : Math.max(0, Math.min(line.limitMinor - owesMinor(from), line.dayRoomMinor(day)));
        return Math.max(0, owesMinor(to) + credit - heldFromMinor(from));
    }
}
