package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Pair;
import org.tallystick.routing.Route;

/**
 * Turns routes into steps of the ledger: a hop from S to R first cancels what R owes S, the rest becomes S's debt to R
 * (design §3).
 */
final class Legs {

    private Legs() {}

    /**
     * Adds the legs of a route behind those of the routes before it.
     *
     * @param legs what earlier routes of the same payment do already; they may have cancelled on the same pair
     */
    static void add(Route route, Equivalent unit, LedgerView ledger, List<Operation> legs) {
        Map<Line, Long> cancelledMinor = new HashMap<>();
        for (Operation earlier : legs) {
            Operation.MoveDebt move = (Operation.MoveDebt) earlier;
            if (move.direction() == Direction.CANCEL) {
                Line line = Objects.requireNonNull(ledger.line(move.line()), "A leg names a line that is there");
                cancelledMinor.merge(line, move.amountMinor(), Long::sum);
            }
        }
        for (int hop = 0; hop < route.hops(); hop++) {
            Account from = ledger.account(route.node(hop));
            Account to = ledger.account(route.node(hop + 1));
            Pair pair = Objects.requireNonNull(ledger.pair(from, to, unit), "A hop goes between neighbours");
            addHop(pair, from, to, route.amountMinor(), cancelledMinor, legs);
        }
    }

    private static void addHop(
            Pair pair,
            Account from,
            Account to,
            long amountMinor,
            Map<Line, Long> cancelledMinor,
            List<Operation> legs) {
        Line own = pair.trustOf(from);
        long owedMinor = own == null ? 0 : own.debtMinor() - cancelledMinor.getOrDefault(own, 0L);
        long cancelMinor = Math.min(amountMinor, owedMinor);
        if (own != null && cancelMinor > 0) {
            legs.add(new Operation.MoveDebt(own.id(), Direction.CANCEL, cancelMinor, Operation.DebtUse.PAYMENT));
            cancelledMinor.merge(own, cancelMinor, Long::sum);
        }
        if (amountMinor > cancelMinor) {
            Line theirs = pair.trustOf(to);
            invariant(theirs != null, "New credit stands on a line");
            legs.add(new Operation.MoveDebt(
                    Objects.requireNonNull(theirs).id(),
                    Direction.OWE,
                    amountMinor - cancelMinor,
                    Operation.DebtUse.PAYMENT));
        }
    }
}
