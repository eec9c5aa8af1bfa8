package org.tallystick.ledger;

import java.util.UUID;

/** A trust line: the creditor lets the debtor owe up to a limit. Owned by the ledger's thread. */
public final class Line {

    final UUID id;
    final Account creditor;
    final Account debtor;
    final Pair pair;
    final long openedAtMs;
    long limitMinor;
    Policy policy;
    LineStatus status = LineStatus.ACTIVE;

    /** The UTC day to which {@link #creditOfDayMinor} belongs. */
    long creditDay;

    long creditOfDayMinor;

    Line(UUID id, Account creditor, Account debtor, Pair pair, long openedAtMs, long limitMinor, Policy policy) {
        this.id = id;
        this.creditor = creditor;
        this.debtor = debtor;
        this.pair = pair;
        this.openedAtMs = openedAtMs;
        this.limitMinor = limitMinor;
        this.policy = policy;
    }

    /** Its id for life. */
    public UUID id() {
        return id;
    }

    /** Who trusts. */
    public Account creditor() {
        return creditor;
    }

    /** Who may owe. */
    public Account debtor() {
        return debtor;
    }

    /** The two neighbours with both ways. */
    public Pair pair() {
        return pair;
    }

    /** The unit. */
    public Equivalent equivalent() {
        return pair.equivalent;
    }

    /** Block time of its opening. */
    public long openedAtMs() {
        return openedAtMs;
    }

    /** The most that the debtor may owe, in minor units. */
    public long limitMinor() {
        return limitMinor;
    }

    /** What the creditor has said about its use. */
    public Policy policy() {
        return policy;
    }

    /** Its state. */
    public LineStatus status() {
        return status;
    }

    /** What the debtor owes on it, in minor units. */
    public long debtMinor() {
        return status == LineStatus.CLOSED ? 0 : pair.owesMinor(debtor);
    }

    /** The new credit that its day limit leaves, or the greatest long where it has none. */
    long dayRoomMinor(long day) {
        if (policy.dailyLimitMinor().isEmpty()) {
            return Long.MAX_VALUE;
        }
        long used = creditDay == day ? creditOfDayMinor : 0;
        return policy.dailyLimitMinor().getAsLong() - used;
    }
}
