package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Transaction;

/**
 * What is told of payments (API map: who sees what): both ends what was paid, from whom to whom and the note; whoever carried it
 * their own two legs, and neither its id nor its ends.
 */
public final class PaymentEvents implements EventMaker {

    @Override
    public boolean knows(Transaction transaction) {
        return transaction.frame().type().equals("payment.create");
    }

    @Override
    public Optional<Event> event(Happening happening, Party whom) {
        List<TakenRoutes.Taken> routes = TakenRoutes.of(happening.transaction().operations(), happening.lines());
        if (routes.isEmpty()) {
            return Optional.empty();
        }
        Party payer = routes.getFirst().people().getFirst();
        Party payee = routes.getFirst().people().getLast();
        if (whom.equals(payer)) {
            return Optional.of(new Event("payment.sent", paid(happening, routes, payer, payee)));
        }
        if (whom.equals(payee)) {
            return Optional.of(new Event("payment.received", paid(happening, routes, payer, payee)));
        }
        return carried(happening, whom);
    }

    private static Json.Obj paid(Happening happening, List<TakenRoutes.Taken> routes, Party payer, Party payee) {
        String equivalent = equivalent(happening);
        long minor = routes.stream().mapToLong(TakenRoutes.Taken::amountMinor).reduce(0, Math::addExact);
        return Json.object()
                .put("tx_id", happening.transaction().frame().txId())
                .put("from", payer.pid().text())
                .putIfPresent("from_name", happening.name(payer))
                .put("to", payee.pid().text())
                .putIfPresent("to_name", happening.name(payee))
                .put("equivalent", equivalent)
                .put("amount", happening.amount(minor, equivalent))
                .putIfPresent("description", happening.transaction().text("description"))
                .put("height", happening.recorded().header().height())
                .build();
    }

    private static String equivalent(Happening happening) {
        return happening
                .ends(TakenRoutes.lines(happening.transaction().operations()).getFirst())
                .equivalent();
    }

    /** By how much their balance with each neighbour changed; what came in is what went out. */
    private static Optional<Event> carried(Happening happening, Party whom) {
        Map<Party, Long> changes = changes(happening, whom);
        String equivalent = equivalent(happening);
        List<Json> legs = new ArrayList<>();
        long carriedMinor = 0;
        for (Map.Entry<Party, Long> leg : changes.entrySet()) {
            if (leg.getValue() != 0) {
                legs.add(Json.object()
                        .put("neighbour", leg.getKey().pid().text())
                        .putIfPresent("neighbour_name", happening.name(leg.getKey()))
                        .put("change", happening.amount(leg.getValue(), equivalent))
                        .build());
                carriedMinor += Math.max(0, leg.getValue());
            }
        }
        return legs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Event(
                        "payment.carried",
                        Json.object()
                                .put("equivalent", equivalent)
                                .put("amount", happening.amount(carriedMinor, equivalent))
                                .put("legs", Json.of(legs))
                                .build()));
    }

    private static Map<Party, Long> changes(Happening happening, Party whom) {
        Map<Party, Long> changes = new LinkedHashMap<>();
        for (Operation operation : happening.transaction().operations()) {
            if (operation instanceof Operation.MoveDebt move) {
                LineEnds ends = happening.ends(move.line());
                if (ends.isOf(whom.number())) {
                    boolean creditor = ends.creditor().equals(whom);
                    boolean gains = (move.direction() == Direction.OWE) == creditor;
                    changes.merge(
                            creditor ? ends.debtor() : ends.creditor(),
                            gains ? move.amountMinor() : -move.amountMinor(),
                            Math::addExact);
                }
            }
        }
        return changes;
    }
}
