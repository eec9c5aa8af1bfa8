package org.tallystick.sync.reference;

import static org.tallystick.sync.reference.StubReplies.body;
import static org.tallystick.sync.reference.StubReplies.detail;
import static org.tallystick.sync.reference.StubReplies.error;
import static org.tallystick.sync.reference.StubReplies.items;
import static org.tallystick.sync.reference.StubReplies.missing;
import static org.tallystick.sync.reference.StubReplies.ok;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.sync.QuickSockets;
import org.tallystick.sync.reference.ReferenceBooks.Member;
import org.tallystick.sync.reference.ReferenceBooks.Payment;
import org.tallystick.sync.reference.StubReplies.Failure;

/**
 * A hub of the reference dialect as its fact sheet describes it (GEO facts §0 to §9), with its oddities: bare bodies, {@code detail},
 * eight decimals, conflicts under load, payments shown as aborted while they are under way, and a socket that says little.
 */
public final class ReferenceStub implements AutoCloseable {

    private static final String BASE = "/api/v1";

    private final MockWebServer server = new MockWebServer();
    private final ReferenceBooks books = new ReferenceBooks();
    private final ReferenceSockets sockets = new ReferenceSockets();
    private final StubPeople people = new StubPeople(books);
    private final StubLines lines = new StubLines(books, people);
    private final StubPayments payments = new StubPayments(books, people, sockets);
    private final StubBalances balances = new StubBalances(books, people);
    private final List<String> asked = new ArrayList<>();
    private int callsLeft = Integer.MAX_VALUE;

    /** Begins to serve on loopback with one equivalent. */
    public ReferenceStub() {
        books.equivalents.put("HOUR", 2);
        server.setServerSocketFactory(new QuickSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (ReferenceStub.this) {
                    return answer(request);
                }
            }
        });
        try {
            server.start();
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    /** Where it is, without the path. */
    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /**
     * The next payments are refused with a conflict that may be tried again.
     *
     * @param kept whether each is kept as aborted, so that only another id helps
     */
    public synchronized void conflict(int times, boolean kept) {
        payments.conflicts = times;
        payments.conflictsAreKept = kept;
    }

    /** A payment is shown as aborted until {@link #done}; it is committed all the same. */
    public synchronized void keepUnderWay(String txId) {
        payments.underWay = Optional.of(txId);
    }

    /** What was under way is done. */
    public synchronized void done() {
        payments.underWay = Optional.empty();
    }

    /** From now on payments are done and their answers never arrive. */
    public synchronized void loseAnswers(boolean lose) {
        payments.lateAnswers = lose;
    }

    /** All access tokens are over. */
    public synchronized void expireTokens() {
        people.expireAccess();
    }

    /** All tokens are over, as after a restart. */
    public synchronized void expireLogins() {
        people.expireAll();
    }

    /** From now on this is what there is to sign for a login. */
    public synchronized void challengeWith(String text) {
        people.challengeWith(text);
    }

    /** Takes so many calls more and refuses all others as too many. */
    public synchronized void takeOnly(int calls) {
        callsLeft = calls;
    }

    /** Something more can be owed in. */
    public synchronized void define(String code, int precision) {
        books.equivalents.put(code, precision);
    }

    /** Debts appear that are on no line, as repairs by an admin make them. */
    synchronized ReferenceBooks books() {
        return books;
    }

    /** What was asked, such as {@code GET /balance}, in order. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Whether somebody asked what stops such a hub for good. */
    public synchronized boolean isHung() {
        return payments.hung;
    }

    /** Somebody is frozen. */
    public synchronized void freeze(Pid pid) {
        books.members.get(pid.text()).status = "suspended";
    }

    /** The sockets say nothing any more and stay open. */
    public void silence() {
        sockets.silence();
    }

    /** The sockets say more at once than any hub does. */
    public void flood() {
        sockets.flood();
    }

    /** The sockets break. */
    public void cutSockets() {
        sockets.cut();
    }

    /** How many sockets were opened in all. */
    public int socketsOpened() {
        return sockets.opened();
    }

    /** How many sockets are subscribed to what is told. */
    public long subscribed() {
        return sockets.subscribed();
    }

    /** How many sockets are open. */
    public int sockets() {
        return sockets.count();
    }

    /** How many payments were committed. */
    public synchronized long committed() {
        return books.payments.values().stream()
                .filter(payment -> payment.status().equals("COMMITTED"))
                .count();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        try {
            if (path.equals("/health")) {
                return ok(Json.object()
                        .put("status", "ok")
                        .put("version", "0.1.0")
                        .build());
            }
            if (!path.startsWith(BASE + "/")) {
                return detail(404, "Not Found");
            }
            String route = path.substring(BASE.length());
            asked.add(request.getMethod() + " " + route);
            if (callsLeft-- <= 0 && !route.equals("/ws")) {
                return error(
                        429,
                        "E009",
                        "Too many requests",
                        Json.object()
                                .put("window_seconds", 60)
                                .put("limit", 120)
                                .build());
            }
            return route(request, route);
        } catch (Failure failure) {
            return failure.response();
        } catch (MalformedJson | MalformedIdentity | NumberFormatException malformed) {
            return error(422, "E009", "Validation error", Json.Obj.EMPTY);
        }
    }

    private MockResponse route(RecordedRequest request, String path) throws Failure, MalformedJson, MalformedIdentity {
        return switch (request.getMethod() + " " + path) {
            case "POST /auth/challenge" -> people.challenge(body(request));
            case "POST /auth/login" -> people.login(body(request));
            case "POST /auth/refresh" -> people.refresh(body(request));
            case "POST /participants" -> people.register(body(request));
            case "GET /participants/me" -> ok(StubPeople.participant(people.me(request)));
            case "GET /participants", "GET /participants/search" -> people.search(request);
            case "GET /equivalents" -> equivalents(request);
            case "GET /trustlines" -> lines.lines(request);
            case "POST /trustlines" -> lines.open(people.me(request), body(request));
            case "GET /payments" -> payments.payments(request);
            case "POST /payments" -> payments.pay(people.me(request), body(request));
            case "GET /payments/capacity" -> payments.capacity(request);
            case "GET /payments/max-flow" -> payments.maxFlow(request);
            case "GET /balance" -> balances.balance(people.me(request));
            case "GET /balance/debts" -> balances.debts(request);
            case "GET /ws" -> socket(request);
            default -> byId(request, path);
        };
    }

    private MockResponse equivalents(RecordedRequest request) throws Failure {
        people.me(request);
        return items(books.equivalents.entrySet().stream()
                .map(unit -> (Json) Json.object()
                        .put("code", unit.getKey())
                        .put("symbol", "h")
                        .put("description", Json.Null.NULL)
                        .put("precision", unit.getValue())
                        .put("metadata", Json.Obj.EMPTY)
                        .put("is_active", true)
                        .put("created_at", "2026-01-01T00:00:00.123456Z")
                        .put("updated_at", "2026-01-01T00:00:00.123456Z")
                        .build())
                .toList());
    }

    private MockResponse byId(RecordedRequest request, String path) throws Failure, MalformedJson, MalformedIdentity {
        String[] parts = path.substring(1).split("/", 3);
        boolean reads = request.getMethod().equals("GET");
        if (parts.length == 2 && parts[0].equals("participants") && reads) {
            people.me(request);
            Member member = books.members.get(parts[1]);
            return member == null ? missing("Participant not found") : ok(StubPeople.participant(member));
        }
        if (parts.length == 2 && parts[0].equals("payments") && reads) {
            Member me = people.me(request);
            Payment payment = books.payments.get(parts[1]);
            return payment == null
                            || !(payment.from().equals(me.pid) || payment.to().equals(me.pid))
                    ? missing("Transaction not found")
                    : ok(payments.result(payment));
        }
        return parts.length == 2 && parts[0].equals("trustlines")
                ? lines.line(request, parts[1])
                : detail(404, "Not Found");
    }

    private MockResponse socket(RecordedRequest request) {
        String protocols = request.getHeaders().get("Sec-WebSocket-Protocol");
        String[] named = protocols == null ? new String[0] : protocols.split(",");
        String pid = named.length == 2 && named[0].strip().equals("bearer")
                ? people.holder(named[1].strip()).orElse(null)
                : null;
        if (pid == null) {
            return new MockResponse.Builder().code(403).build();
        }
        return new MockResponse.Builder()
                .addHeader("Sec-WebSocket-Protocol", "bearer")
                .webSocketUpgrade(sockets.open(pid))
                .build();
    }

    @Override
    public void close() {
        sockets.cut();
        server.close();
    }
}
