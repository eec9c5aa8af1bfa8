package org.tallystick.feature.trust;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.http.Event;
import org.tallystick.http.EventMaker;
import org.tallystick.http.Happening;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Transaction;

/** What the two parties of a trust line are told of it (seed 004 §7). */
public final class TrustEvents implements EventMaker {

    private static final Set<String> TYPES = Set.of("trustline.create", "trustline.update", "trustline.close");
    private static final String PREVIOUS = "previous_limit";
    private static final String LIMIT = "limit";
    private static final String STATUS = "status";

    @Override
    public boolean knows(Transaction transaction) {
        return TYPES.contains(transaction.frame().type());
    }

    @Override
    public Optional<Event> event(Happening happening, Party whom) {
        for (Operation operation : happening.transaction().operations()) {
            Optional<Event> event = event(happening, whom, operation);
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    private static Optional<Event> event(Happening happening, Party whom, Operation operation) {
        return switch (operation) {
            case Operation.OpenLine open ->
                told(
                        happening,
                        whom,
                        "trustline.created",
                        open.line(),
                        Json.object()
                                .put(LIMIT, happening.amount(open.limitMinor(), open.equivalent()))
                                .put(STATUS, LineStatus.ACTIVE.word()));
            case Operation.ChangeLine change ->
                told(happening, whom, "trustline.updated", change.line(), changed(happening, change));
            case Operation.CloseLine close ->
                told(
                        happening,
                        whom,
                        "trustline.closed",
                        close.line(),
                        Json.object()
                                .putIfPresent(PREVIOUS, limitBefore(happening))
                                .put(STATUS, LineStatus.CLOSED.word()));
            default -> Optional.empty();
        };
    }

    /** The limit is said also where only something else changed, if it is known. */
    private static Json.ObjBuilder changed(Happening happening, Operation.ChangeLine change) {
        Optional<String> before = limitBefore(happening);
        Optional<String> limit = change.limitMinor().isPresent()
                ? Optional.of(happening.amount(
                        change.limitMinor().getAsLong(),
                        happening.ends(change.line()).equivalent()))
                : before;
        Json.ObjBuilder json = Json.object()
                .putIfPresent(LIMIT, limit)
                .putIfPresent(PREVIOUS, before)
                .putIfPresent(STATUS, change.status().map(LineStatus::word));
        return change.policy().isPresent() ? json.put("policy_changed", true) : json;
    }

    /** What signed history says about the limit until then; journals of early versions do not. */
    private static Optional<String> limitBefore(Happening happening) {
        for (Json.Obj fact : happening.transaction().facts()) {
            if (fact.find("fact").equals(Optional.of(Json.of("before")))) {
                return fact.find(LIMIT).filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
            }
        }
        return Optional.empty();
    }

    private static Optional<Event> told(
            Happening happening, Party whom, String type, UUID line, Json.ObjBuilder payload) {
        LineEnds ends = happening.ends(line);
        return ends.isOf(whom.number())
                ? Optional.of(new Event(
                        type,
                        payload.put("id", line.toString())
                                .put("from", ends.creditor().pid().text())
                                .putIfPresent("from_name", happening.name(ends.creditor()))
                                .put("to", ends.debtor().pid().text())
                                .putIfPresent("to_name", happening.name(ends.debtor()))
                                .put("equivalent", ends.equivalent())
                                .build()))
                : Optional.empty();
    }
}
