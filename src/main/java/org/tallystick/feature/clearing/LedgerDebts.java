package org.tallystick.feature.clearing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.Debts;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;

/** The debts of one equivalent that may be cleared; for one search on the ledger thread. */
final class LedgerDebts implements Debts {

    private final LedgerView ledger;
    private final Equivalent unit;
    private final boolean all;
    private final Map<Long, Long> takenMinor = new HashMap<>();
    private boolean metOneThatAsks;

    private LedgerDebts(LedgerView ledger, Equivalent unit, boolean all) {
        this.ledger = ledger;
        this.unit = unit;
        this.all = all;
    }

    /** Debts on lines that are cleared without asking. */
    static LedgerDebts withoutAsking(LedgerView ledger, Equivalent unit) {
        return new LedgerDebts(ledger, unit, false);
    }

    /**
     * Debts on all lines, less what some cycles are about to take.
     *
     * @param taken what is cleared before
     */
    static LedgerDebts all(LedgerView ledger, Equivalent unit, List<Cycle> taken) {
        LedgerDebts debts = new LedgerDebts(ledger, unit, true);
        for (Cycle cycle : taken) {
            for (int i = 0; i < cycle.hops(); i++) {
                debts.takenMinor.merge(key(cycle.debtor(i), cycle.creditor(i)), cycle.amountMinor(), Long::sum);
            }
        }
        return debts;
    }

    private static long key(int debtor, int creditor) {
        return ((long) debtor << 32) | creditor;
    }

    /** Whether the search left out a debt because its line asks. */
    boolean metOneThatAsks() {
        return metOneThatAsks;
    }

    @Override
    public long clearableMinor(int debtor, int creditor) {
        Account debtorAccount = ledger.account(debtor);
        Account creditorAccount = ledger.account(creditor);
        return clearableMinor(ledger.pair(debtorAccount, creditorAccount, unit), debtorAccount, creditorAccount);
    }

    private long clearableMinor(@Nullable Pair pair, Account debtor, Account creditor) {
        Line line = clearable(pair, debtor, creditor);
        if (line == null) {
            return 0;
        }
        if (!all && !line.policy().clearsWithoutAsking()) {
            metOneThatAsks = true;
            return 0;
        }
        long clearableMinor = Ledger.clearableMinor(line, ledger.day());
        return takenMinor.isEmpty()
                ? clearableMinor
                : Math.max(0, clearableMinor - takenMinor.getOrDefault(key(debtor.number(), creditor.number()), 0L));
    }

    /** The line of a debt of which something may be cleared as far as the two are concerned; null where there is none. */
    static @Nullable Line clearable(@Nullable Pair pair, Account debtor, Account creditor) {
        return pair == null || pair.owesMinor(debtor) == 0 || !debtor.active() || !creditor.active()
                ? null
                : pair.trustOf(creditor);
    }

    /** Shows every neighbour, be it with 0, so that looking at many who are owed nothing counts as work as well. */
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
            if (!visitor.visit(creditor.number(), clearableMinor(pair, account, creditor))) {
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
