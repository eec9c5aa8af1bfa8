package org.tallystick.feature.participant;

import java.util.List;
import org.tallystick.feature.trust.UnitTotals;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;

/**
 * Where somebody stands. What is said as one number is in the hub's first equivalent that is in use, since sums across equivalents
 * mean nothing (API map).
 *
 * @param first in that equivalent; with no code and two decimals where the hub has none
 * @param units in each equivalent in which they have a neighbour, in the order of the codes
 */
record ParticipantTotals(UnitTotals first, List<UnitTotals> units) {

    private static final int USUAL_PRECISION = 2;

    /** Keeps an unmodifiable copy. */
    ParticipantTotals {
        units = List.copyOf(units);
    }

    /** On the ledger thread. */
    static ParticipantTotals of(Account account, LedgerView ledger) {
        List<UnitTotals> units = UnitTotals.of(account, ledger);
        for (int number = 0; number < ledger.equivalentCount(); number++) {
            Equivalent equivalent = ledger.equivalent(number);
            if (equivalent.active()) {
                UnitTotals first = units.stream()
                        .filter(unit -> unit.equivalent().equals(equivalent.code()))
                        .findFirst()
                        .orElseGet(() -> UnitTotals.none(equivalent.code(), equivalent.precision()));
                return new ParticipantTotals(first, units);
            }
        }
        return new ParticipantTotals(UnitTotals.none("", USUAL_PRECISION), units);
    }
}
