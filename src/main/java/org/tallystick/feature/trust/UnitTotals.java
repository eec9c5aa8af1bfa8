package org.tallystick.feature.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.money.Amounts;

/**
 * Where an account stands in one equivalent: sums over its neighbours in minor units, zero or more. They saturate rather than
 * wrap (design §3).
 *
 * @param equivalent the code
 * @param precision the equivalent's decimals
 * @param owesMinor what it owes others
 * @param owedMinor what others owe it
 * @param mayOweMinor the most it may owe: the limits that others gave it
 * @param mayBeOwedMinor the most it may be owed: the limits that it gave others
 * @param heldMinor what is held of what it could spend
 * @param spendMinor what it can pay to its neighbours now
 * @param receiveMinor what its neighbours can pay it now
 */
public record UnitTotals(
        String equivalent,
        int precision,
        long owesMinor,
        long owedMinor,
        long mayOweMinor,
        long mayBeOwedMinor,
        long heldMinor,
        long spendMinor,
        long receiveMinor) {

    /** Where an account without neighbours stands. */
    public static UnitTotals none(String equivalent, int precision) {
        return new UnitTotals(equivalent, precision, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * One for each equivalent in which an account has a neighbour, in the order of the codes; on the ledger thread.
     *
     * @param account whose
     * @param ledger the ledger that it is from
     */
    public static List<UnitTotals> of(Account account, LedgerView ledger) {
        List<UnitTotals> units = new ArrayList<>();
        for (int number = 0; number < account.positionBound(); number++) {
            Position position = account.position(number);
            if (position != null && position.pairCount() > 0) {
                units.add(of(account, position, ledger.day()));
            }
        }
        units.sort(Comparator.comparing(UnitTotals::equivalent));
        return units;
    }

    private static UnitTotals of(Account account, Position position, long day) {
        long owesMinor = 0;
        long owedMinor = 0;
        long mayOweMinor = 0;
        long mayBeOwedMinor = 0;
        long heldMinor = 0;
        long spendMinor = 0;
        long receiveMinor = 0;
        for (int i = 0; i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Account other = pair.other(account);
            owesMinor = Amounts.saturatingAdd(owesMinor, pair.owesMinor(account));
            owedMinor = Amounts.saturatingAdd(owedMinor, pair.owesMinor(other));
            mayOweMinor = Amounts.saturatingAdd(mayOweMinor, limitMinor(pair.trustOf(other)));
            mayBeOwedMinor = Amounts.saturatingAdd(mayBeOwedMinor, limitMinor(pair.trustOf(account)));
            heldMinor = Amounts.saturatingAdd(heldMinor, pair.heldFromMinor(account));
            spendMinor = Amounts.saturatingAdd(spendMinor, pair.capacityMinor(account, day));
            receiveMinor = Amounts.saturatingAdd(receiveMinor, pair.capacityMinor(other, day));
        }
        var equivalent = position.pairAt(0).equivalent();
        return new UnitTotals(
                equivalent.code(),
                equivalent.precision(),
                owesMinor,
                owedMinor,
                mayOweMinor,
                mayBeOwedMinor,
                heldMinor,
                spendMinor,
                receiveMinor);
    }

    private static long limitMinor(@Nullable Line line) {
        return line == null ? 0 : line.limitMinor();
    }

    /** What others owe minus what it owes. */
    public long netMinor() {
        return owedMinor - owesMinor;
    }
}
