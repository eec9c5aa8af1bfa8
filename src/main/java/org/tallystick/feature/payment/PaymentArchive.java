package org.tallystick.feature.payment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;

/**
 * Payments that were made, for their two ends (API map: who sees what): the payer sees the whole of each route, the payee who
 * handed it over; whoever carried it does not find it by its id. Any thread but the node's own.
 */
final class PaymentArchive {

    private final Desk desk;
    private final LastingFacts facts;
    private final Directory directory;
    private final PaymentQueries queries;

    PaymentArchive(Desk desk, LastingFacts facts, Directory directory, PaymentQueries queries) {
        this.desk = desk;
        this.facts = facts;
        this.directory = directory;
        this.queries = queries;
    }

    Json payment(Pid caller, String txId) throws ApiError, InterruptedException {
        Party me = caller(caller, txId);
        PaymentRow row = find(me, txId);
        boolean sent = row.payer() == me.number();
        List<Operation> operations = desk.transaction(row.place())
                .orElseThrow(() -> new InvariantBroken("What was projected stands in history"))
                .transaction()
                .operations();
        List<TakenRoutes.Taken> routes = TakenRoutes.of(operations, facts.lines(TakenRoutes.lines(operations)));
        Map<Integer, Long> handedOver = new LinkedHashMap<>();
        Map<Integer, Party> people = new HashMap<>();
        for (TakenRoutes.Taken route : routes) {
            Party last = route.people().get(route.people().size() - 2);
            people.put(last.number(), last);
            handedOver.merge(last.number(), route.amountMinor(), Long::sum);
        }
        people.putAll(facts.parties(List.of(row.payer(), row.payee())));
        Map<Integer, String> names = directory.names(people.keySet());
        List<PaymentJson.Delivery> deliveries = handedOver.entrySet().stream()
                .map(hop -> new PaymentJson.Delivery(
                        Objects.requireNonNull(people.get(hop.getKey())).pid(),
                        Optional.ofNullable(names.get(hop.getKey())),
                        hop.getValue()))
                .toList();
        return PaymentJson.payment(shown(
                row,
                me.number(),
                people,
                names,
                precision(row),
                sent ? Optional.of(routes) : Optional.empty(),
                sent ? Optional.empty() : Optional.of(deliveries)));
    }

    private static PaymentJson.Shown shown(
            PaymentRow row,
            int me,
            Map<Integer, Party> people,
            Map<Integer, String> names,
            int precision,
            Optional<List<TakenRoutes.Taken>> routes,
            Optional<List<PaymentJson.Delivery>> deliveries) {
        return new PaymentJson.Shown(
                row.txId(),
                Optional.of(row.payer() == me ? "sent" : "received"),
                Objects.requireNonNull(people.get(row.payer())).pid(),
                Optional.ofNullable(names.get(row.payer())),
                Objects.requireNonNull(people.get(row.payee())).pid(),
                Optional.ofNullable(names.get(row.payee())),
                row.equivalent(),
                precision,
                row.amountMinor(),
                row.description(),
                routes,
                deliveries,
                row.timestampMs(),
                row.place().height());
    }

    private int precision(PaymentRow row) throws ApiError {
        return facts.precision(row.equivalent())
                .orElseThrow(() -> new InvariantBroken("A payment was made in a known unit"));
    }

    private Party caller(Pid caller, String txId) throws ApiError {
        return facts.party(caller).orElseThrow(() -> ApiError.of(ErrorCode.E015, "tx_id", txId));
    }

    private PaymentRow find(Party me, String txId) throws ApiError, InterruptedException {
        return desk.read(() -> queries.byTxId(txId, me.number()))
                .value()
                .orElseThrow(() -> ApiError.of(ErrorCode.E015, "tx_id", txId));
    }
}
