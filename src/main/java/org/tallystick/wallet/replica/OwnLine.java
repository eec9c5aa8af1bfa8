package org.tallystick.wallet.replica;

import java.util.UUID;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.wallet.Unit;

/**
 * A line that the owner gave or received, also one that is closed. A value.
 *
 * @param id for life
 * @param creditor who trusts
 * @param debtor who may owe
 * @param unit what is owed in
 * @param limitMinor the most that may be owed
 * @param policy what the creditor said about its use
 * @param status whether it gives new credit
 * @param openedAtMs block time of its opening
 * @param creditDay the UTC day to which the next belongs
 * @param creditOfDayMinor new credit of that day
 */
record OwnLine(
        UUID id,
        Pid creditor,
        Pid debtor,
        Unit unit,
        long limitMinor,
        Policy policy,
        LineStatus status,
        long openedAtMs,
        long creditDay,
        long creditOfDayMinor) {

    /** The other end. */
    Pid other(Pid owner) {
        return creditor.equals(owner) ? debtor : creditor;
    }

    boolean open() {
        return status != LineStatus.CLOSED;
    }

    long creditOf(long day) {
        return creditDay == day ? creditOfDayMinor : 0;
    }

    /** The new credit that its day limit leaves, or the greatest long where it has none. */
    long dayRoomMinor(long day) {
        return policy.dailyLimitMinor().isEmpty()
                ? Long.MAX_VALUE
                : policy.dailyLimitMinor().getAsLong() - creditOf(day);
    }

    OwnLine withCredit(long day, long minor) {
        return new OwnLine(id, creditor, debtor, unit, limitMinor, policy, status, openedAtMs, day, minor);
    }

    OwnLine with(long newLimitMinor, Policy newPolicy, LineStatus newStatus) {
        return new OwnLine(
                id,
                creditor,
                debtor,
                unit,
                newLimitMinor,
                newPolicy,
                newStatus,
                openedAtMs,
                creditDay,
                creditOfDayMinor);
    }
}
