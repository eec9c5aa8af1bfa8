package org.tallystick.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/** What every call has to pass, over real sockets. */
class HubServerTest {

    private ToyHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = ToyHub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void anAnswerStandsInTheEnvelopeAndHasARequestId() throws Exception {
        try (Response response = hub.get("/open/abc")) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.header("X-Request-ID")).matches("[0-9a-f-]{36}");
            assertThat(response.header("Content-Type")).startsWith("application/json");
            assertThat(response.header("Server")).isNull();
            Json.Obj answer = ToyHub.read(response);
            assertThat(answer.flag("success")).isTrue();
            assertThat(answer.object("data").text("id")).isEqualTo("abc");
        }
    }

    @Test
    void aRequestIdThatFitsIsRepeatedAndAnotherIsNot() throws Exception {
        try (Response fits = hub.send(hub.request("/open/a").header("X-Request-ID", "mine.1"));
                Response odd = hub.send(hub.request("/open/a").header("X-Request-ID", "two words"))) {
            assertThat(fits.header("X-Request-ID")).isEqualTo("mine.1");
            assertThat(odd.header("X-Request-ID")).isNotEqualTo("two words").isNotBlank();
        }
    }

    @Test
    void aRequestThatIsUnderWayGetsItsAnswerWhenTheHubStops() throws Exception {
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> {
            try (Response response = hub.get("/slow")) {
                return response.code();
            } catch (IOException lost) {
                return -1;
            }
        });
        assertThat(hub.begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread stopping = Thread.ofVirtual().start(hub.server::close);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (hub.server.port() > 0 && System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
        assertThat(hub.server.port()).as("nothing new is taken").isNegative();
        assertThat(answer).isNotDone();
        hub.mayEnd.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(204);
        stopping.join();
    }

    @Test
    void onlyWhatSaysSoMayBeKept() throws Exception {
        try (Response constants = hub.get("/constants");
                Response open = hub.get("/open/a");
                Response wrong = hub.get("/constants/more")) {
            assertThat(constants.headers("Cache-Control")).containsExactly("public, max-age=60");
            assertThat(open.headers("Cache-Control")).containsExactly("no-store");
            assertThat(wrong.headers("Cache-Control")).containsExactly("no-store");
        }
    }

    private Response preflight(ToyHub asked, String path, String origin) throws IOException {
        return asked.send(asked.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", null));
    }

    @Test
    void pagesOfNamedOriginsMayCallAndNoOthers() throws Exception {
        HubSettings named = HubSettings.loopback(0)
                .withOrigins(
                        Set.of(HubSettings.origin("https://Wallet.example:443/").orElseThrow()));
        try (ToyHub open = new ToyHub(named, Rates.DEFAULT, org.tallystick.base.Clock.system());
                Response asked = preflight(open, "/things", "https://wallet.example");
                Response read = open.send(open.request("/open/a").header("Origin", "https://wallet.example"));
                Response failed = open.send(open.request("/open/A").header("Origin", "https://wallet.example"));
                Response asksElsewhere = preflight(open, "/things", "https://wallet.example.org");
                Response noRoute = preflight(open, "/nothing", "https://wallet.example");
                Response elsewhere = open.send(open.request("/open/a").header("Origin", "null"))) {
            assertThat(asked.code()).isEqualTo(204);
            assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://wallet.example");
            assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("POST");
            assertThat(asked.header("Access-Control-Allow-Headers"))
                    .contains("Authorization", "Content-Type", "Idempotency-Key");
            assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("https://wallet.example");
            assertThat(read.header("Vary")).isEqualTo("Origin");
            assertThat(read.header("Access-Control-Allow-Credentials")).isNull();
            assertThat(failed.code()).isEqualTo(422);
            assertThat(failed.header("Access-Control-Allow-Origin")).isEqualTo("https://wallet.example");
            assertThat(asksElsewhere.code()).isEqualTo(405);
            assertThat(asksElsewhere.header("Access-Control-Allow-Origin")).isNull();
            assertThat(noRoute.code()).isEqualTo(404);
            assertThat(elsewhere.code()).isEqualTo(200);
            assertThat(elsewhere.header("Access-Control-Allow-Origin")).isNull();
        }
        try (Response asked = preflight(hub, "/things", "https://wallet.example");
                Response read = hub.send(hub.request("/open/a").header("Origin", "https://wallet.example"))) {
            assertThat(asked.code()).as("off unless told otherwise").isEqualTo(405);
            assertThat(read.header("Access-Control-Allow-Origin")).isNull();
            assertThat(read.header("Vary")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wallet.example",
                "ftp://a.example",
                "https://a.example/path",
                "https://a.example?q",
                "https://u@a.example",
                "*",
                ""
            })
    void whatIsNoOriginIsNone(String text) {
        assertThat(HubSettings.origin(text)).isEmpty();
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() throws Exception {
        try (Response response = hub.get("/open/ABC?count=12&amount=1e3")) {
            assertThat(response.code()).isEqualTo(422);
            Json.Obj details = error(response, "E009").object("details");
            assertThat(details.text("field")).isEqualTo("id");
            assertThat(details.array("errors").objects())
                    .extracting(problem -> problem.text("field"))
                    .containsExactly("id", "count", "amount");
        }
        try (Response response = hub.post("{\"name\":\"\",\"amount\":7,\"tags\":[\"a\",\"b\",\"c\"],\"more\":1}")) {
            assertThat(error(response, "E009").object("details").array("errors").objects())
                    .extracting(problem -> problem.text("field") + " " + problem.text("problem"))
                    .containsExactlyInAnyOrder("name length", "amount type", "tags many", "more unknown");
        }
    }

    @Test
    void aParameterThatComesTwiceIsRefused() throws Exception {
        try (Response response = hub.get("/open/a?count=1&count=2")) {
            assertThat(error(response, "E009").object("details").text("field")).isEqualTo("count");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, GET, 404, E015",
        "/open/a, PUT, 405, E022",
        "/pages, GET, 401, E016",
        "/governed, GET, 401, E016"
    })
    void whatIsNotThereOrNotForEverybodyHasItsCode(String path, String method, int status, String code)
            throws Exception {
        RequestBody body = method.equals("GET") ? null : RequestBody.create(new byte[0]);
        try (Response response = hub.send(hub.request(path).method(method, body))) {
            assertThat(response.code()).isEqualTo(status);
            error(response, code);
            assertThat(response.header("X-Request-ID")).isNotBlank();
        }
    }

    @Test
    void aRoleIsNeededWhereTheRouteSaysSo() throws Exception {
        try (Response without = hub.send(hub.request("/governed").header("Authorization", "Bearer alice"));
                Response with = hub.send(hub.request("/governed").header("Authorization", "bearer admin"))) {
            assertThat(without.code()).isEqualTo(403);
            error(without, "E006");
            assertThat(with.code()).isEqualTo(204);
            assertThat(with.body().bytes()).isEmpty();
        }
    }

    @Test
    void pagesCountAll() throws Exception {
        try (Response response =
                hub.send(hub.request("/pages?page=3&per_page=20").header("Authorization", "Bearer alice"))) {
            Json.Obj answer = ToyHub.read(response);
            assertThat(answer.array("data").items()).hasSize(5);
            Json.Obj pagination = answer.object("pagination");
            assertThat(pagination.number("total")).isEqualTo(45);
            assertThat(pagination.number("pages")).isEqualTo(3);
        }
        try (Response tooMany = hub.send(hub.request("/pages?per_page=101").header("Authorization", "Bearer alice"))) {
            assertThat(tooMany.code()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "{\"name\":1.5}",
                "{\"name\":\"\\ud800\"}",
                "\uFEFF{\"name\":\"a\"}",
                "{\"name\":\"a\"} x"
            })
    void whatIsNoJsonOfOursIsRefused(String body) throws Exception {
        try (Response response = hub.post(body)) {
            assertThat(response.code()).isEqualTo(422);
            assertThat(error(response, "E009").object("details").text("field")).isEqualTo("body");
        }
    }

    @Test
    void aBodyThatIsTooDeepTooLongOrOfAnotherKindIsRefused() throws Exception {
        try (Response deep = hub.post("{\"name\":" + "[".repeat(40) + "]".repeat(40) + "}")) {
            assertThat(deep.code()).isEqualTo(422);
        }
        try (Response large = hub.post("{\"name\":\"" + "a".repeat(1 << 20) + "\"}")) {
            assertThat(large.code()).isEqualTo(413);
            error(large, "E021");
        }
        Request.Builder post = hub.request("/things").header("Authorization", "Bearer alice");
        byte[] body = "{\"name\":\"a\"}".getBytes(UTF_8);
        for (String type : new String[] {"text/plain", "application/json; charset=utf-16", "application/xml"}) {
            try (Response other = hub.send(post.post(RequestBody.create(body, okhttp3.MediaType.get(type))))) {
                assertThat(other.code()).as(type).isEqualTo(415);
                error(other, "E023");
            }
        }
        try (Response packed =
                hub.send(post.header("Content-Encoding", "gzip").post(RequestBody.create(body, ToyHub.JSON)))) {
            assertThat(packed.code()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 403", "localhost, 200", "127.0.0.1:1234, 200", "[::1]:8000, 200", "localhost.evil, 403"})
    void onlyTheHubsOwnNamesAreAnsweredTo(String host, int status) throws Exception {
        try (Response response = hub.send(hub.request("/open/a").header("Host", host))) {
            assertThat(response.code()).isEqualTo(status);
        }
    }

    @Test
    void aDefectSaysNothingOfWhatWasThrown() throws Exception {
        try (Response response = hub.get("/broken")) {
            assertThat(response.code()).isEqualTo(500);
            String body = response.body().string();
            assertThat(body).contains("E010").doesNotContain("secret").doesNotContain("Exception");
        }
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeBack() throws Exception {
        for (int i = 0; i < Rates.DEFAULT.auth(); i++) {
            try (Response response = hub.send(hub.request("/login").post(RequestBody.create(new byte[0])))) {
                assertThat(response.code()).isEqualTo(204);
            }
        }
        try (Response response = hub.send(hub.request("/login").post(RequestBody.create(new byte[0])))) {
            assertThat(response.code()).isEqualTo(429);
            Json.Obj details = error(response, "E014").object("details");
            assertThat(details.number("retry_after_seconds")).isBetween(1L, 60L);
            assertThat(response.header("Retry-After")).isEqualTo(Long.toString(details.number("retry_after_seconds")));
        }
    }

    @Test
    void anAddressThatIsClaimedCountsOnlyBehindATrustedProxy() throws Exception {
        HubSettings behind = new HubSettings(
                "127.0.0.1",
                0,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                Set.of("127.0.0.1"),
                HubLimits.DEFAULT);
        try (ToyHub proxied = new ToyHub(behind, new Rates(1, 1, 1), org.tallystick.base.Clock.system());
                ToyHub open =
                        new ToyHub(HubSettings.loopback(0), new Rates(1, 1, 1), org.tallystick.base.Clock.system())) {
            assertThat(codesOfTwoAddresses(proxied)).containsExactly(200, 200);
            assertThat(codesOfTwoAddresses(open)).containsExactly(200, 429);
        }
    }

    private static int[] codesOfTwoAddresses(ToyHub hub) throws IOException {
        int[] codes = new int[2];
        for (int i = 0; i < 2; i++) {
            try (Response response =
                    hub.send(hub.request("/open/a").header("X-Forwarded-For", "10.0.0." + i + ", 127.0.0.1"))) {
                codes[i] = response.code();
            }
        }
        return codes;
    }

    @Test
    void whatIsNoHttpGetsABareStatusOrAClosedConnectionAndTheHubGoesOn() throws Exception {
        for (String wire : new String[] {
            "NONSENSE\r\n\r\n",
            "GET /api/v1/open/a HTTP/1.1\r\n\r\n",
            "GET /api/v1/open/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /api/v1/open/%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /api/v1/open/a HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "POST /api/v1/things HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n{}",
            "POST /api/v1/things HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        }) {
            String answer = exchange(wire);
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"))
                    .as("%s -> %s", wire.substring(0, Math.min(60, wire.length())), answer)
                    .isTrue();
            assertThat(answer).doesNotContain("jetty").doesNotContain("Exception");
        }
        try (Response response = hub.get("/open/a")) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void requestsThatComeAllAtOnceAreAnsweredInOrder() throws Exception {
        String one = "GET /api/v1/open/%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
        String answer = exchange(
                one.formatted("aa", "") + one.formatted("bb", "") + one.formatted("cc", "Connection: close\r\n"));
        assertThat(answer.indexOf("\"aa\"")).isPositive().isLessThan(answer.indexOf("\"bb\""));
        assertThat(answer.indexOf("\"cc\"")).isGreaterThan(answer.indexOf("\"bb\""));
    }

    @Test
    void aRequestThatTricklesInIsCutOffAlthoughItNeverFallsSilent() throws Exception {
        HubLimits impatient = new HubLimits(1 << 20, 64 << 20, 32, 100, 64 << 10, 400, 60_000, 1_000, true);
        try (ToyHub strict = new ToyHub(
                        HubSettings.loopback(0).withLimits(impatient),
                        Rates.DEFAULT,
                        org.tallystick.base.Clock.system());
                Socket head = new Socket(InetAddress.getLoopbackAddress(), strict.server.port());
                Socket body = new Socket(InetAddress.getLoopbackAddress(), strict.server.port())) {
            head.getOutputStream().write("GET /api/v1/open/a HTTP/1.1\r\nX: ".getBytes(UTF_8));
            body.getOutputStream().write("""
                            POST /api/v1/things HTTP/1.1
                            Host: localhost
                            Authorization: Bearer alice
                            Content-Type: application/json
                            Content-Length: 1000

                            """.replace("\n", "\r\n").getBytes(UTF_8));
            assertThat(endsWhileBytesTrickle(head)).isTrue();
            assertThat(endsWhileBytesTrickle(body)).isTrue();
        }
    }

    /** Writes a byte every 20 ms, 10 s at most, until the other side answers or hangs up. */
    private static boolean endsWhileBytesTrickle(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        for (int i = 0; i < 500; i++) {
            try {
                socket.getOutputStream().write(' ');
                socket.getInputStream().read();
                return true;
            } catch (SocketTimeoutException silence) {
                assertThat(silence).isNotNull();
            } catch (IOException closed) {
                return true;
            }
        }
        return false;
    }

    private String exchange(String wire) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(wire.getBytes(UTF_8));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (SocketTimeoutException silent) {
                throw new AssertionError("The hub neither answers nor hangs up", silent);
            } catch (IOException reset) {
                return "";
            }
        }
    }

    private static Json.Obj error(Response response, String code) throws IOException, MalformedJson {
        Json.Obj answer = ToyHub.read(response);
        assertThat(answer.flag("success")).isFalse();
        Json.Obj error = answer.object("error");
        assertThat(error.text("code")).isEqualTo(code);
        assertThat(error.text("message")).isNotBlank();
        return error;
    }
}
