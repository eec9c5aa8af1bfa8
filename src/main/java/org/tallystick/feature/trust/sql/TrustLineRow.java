package org.tallystick.feature.trust.sql;

import java.util.UUID;
import org.tallystick.ledger.LineStatus;

/**
 * A trust line with what is owed on it.
 *
 * @param number lines count from 0 in the order of their opening
 * @param id its id
 * @param creditor number of the account that trusts
 * @param debtor number of the account that may owe
 * @param equivalent the unit's code
 * @param limitMinor the most that may be owed, in minor units
 * @param policy what the creditor said about its use, canonical JSON as in signed history
 * @param status its state
 * @param openedAtMs block time of its opening
 * @param debtMinor what is owed, in minor units, as of the height that the answer reflects
 */
public record TrustLineRow(
        long number,
        UUID id,
        int creditor,
        int debtor,
        String equivalent,
        long limitMinor,
        String policy,
        LineStatus status,
        long openedAtMs,
        long debtMinor) {

    static TrustLineRow of(LineRow line, long debtMinor) {
        return new TrustLineRow(
                line.number(),
                line.id(),
                line.creditor(),
                line.debtor(),
                line.equivalent(),
                line.limitMinor(),
                line.policy(),
                line.status(),
                line.openedAtMs(),
                debtMinor);
    }
}
