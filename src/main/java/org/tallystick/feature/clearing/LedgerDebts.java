package org.tallystick.feature.clearing;

import org.jspecify.annotations.Nullable;
import org.tallystick.clearing.Debts;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;

/** The debts of one equivalent that may be cleared without asking; for one search on the ledger thread. */
final class LedgerDebts implements Debts {

    private final LedgerView ledger;
    private final Equivalent unit;

    LedgerDebts(LedgerView ledger, Equivalent unit) {
        this.ledger = ledger;
        this.unit = unit;
    }

    @Override
    public long clearableMinor(int debtor, int creditor) {
        Account debtorAccount = ledger.account(debtor);
        Account creditorAccount = ledger.account(creditor);
        return clearableMinor(ledger.pair(debtorAccount, creditorAccount, unit), debtorAccount, creditorAccount);
    }

    private long clearableMinor(@Nullable Pair pair, Account debtor, Account creditor) {
        if (pair == null || pair.owesMinor(debtor) == 0 || !debtor.active() || !creditor.active()) {
            return 0;
        }
        Line line = pair.trustOf(creditor);
        return line == null || !line.policy().clearsWithoutAsking() ? 0 : Ledger.clearableMinor(line, ledger.day());
    }

    @Override
    public void forEachCreditor(int debtor, CreditorVisitor visitor) {
        Account account = ledger.account(debtor);
        Position position = account.position(unit.number());
        if (position == null) {
            return;
        }
        for (int i = 0; i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Account creditor = pair.other(account);
            long clearableMinor = clearableMinor(pair, account, creditor);
            if (clearableMinor > 0 && !visitor.visit(creditor.number(), clearableMinor)) {
                return;
            }
        }
    }

    /** Two people have few neighbours in common, so those are found before any debt is looked at. */
    @Override
    public void forEachBetween(int from, int to, CreditorVisitor visitor) {
        Account first = ledger.account(from);
        Account last = ledger.account(to);
        Position before = first.position(unit.number());
        Position behind = last.position(unit.number());
        if (before == null || behind == null) {
            return;
        }
        before.forEachCommonNeighbour(behind, (one, other) -> {
            Account between = one.other(first);
            long amountMinor = Math.min(clearableMinor(one, first, between), clearableMinor(other, between, last));
            return amountMinor == 0 || visitor.visit(between.number(), amountMinor);
        });
    }
}
