package org.tallystick.hub.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.clearing.ClearingEvents;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.feature.participant.ParticipantEvents;
import org.tallystick.feature.participant.PeopleDirectory;
import org.tallystick.feature.payment.PaymentEvents;
import org.tallystick.feature.trust.TrustEvents;
import org.tallystick.http.ApiError;
import org.tallystick.http.Call;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Reply;
import org.tallystick.http.Route;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubServer;
import org.tallystick.hub.HubSettings;
import org.tallystick.hub.Meters;
import org.tallystick.hub.Rates;
import org.tallystick.hub.auth.Auth;
import org.tallystick.hub.auth.AuthLimits;
import org.tallystick.hub.auth.Families;
import org.tallystick.hub.auth.FamiliesOpening;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.ReadyFolder;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** A node with its WebSocket at a free port of loopback, and people who know how to log in. */
final class LiveHub implements AutoCloseable {

    final SetClock clock = new SetClock(1_800_000_000_000L);
    final TestNode node;
    final Auth auth;
    final LiveSockets sockets;
    final AtomicInteger refused = new AtomicInteger();
    final OkHttpClient client = new OkHttpClient.Builder()
            .pingInterval(0, TimeUnit.SECONDS)
            .connectTimeout(20, TimeUnit.SECONDS)
            .build();
    private final HubServer server;

    /** A hub at which Ann, Bob, Cat and Dan are; Ann, Bob and Cat trust each other in HOUR. */
    LiveHub(Path folder, LiveLimits limits) throws IOException {
        ReadyFolder.put(folder.resolve("node"), LiveHub.class, this::makePeople);
        node = TestNode.open(folder.resolve("node"), clock);
        Desk desk = new Desk(node.node);
        PeopleDirectory directory = new PeopleDirectory(desk);
        Families families = ((FamiliesOpening.Opened)
                        Families.open(folder.resolve("hub"), node.node.hub(), AuthLimits.DEFAULT, clock))
                .families();
        auth = new Auth(families, new byte[32], desk, directory, AuthLimits.DEFAULT, clock, Randomness.seeded(7));
        sockets = new LiveSockets(
                new LiveSockets.Ground(
                        desk,
                        new LastingFacts(desk),
                        new ExplorerQueries(node.node.store()),
                        directory,
                        List.of(new PaymentEvents(), new TrustEvents(), new ClearingEvents(), new ParticipantEvents()),
                        auth),
                limits,
                clock);
        server = new HubServer(
                HubSettings.loopback(0).withLimits(HubLimits.DEFAULT.unrated()),
                List.of(),
                (token, needed) -> {
                    throw ApiError.of(ErrorCode.E016);
                },
                () -> Rates.DEFAULT,
                new Meters(clock),
                clock,
                new Ids(clock, Randomness.seeded(8)),
                (config, door) -> sockets.mount(config, "/ws", new CountingDoor(door)));
        server.start();
    }

    /** Counts who is refused. */
    private final class CountingDoor implements Door {

        private final Door door;

        CountingDoor(Door door) {
            this.door = door;
        }

        @Override
        public void admit(HttpServletRequest request, HttpServletResponse response) throws ApiError {
            door.admit(request, response);
        }

        @Override
        public void refused(HttpServletRequest request) throws ApiError {
            refused.incrementAndGet();
            door.refused(request);
        }

        @Override
        public byte[] failure(ApiError error) {
            return door.failure(error);
        }
    }

    private void makePeople(Path folder) throws IOException {
        try (TestNode made = TestNode.create(folder, clock)) {
            made.define("HOUR", 2);
            for (String name : List.of("Ann", "Bob", "Cat", "Dan")) {
                made.register(name);
            }
            committed(made.trust("Bob", "Ann", "HOUR", "1000.00"));
            committed(made.trust("Cat", "Bob", "HOUR", "1000.00"));
        }
    }

    void trust(String from, String to, String limit) {
        committed(node.trust(from, to, "HOUR", limit));
    }

    void pay(String from, String to, String amount, String txId) {
        committed(node.pay(from, to, "HOUR", amount, txId));
    }

    void submit(String name, String action, Json.Obj fields) {
        committed(node.submit(SignedStatement.sign(TestNode.key(name), action, node.node.hub(), fields)));
    }

    static void committed(Answer answer) {
        if (!(answer instanceof Answer.Committed)) {
            throw new AssertionError("It was refused: " + answer);
        }
    }

    /** Logs in by the routes' handlers. */
    Json.Obj logIn(String name) throws Exception {
        String pid = TestNode.pid(name).text();
        String challenge = call("createChallenge", Json.object().put("pid", pid).build(), "")
                .text("challenge");
        return call(
                "login",
                Json.object()
                        .put("pid", pid)
                        .put("challenge", challenge)
                        .put(
                                "signature",
                                TestNode.key(name)
                                        .sign(challenge.getBytes(UTF_8))
                                        .text())
                        .build(),
                "");
    }

    Json.Obj call(String name, Json.Obj body, String token) throws Exception {
        Route route = auth.routes().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Reply reply = route.handler()
                .answer(new Call(
                        route,
                        Optional.empty(),
                        java.util.Map.of(),
                        body,
                        Optional.empty(),
                        new Call.Origin("", "", token)));
        return reply instanceof Reply.Data data ? (Json.Obj) data.data() : Json.Obj.EMPTY;
    }

    String token(String name) throws Exception {
        return logIn(name).text("access_token");
    }

    String url(String query) {
        return "http://127.0.0.1:" + server.port() + "/api/v1/ws" + query;
    }

    Ear listen(Request.Builder request) {
        return new Ear(client, request.build());
    }

    Ear listen(String name) throws Exception {
        return listen(new Request.Builder().url(url("?token=" + token(name))));
    }

    /** A socket without a client around it, greeted. */
    Socket bare(String token) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Authorization: Bearer " + token + "\r\n\r\n")
                        .getBytes(UTF_8));
        if (!heard(socket, "\"type\":\"hello\"")) {
            throw new AssertionError("No greeting");
        }
        return socket;
    }

    /** Reads until a text was there. */
    static boolean heard(Socket socket, String wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < 10_000) {
            int one = socket.getInputStream().read();
            if (one < 0) {
                return false;
            }
            text.append((char) one);
            if (text.toString().endsWith(wanted)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        sockets.close();
        client.dispatcher().executorService().shutdown();
        // A server that stops waits a while for connections that may be used again.
        client.connectionPool().evictAll();
        server.close();
        auth.close();
        node.close();
    }
}
