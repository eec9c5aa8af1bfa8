package org.tallystick.sync.reference;

import static org.tallystick.sync.reference.StubReplies.body;
import static org.tallystick.sync.reference.StubReplies.error;
import static org.tallystick.sync.reference.StubReplies.items;
import static org.tallystick.sync.reference.StubReplies.missing;
import static org.tallystick.sync.reference.StubReplies.now;
import static org.tallystick.sync.reference.StubReplies.ok;
import static org.tallystick.sync.reference.StubReplies.page;
import static org.tallystick.sync.reference.StubReplies.query;
import static org.tallystick.sync.reference.StubReplies.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.sync.reference.ReferenceBooks.Member;
import org.tallystick.sync.reference.ReferenceBooks.Payment;
import org.tallystick.sync.reference.ReferenceBooks.Route;
import org.tallystick.sync.reference.StubReplies.Failure;

/** The payments of a reference hub, with its conflicts, its lost answers and what it shows too early (GEO facts §3, §6). */
final class StubPayments {

    private final ReferenceBooks books;
    private final StubPeople people;
    private final ReferenceSockets sockets;
    int conflicts;
    boolean conflictsAreKept;
    boolean lateAnswers;
    boolean hung;
    Optional<String> underWay = Optional.empty();

    StubPayments(ReferenceBooks books, StubPeople people, ReferenceSockets sockets) {
        this.books = books;
        this.people = people;
        this.sockets = sockets;
    }

    private Member me(RecordedRequest request) throws Failure {
        return people.me(request);
    }

    MockResponse capacity(RecordedRequest request) throws Failure {
        Member me = me(request);
        String amount = query(request, "amount").orElse("0");
        boolean can = query(request, "equivalent")
                .filter(books.equivalents::containsKey)
                .flatMap(unit -> books.route(me.pid, query(request, "to").orElse(""), unit, new BigDecimal(amount)))
                .isPresent();
        return ok(Json.object()
                .put("can_pay", can)
                .put("max_amount", can ? amount : "0")
                .put("routes_count", can ? 1 : 0)
                .put("estimated_hops", can ? 1 : 0)
                .build());
    }

    MockResponse maxFlow(RecordedRequest request) throws Failure {
        Member me = me(request);
        String to = query(request, "to").orElse("");
        if (to.equals(me.pid)) {
            hung = true;
            throw new Failure(StubReplies.broken());
        }
        return ok(Json.object()
                .put(
                        "max_amount",
                        ReferenceBooks.stored(books.maxFlow(
                                me.pid, to, query(request, "equivalent").orElse(""))))
                .put("paths", Json.of(List.of()))
                .put("bottlenecks", Json.of(List.of()))
                .put("algorithm", "Edmonds-Karp (BFS)")
                .put("computed_at", now().replace("Z", "+00:00"))
                .build());
    }

    MockResponse pay(Member me, Json.Obj body) throws Failure, MalformedJson, MalformedIdentity {
        String amount = body.text("amount");
        if (!amount.matches("-?[0-9]{1,50}(\\.[0-9]{1,18})?")) {
            throw new Failure(error(400, "E009", "Invalid amount format", Json.Obj.EMPTY));
        }
        if (new BigDecimal(amount).signum() <= 0) {
            throw new Failure(error(400, "E009", "Amount must be positive", Json.Obj.EMPTY));
        }
        String txId = body.text("tx_id");
        String to = body.text("to");
        if (!txId.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw new Failure(error(400, "E009", "Invalid tx_id", Json.Obj.EMPTY));
        }
        if (!books.members.containsKey(to)) {
            return missing("Receiver not found");
        }
        if (to.equals(me.pid)) {
            throw new Failure(error(400, "E009", "Cannot pay yourself", Json.Obj.EMPTY));
        }
        if (!books.equivalents.containsKey(body.text("equivalent"))) {
            return missing("Equivalent not found");
        }
        Json.Obj signed = body.without("signature");
        for (Map.Entry<String, Json> field : body.fields().entrySet()) {
            boolean known = List.of("tx_id", "to", "equivalent", "amount", "description", "constraints")
                    .contains(field.getKey());
            if (field.getValue() instanceof Json.Null
                    || (!known && !field.getKey().equals("signature"))) {
                // Fields that it does not know are ignored, and not signed.
                signed = signed.without(field.getKey());
            }
        }
        verify(PublicKey.parse(me.publicKey), signed, body);
        String fingerprint = Hex.encode(Sha256.of(CanonicalJson.bytes(signed)));
        Payment before = books.payments.get(txId);
        if (before != null) {
            return again(me, before, fingerprint);
        }
        if (conflicts > 0) {
            conflicts--;
            if (conflictsAreKept) {
                books.payments.put(txId, payment(me, body, fingerprint, "ABORTED", List.of()));
            }
            throw new Failure(error(
                    409,
                    "E008",
                    "Database conflict",
                    Json.object()
                            .put("retryable", true)
                            .put("conflict_kind", "database_concurrency")
                            .build()));
        }
        String equivalent = body.text("equivalent");
        Optional<List<Route>> routes = books.route(me.pid, to, equivalent, new BigDecimal(amount));
        if (routes.isEmpty()) {
            throw new Failure(error(400, "E002", "Insufficient capacity", Json.Obj.EMPTY));
        }
        books.move(routes.get(), equivalent);
        Payment payment = payment(me, body, fingerprint, "COMMITTED", routes.get());
        books.payments.put(txId, payment);
        sockets.tell(
                to,
                Json.object()
                        .put("event", "payment.received")
                        .put(
                                "payload",
                                Json.object()
                                        .put("tx_id", txId)
                                        .put("from", me.pid)
                                        .put("to", to)
                                        .put("equivalent", equivalent)
                                        .put("amount", amount)
                                        .build())
                        .build());
        if (lateAnswers) {
            return new MockResponse.Builder()
                    .code(200)
                    .body("{\"tx_id\"")
                    .headersDelay(30, TimeUnit.SECONDS)
                    .build();
        }
        return ok(result(payment));
    }

    MockResponse again(Member me, Payment before, String fingerprint) throws Failure {
        if (!before.from().equals(me.pid)) {
            throw new Failure(error(409, "E008", "tx_id already used", Json.Obj.EMPTY));
        }
        if (!before.fingerprint().equals(fingerprint)) {
            throw new Failure(error(409, "E008", "tx_id already used for a different request", Json.Obj.EMPTY));
        }
        if (underWay.filter(before.txId()::equals).isPresent()) {
            throw new Failure(error(409, "E008", "Payment with same tx_id is in progress", Json.Obj.EMPTY));
        }
        return ok(result(before));
    }

    private static Payment payment(Member me, Json.Obj body, String fingerprint, String status, List<Route> routes)
            throws MalformedJson {
        return new Payment(
                body.text("tx_id"),
                me.pid,
                body.text("to"),
                body.text("equivalent"),
                body.text("amount"),
                fingerprint,
                status,
                routes,
                now());
    }

    private String shownStatus(Payment payment) {
        return underWay.filter(payment.txId()::equals).isPresent() ? "ABORTED" : payment.status();
    }

    Json.Obj result(Payment payment) {
        boolean shown = underWay.filter(payment.txId()::equals).isEmpty();
        boolean committed = shownStatus(payment).equals("COMMITTED");
        Json.ObjBuilder json = Json.object()
                .put("tx_id", payment.txId())
                .put("status", committed ? "COMMITTED" : "ABORTED")
                .put("from", payment.from())
                .put("to", payment.to())
                .put("equivalent", payment.equivalent())
                .put("amount", new BigDecimal(payment.amount()).toString())
                .put("created_at", payment.createdAt());
        if (committed) {
            json.put(
                            "routes",
                            Json.of(payment.routes().stream()
                                    .map(route -> (Json) Json.object()
                                            .put(
                                                    "path",
                                                    Json.of(route.path().stream()
                                                            .map(Json::of)
                                                            .toList()))
                                            .put("amount", route.amount().toString())
                                            .build())
                                    .toList()))
                    .put("committed_at", payment.createdAt())
                    .put("error", Json.Null.NULL);
        } else {
            json.put("routes", Json.Null.NULL).put("committed_at", Json.Null.NULL);
            json.put(
                    "error",
                    shown
                            ? Json.object()
                                    .put("code", "E008")
                                    .put("message", "Database conflict")
                                    .put("details", Json.Obj.EMPTY)
                                    .build()
                            : Json.Null.NULL);
        }
        return json.build();
    }

    MockResponse payments(RecordedRequest request) throws Failure {
        Member me = me(request);
        String direction = query(request, "direction").orElse("all");
        String status = query(request, "status").orElse("all");
        List<Json> found = new ArrayList<>();
        for (Payment payment : new ArrayList<>(books.payments.values()).reversed()) {
            boolean sent = payment.from().equals(me.pid) && !direction.equals("received");
            boolean received = payment.to().equals(me.pid) && !direction.equals("sent");
            boolean wanted = status.equals("all") || status.equals(shownStatus(payment));
            if ((sent || received) && wanted) {
                found.add(result(payment));
            }
        }
        return items(page(request, found));
    }
}
