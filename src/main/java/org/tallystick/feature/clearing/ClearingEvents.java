package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.http.Wire;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Transaction;

/** What members of a circle of debts are told of it, cleared or proposed (API map: who sees what): amount, length and their own two edges. */
public final class ClearingEvents implements EventMaker {

    /** Own two edges name all members of a circle up to this length. */
    private static final int KNOWN_WHOLE = 3;

    @Override
    public boolean knows(Transaction transaction) {
        String type = transaction.frame().type();
        return type.equals(ClearingTransactions.CYCLE) || type.equals(ClearingTransactions.PROPOSE);
    }

    @Override
    public List<UUID> lines(Transaction transaction) {
        return transaction.frame().type().equals(ClearingTransactions.PROPOSE)
                ? List.copyOf(ClearingTransactions.legs(transaction.facts()).keySet())
                : List.of();
    }

    @Override
    public Optional<Event> event(Happening happening, Party whom) {
        return happening.transaction().frame().type().equals(ClearingTransactions.PROPOSE)
                ? Optional.of(proposed(happening, whom))
                : completed(happening, whom);
    }

    private static Event proposed(Happening happening, Party whom) {
        List<LineEnds> own = new ArrayList<>();
        boolean asksYou = false;
        Map<UUID, Boolean> legs =
                ClearingTransactions.legs(happening.transaction().facts());
        for (Map.Entry<UUID, Boolean> leg : legs.entrySet()) {
            LineEnds ends = happening.ends(leg.getKey());
            if (ends.isOf(whom.number())) {
                own.add(ends);
                asksYou |= leg.getValue() && ends.creditor().equals(whom);
            }
        }
        ClearingTransactions.Head head =
                ClearingTransactions.head(happening.transaction().facts());
        return new Event(
                "clearing.proposed",
                Json.object()
                        .put("id", head.id())
                        .put("equivalent", head.equivalent())
                        .put("amount", head.amount())
                        .put("length", legs.size())
                        .put("expires_at", Wire.time(head.expiresAtMs()))
                        .put("asks_you", asksYou)
                        .put("edges", edges(happening, own))
                        .build());
    }

    private static Optional<Event> completed(Happening happening, Party whom) {
        List<Operation.MoveDebt> moves = happening.transaction().operations().stream()
                .filter(Operation.MoveDebt.class::isInstance)
                .map(Operation.MoveDebt.class::cast)
                .toList();
        List<LineEnds> own = moves.stream()
                .map(move -> happening.ends(move.line()))
                .filter(ends -> ends.isOf(whom.number()))
                .toList();
        Optional<LineEnds> owed =
                own.stream().filter(ends -> ends.debtor().equals(whom)).findFirst();
        if (owed.isEmpty()) {
            return Optional.empty();
        }
        String equivalent = owed.get().equivalent();
        String amount = happening.amount(moves.getFirst().amountMinor(), equivalent);
        Json.ObjBuilder payload = Json.object()
                .put("tx_id", happening.transaction().frame().txId())
                .put("equivalent", equivalent)
                .put("amount", amount)
                .put("my_debt_reduced", amount)
                .put("length", moves.size())
                .put("edges", edges(happening, own));
        if (moves.size() <= KNOWN_WHOLE) {
            payload.put("cycle", cycle(happening, moves, whom));
        }
        return Optional.of(new Event("clearing.completed", payload.build()));
    }

    private static Json edges(Happening happening, List<LineEnds> own) {
        List<Json> edges = new ArrayList<>();
        for (LineEnds ends : own) {
            edges.add(Json.object()
                    .put("debtor", ends.debtor().pid().text())
                    .putIfPresent("debtor_name", happening.name(ends.debtor()))
                    .put("creditor", ends.creditor().pid().text())
                    .putIfPresent("creditor_name", happening.name(ends.creditor()))
                    .build());
        }
        return Json.of(edges);
    }

    /** From whoever is told all around back to them, each owing the next. */
    private static Json cycle(Happening happening, List<Operation.MoveDebt> moves, Party whom) {
        List<Json> around = new ArrayList<>();
        around.add(Json.of(whom.pid().text()));
        Party at = whom;
        for (int step = 0; step < moves.size(); step++) {
            Party debtor = at;
            at = moves.stream()
                    .map(move -> happening.ends(move.line()))
                    .filter(ends -> ends.debtor().equals(debtor))
                    .map(LineEnds::creditor)
                    .findFirst()
                    .orElse(debtor);
            around.add(Json.of(at.pid().text()));
        }
        return Json.of(around);
    }
}
