package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Json;
import org.tallystick.feature.explorer.OwnParts;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Directory;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.http.Page;
import org.tallystick.http.Reply;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Node;
import org.tallystick.node.NodeView;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Proof;

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

    /**
     * What a payer asked for.
     *
     * @param amount as it was written
     */
    record Order(Pid to, String equivalent, String amount) {}

    /**
     * What somebody made under an id before.
     *
     * @param same the payment, if it is the one that they ask for
     * @param other whether it is another one
     */
    record Earlier(Optional<Json> same, boolean other) {

        static final Earlier NONE = new Earlier(Optional.empty(), false);
    }

    /** What somebody made under an id before. */
    Earlier earlier(Pid caller, String txId, Order order) throws ApiError, InterruptedException {
        Optional<Party> me = facts.party(caller);
        if (me.isEmpty()) {
            return Earlier.NONE;
        }
        Optional<PaymentRow> row = desk.read(() -> queries.byTxId(txId, me.get().number()))
                .value()
                .filter(found -> found.payer() == me.get().number());
        if (row.isEmpty()) {
            return Earlier.NONE;
        }
        boolean same = facts.party(order.to())
                        .filter(payee -> payee.number() == row.get().payee())
                        .isPresent()
                && row.get().equivalent().equals(order.equivalent())
                && DecimalText.parse(order.amount(), precision(row.get())) instanceof ParsedAmount.Ok(long amountMinor)
                && amountMinor == row.get().amountMinor();
        return same ? new Earlier(Optional.of(payment(caller, txId)), false) : new Earlier(Optional.empty(), true);
    }

    /** A page of the payments that somebody made or got, without their routes, the latest first. */
    Reply payments(Pid caller, AccountHistory.PaymentFilter filter, Page page) throws ApiError, InterruptedException {
        Optional<Party> me = facts.party(caller);
        if (me.isEmpty()) {
            return new Reply.Listed(List.of(), page, 0);
        }
        PaymentQueries.Counted found = desk.read(
                        () -> queries.ofAccount(me.get().number(), filter, page.offset(), page.size()))
                .value();
        Set<Integer> accounts = new HashSet<>();
        Set<String> units = new HashSet<>();
        for (PaymentRow row : found.payments()) {
            accounts.add(row.payer());
            accounts.add(row.payee());
            units.add(row.equivalent());
        }
        Map<Integer, Party> people = facts.parties(accounts);
        Map<Integer, String> names = directory.names(accounts);
        Map<String, Integer> precisions = facts.precisions(units);
        List<Json> items = new ArrayList<>();
        for (PaymentRow row : found.payments()) {
            items.add(PaymentJson.payment(shown(
                    row,
                    me.get().number(),
                    people,
                    names,
                    Objects.requireNonNull(precisions.get(row.equivalent()), "A payment was made in a known unit"),
                    Optional.empty(),
                    Optional.empty())));
        }
        return new Reply.Listed(items, page, found.total());
    }

    /** What proves a payment to a stranger, as far as one of its ends may see it (format of signed history, §10). */
    Json receipt(Pid caller, String txId) throws ApiError, InterruptedException {
        Party me = caller(caller, txId);
        PaymentRow row = find(me, txId);
        Block block = desk.block(row.place().height())
                .orElseThrow(() -> new InvariantBroken("What was projected stands in history"));
        Node node = desk.node();
        Proof proof = Proof.of(
                node.hub(),
                node.hubKey(),
                block,
                row.place().position(),
                OwnParts.seen(caller, block.transactions().get(row.place().position()), facts));
        BlockHeader head = desk.ask(NodeView::tip);
        return PaymentJson.receipt(row.txId(), proof, block.hash(), head);
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
