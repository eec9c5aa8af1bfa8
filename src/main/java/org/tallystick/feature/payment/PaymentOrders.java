package org.tallystick.feature.payment;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Hex;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.LineEnds;
import org.tallystick.http.Reply;
import org.tallystick.http.StatementDesk;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.Place;

/**
 * Takes payments. The hot path of a hub: beside submitting, a call asks the ledger thread only for lines that it has not met before,
 * and never the projection. Any thread.
 */
final class PaymentOrders {

    static final String ACTION = "payment.create";

    /** Refusals that mean that this payment was not made, whatever stands under its id; the others say nothing of the kind. */
    private static final Set<ErrorCode> ABORTED = EnumSet.of(
            ErrorCode.E001,
            ErrorCode.E002,
            ErrorCode.E003,
            ErrorCode.E004,
            ErrorCode.E006,
            ErrorCode.E007,
            ErrorCode.E011,
            ErrorCode.E015);

    private final Desk desk;
    private final StatementDesk statements;
    private final LastingFacts facts;
    private final PaymentArchive archive;

    PaymentOrders(Desk desk, StatementDesk statements, LastingFacts facts, PaymentArchive archive) {
        this.desk = desk;
        this.statements = statements;
        this.facts = facts;
        this.archive = archive;
    }

    Reply pay(Call call) throws ApiError, InterruptedException {
        Answer.Committed committed;
        try {
            committed = statements.submit(call, ACTION);
        } catch (ApiError refused) {
            PaymentArchive.Earlier earlier = tooLate(refused) ? earlier(call) : PaymentArchive.Earlier.NONE;
            if (earlier.same().isPresent()) {
                return Reply.ok(earlier.same().get());
            }
            throw ABORTED.contains(refused.code()) && !earlier.other() ? refused.with(aborted(call)) : refused;
        }
        Json answer = answer(call, committed);
        return (committed.replayed() ? Reply.ok(answer) : Reply.made(answer)).inBlock(committed.height());
    }

    /** An id is forgotten with the end of its statement; of a payment that was made before, nobody may hear that it was not. */
    private PaymentArchive.Earlier earlier(Call call) throws ApiError, InterruptedException {
        Optional<String> txId = text(call, "tx_id");
        return txId.isEmpty()
                ? PaymentArchive.Earlier.NONE
                : archive.earlier(
                        call.who().pid(),
                        txId.get(),
                        new PaymentArchive.Order(
                                call.bodyPid("to"), call.bodyText("equivalent"), call.bodyText("amount")));
    }

    private static boolean tooLate(ApiError refused) {
        return refused.code() == ErrorCode.E007
                && refused.details().find("field").equals(Optional.of(Json.of("valid_until")));
    }

    private static Optional<String> text(Call call, String name) {
        return call.body().find(name).filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
    }

    private Json.Obj aborted(Call call) throws ApiError {
        Optional<String> given = text(call, "tx_id");
        return Json.object()
                .put("tx_id", given.isPresent() ? given.get() : derivedId(call))
                .put("status", "ABORTED")
                .build();
    }

    /** The id of a statement that brings none does not depend on the key. */
    private String derivedId(Call call) throws ApiError {
        return Hex.encode(statements
                .statement(call, ACTION, call.who().pid(), desk.node().hubKey())
                .fingerprint());
    }

    private Json answer(Call call, Answer.Committed committed) throws ApiError {
        List<Operation> operations = committed.replayed() ? recorded(committed) : committed.operations();
        Map<UUID, LineEnds> lines = facts.lines(TakenRoutes.lines(operations));
        List<TakenRoutes.Taken> routes = TakenRoutes.of(operations, lines);
        String equivalent = call.bodyText("equivalent");
        int precision = facts.precision(equivalent)
                .orElseThrow(() -> new InvariantBroken("A payment was made in a known unit"));
        return PaymentJson.payment(new PaymentJson.Shown(
                committed.txId(),
                Optional.empty(),
                call.who().pid(),
                Optional.empty(),
                Objects.requireNonNull(routes.getFirst().people().getLast()).pid(),
                Optional.empty(),
                equivalent,
                precision,
                routes.stream().mapToLong(TakenRoutes.Taken::amountMinor).sum(),
                text(call, "description"),
                Optional.of(routes),
                Optional.empty(),
                committed.timestampMs(),
                committed.height()));
    }

    private List<Operation> recorded(Answer.Committed committed) throws ApiError {
        return desk.transaction(new Place(committed.height(), committed.position()))
                .orElseThrow(() -> new InvariantBroken("What was committed stands in history"))
                .transaction()
                .operations();
    }
}
