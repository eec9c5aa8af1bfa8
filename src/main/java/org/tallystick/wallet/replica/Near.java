package org.tallystick.wallet.replica;

import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.LineStatus;
import org.tallystick.money.Amounts;

/**
 * What is between the owner and a neighbour in one unit. A value.
 *
 * @param given the line by which the owner trusts them, unless closed
 * @param received the line by which they trust the owner, unless closed
 * @param owedMinor what they owe the owner; negative where the owner owes
 * @param heldFromOwnerMinor what is held on the way from the owner to them
 * @param heldToOwnerMinor what is held on the way from them to the owner
 */
record Near(
        Optional<UUID> given, Optional<UUID> received, long owedMinor, long heldFromOwnerMinor, long heldToOwnerMinor) {

    static final Near NOTHING = new Near(Optional.empty(), Optional.empty(), 0, 0, 0);

    Near withLine(boolean isGiven, Optional<UUID> line) {
        return new Near(
                isGiven ? line : given, isGiven ? received : line, owedMinor, heldFromOwnerMinor, heldToOwnerMinor);
    }

    Near withOwed(long minor) {
        return new Near(given, received, minor, heldFromOwnerMinor, heldToOwnerMinor);
    }

    Near withHeld(boolean fromOwner, long moreMinor) {
        return new Near(
                given,
                received,
                owedMinor,
                heldFromOwnerMinor + (fromOwner ? moreMinor : 0),
                heldToOwnerMinor + (fromOwner ? 0 : moreMinor));
    }

    /** What one of the two could pay the other now, if both take part; as the ledger reckons it (design §3). */
    static long capacityMinor(long owedToPayerMinor, Optional<OwnLine> payeesLine, long heldMinor, long day) {
        long owesMinor = Math.max(0, -owedToPayerMinor);
        long credit = payeesLine.isEmpty() || payeesLine.get().status() != LineStatus.ACTIVE
                ? 0
                : Math.max(
                        0,
                        Math.min(
                                payeesLine.get().limitMinor() - owesMinor,
                                payeesLine.get().dayRoomMinor(day)));
        return Math.max(0, Amounts.saturatingAdd(Math.max(0, owedToPayerMinor), credit) - heldMinor);
    }
}
