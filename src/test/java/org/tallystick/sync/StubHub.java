package org.tallystick.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

/** A socket on loopback that answers what a test says: a hub that can lie, fail and be silent. */
public final class StubHub implements AutoCloseable {

    final KeyPair key = key("hub");
    final MockWebServer server = new MockWebServer();
    final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Function<RecordedRequest, MockResponse>> routes = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final boolean tls;

    public StubHub() {
        this(null);
    }

    StubHub(@Nullable SSLSocketFactory sockets) {
        tls = sockets != null;
        server.setServerSocketFactory(new QuickSockets());
        if (sockets != null) {
            server.useHttps(sockets);
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request);
                String path = request.getUrl().encodedPath().substring(HubAddress.BASE.length());
                Function<RecordedRequest, MockResponse> route = routes.get(request.getMethod() + " " + path);
                return route == null ? error(404, "E015", "reason", "route") : route.apply(request);
            }
        });
        try {
            server.start();
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    static Ids ids() {
        return new Ids(Clock.system(), Randomness.seeded(7));
    }

    public HubAddress address() {
        return HubAddress.parse((tls ? "https" : "http") + "://localhost:" + server.getPort())
                .orElseThrow();
    }

    /** A way to it whose waits are short. */
    public HubHttp http() {
        return http(Pins.inMemory());
    }

    HubHttp http(Pins pins) {
        HttpLimits quick = new HttpLimits(2_000, 5_000, 5_000, 10_000, 64 << 10);
        return new HubHttp(address(), new HubHttp.Ground(false, pins, Optional.empty(), quick), ids());
    }

    public StubHub on(String route, Function<RecordedRequest, MockResponse> answer) {
        routes.put(route, answer);
        return this;
    }

    StubHub on(String route, MockResponse answer) {
        return on(route, request -> answer);
    }

    /** How often a route was asked. */
    long count(String route) {
        return asked.stream()
                .filter(request -> route.equals(request.getMethod() + " "
                        + request.getUrl().encodedPath().substring(HubAddress.BASE.length())))
                .count();
    }

    public static MockResponse said(Json data) {
        return json(200, Json.object().put("success", true).put("data", data).build());
    }

    static MockResponse error(int status, String code, String name, String value) {
        return json(
                status,
                Json.object()
                        .put("success", false)
                        .put(
                                "error",
                                Json.object()
                                        .put("code", code)
                                        .put("message", "")
                                        .put(
                                                "details",
                                                Json.object().put(name, value).build())
                                        .build())
                        .build());
    }

    static MockResponse json(int status, Json body) {
        return plain(status, CanonicalJson.text(body));
    }

    /** A socket that is opened. */
    static MockResponse socket(WebSocketListener listener) {
        return new MockResponse.Builder()
                .addHeader("Sec-WebSocket-Protocol", "bearer")
                .webSocketUpgrade(listener)
                .build();
    }

    static MockResponse plain(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** Answers as a hub does who is asked who it is. */
    public StubHub greeting() {
        return on(
                "GET /hub",
                request ->
                        said(hub(request, key, address().text(), Clock.system().wallMs())));
    }

    Json.Obj hub(RecordedRequest request, KeyPair signer, String url, long timeMs) {
        String nonce = String.valueOf(request.getUrl().queryParameter("nonce"));
        return hub(signer, nonce, url, timeMs);
    }

    Json.Obj hub(KeyPair signer, String nonce, String url, long timeMs) {
        String time = Instant.ofEpochMilli(timeMs).toString();
        Json.Obj signed = Json.object()
                .put("action", "hub.hello")
                .put("hub", signer.pid().text())
                .put("nonce", nonce)
                .put("url", url)
                .put("time", time)
                .build();
        return Json.object()
                .put("pid", signer.pid().text())
                .put("public_key", signer.publicKey().text())
                .put("name", "Stub")
                .put("version", "1")
                .put("registration", "open")
                .put("practice", true)
                .put(
                        "equivalents",
                        Json.of(List.of(Json.object()
                                .put("code", "HOUR")
                                .put("precision", 2)
                                .build())))
                .put("height", 3)
                .put("epoch", 0)
                .put(
                        "hello",
                        Json.object()
                                .put("nonce", nonce)
                                .put("url", url)
                                .put("time", time)
                                .put(
                                        "signature",
                                        signer.sign(CanonicalJson.bytes(signed)).text())
                                .build())
                .build();
    }

    /** Lets somebody log in and gives tokens {@code access-1}, {@code access-2} and so on. */
    public StubHub loggingIn(Pid who) {
        String challenge =
                LoginChallenge.of(key.pid(), who, Randomness.seeded(3).bytes(LoginChallenge.RANDOM_BYTES));
        on("GET /auth/challenge", said(Json.object().put("challenge", challenge).build()));
        on("POST /auth/login", request -> said(tokens()));
        return on("POST /auth/refresh", request -> said(tokens()));
    }

    Json.Obj tokens() {
        int number = tokens.incrementAndGet();
        return Json.object()
                .put("access_token", "access-" + number)
                .put("refresh_token", "refresh-" + number)
                .put("token_type", "Bearer")
                .put("expires_in", 900)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
