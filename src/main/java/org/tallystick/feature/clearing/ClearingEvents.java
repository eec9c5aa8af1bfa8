package org.tallystick.feature.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Transaction;

/** What members of a circle of debts are told of it (API map: who sees what): amount, length and their own two edges. */
public final class ClearingEvents implements EventMaker {

    /** Own two edges name all members of a circle up to this length. */
    private static final int KNOWN_WHOLE = 3;

    @Override
    public boolean knows(Transaction transaction) {
        return transaction.frame().type().equals("clearing.cycle");
    }

    @Override
    public Optional<Event> event(Happening happening, Party whom) {
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
