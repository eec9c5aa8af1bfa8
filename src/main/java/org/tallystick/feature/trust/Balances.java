package org.tallystick.feature.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.node.NodeView;

/** Where somebody stands, which only they see; out of the memory, as of the last forced block. Any thread but the node's own. */
final class Balances {

    private static final Comparator<Debt> LARGEST_FIRST = Comparator.comparing(Debt::equivalent)
            .thenComparing(Comparator.comparingLong(Debt::amountMinor).reversed())
            .thenComparing(Debt::other);

    private final Desk desk;

    /**
     * A debt between the caller and a neighbour.
     *
     * @param owed whether the neighbour owes the caller, and not the other way round
     * @param account the neighbour's number
     * @param other the neighbour
     * @param equivalent the code
     * @param precision the equivalent's decimals
     * @param amountMinor how much, above zero
     */
    record Debt(boolean owed, int account, Pid other, String equivalent, int precision, long amountMinor) {}

    Balances(Desk desk) {
        this.desk = desk;
    }

    /** One for each equivalent in which somebody has a neighbour. */
    List<UnitTotals> totals(Pid caller) throws ApiError {
        return desk.ask(view -> Optional.ofNullable(view.ledger().account(caller))
                .map(account -> UnitTotals.of(account, view.ledger()))
                .orElse(List.of()));
    }

    /**
     * The caller's debts in both directions, the largest first in each equivalent.
     *
     * @param equivalent in which unit only, if anything
     * @throws ApiError E015 when there is no such unit
     */
    List<Debt> debts(Pid caller, Optional<String> equivalent) throws ApiError {
        List<Debt> debts = new ArrayList<>(desk.ask(view -> debts(caller, equivalent, view))
                .orElseThrow(() -> ApiError.of(ErrorCode.E015, "equivalent", equivalent.orElse(""))));
        debts.sort(LARGEST_FIRST);
        return debts;
    }

    private static Optional<List<Debt>> debts(Pid caller, Optional<String> equivalent, NodeView view) {
        LedgerView ledger = view.ledger();
        if (equivalent.isPresent() && ledger.equivalent(equivalent.get()) == null) {
            return Optional.empty();
        }
        List<Debt> debts = new ArrayList<>();
        Account account = ledger.account(caller);
        for (int number = 0; account != null && number < account.positionBound(); number++) {
            Position position = account.position(number);
            String code = ledger.equivalent(number).code();
            for (int i = 0; position != null && i < position.pairCount(); i++) {
                if (equivalent.filter(wanted -> !wanted.equals(code)).isEmpty()) {
                    add(position.pairAt(i), account, debts);
                }
            }
        }
        return Optional.of(debts);
    }

    private static void add(Pair pair, Account account, List<Debt> debts) {
        Account other = pair.other(account);
        long owedMinor = pair.owesMinor(other);
        long amountMinor = owedMinor > 0 ? owedMinor : pair.owesMinor(account);
        if (amountMinor > 0) {
            Equivalent unit = pair.equivalent();
            debts.add(new Debt(owedMinor > 0, other.number(), other.pid(), unit.code(), unit.precision(), amountMinor));
        }
    }
}
