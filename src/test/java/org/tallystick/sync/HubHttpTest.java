package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.Sha256;
import org.tallystick.sync.HubAnswer.Refused;
import org.tallystick.sync.HubAnswer.Said;
import org.tallystick.sync.HubAnswer.Unusable;
import org.tallystick.sync.HubAnswer.Why;

class HubHttpTest {

    private static final HubCall READ = HubCall.get("/thing");
    private static final HubCall WRITE =
            HubCall.post("/thing", Json.object().put("a", 1).build());
    private static final Json DATA = Json.object().put("b", 2).build();

    private final StubHub hub = new StubHub();

    @AfterEach
    void stop() {
        hub.close();
    }

    private HubAnswer ask(HubCall call) {
        try (HubHttp http = hub.http()) {
            return http.ask(call, "");
        }
    }

    private HubAnswer read(MockResponse response) {
        hub.on("GET /thing", response);
        return ask(READ);
    }

    @Test
    void theEnvelopeIsTakenOff() {
        assertThat(read(StubHub.said(DATA))).isEqualTo(new Said(200, DATA, OptionalLong.empty()));
    }

    @Test
    void bareBodiesAndItemsAreUnderstood() {
        assertThat(read(StubHub.json(200, DATA))).isEqualTo(new Said(200, DATA, OptionalLong.empty()));
        Json list = Json.of(List.of(DATA));
        assertThat(read(StubHub.json(200, Json.object().put("items", list).build())))
                .isEqualTo(new Said(200, list, OptionalLong.empty()));
    }

    @Test
    void theHeightOfABlockStandsBesideTheBody() {
        MockResponse answer = new MockResponse.Builder()
                .code(204)
                .addHeader("X-Block-Height", 17)
                .build();

        assertThat(read(answer)).isEqualTo(new Said(204, Json.Null.NULL, OptionalLong.of(17)));
    }

    @Test
    void anErrorHasItsCodeAndItsFacts() {
        assertThat(read(StubHub.error(400, "E002", "available", "1.00")))
                .isEqualTo(new Refused(400, "E002", Map.of("available", "1.00"), true, 0));
    }

    @Test
    void aRefusalOfSomethingBetweenIsKnownByItsStatus() {
        Json detail = Json.object().put("detail", "Not Found").build();

        assertThat(read(StubHub.json(404, detail)))
                .isEqualTo(new Refused(404, "E015", Map.of("detail", "Not Found"), false, 0));
        assertThat(read(StubHub.plain(403, "<html>"))).isEqualTo(new Refused(403, "E006", Map.of(), false, 0));
    }

    @Test
    void anErrorSaysWhenToComeAgain() {
        MockResponse.Builder tooMany =
                StubHub.error(429, "E014", "retry_after_seconds", "9").newBuilder();

        assertThat(read(tooMany.build())).extracting("retryAfterMs").isEqualTo(9_000L);
        assertThat(read(tooMany.setHeader("Retry-After", "7").build()))
                .extracting("retryAfterMs")
                .isEqualTo(7_000L);
        assertThat(read(tooMany.setHeader("Retry-After", "999999999").build()))
                .extracting("retryAfterMs")
                .isEqualTo(3_600_000L);
    }

    @Test
    void whatServesTheHubMayBeDownAndThatIsNoAnswer() {
        assertThat(read(StubHub.plain(502, "Bad Gateway"))).isEqualTo(new Unusable(Why.NOT_NOW));
        assertThat(read(StubHub.plain(500, ""))).isEqualTo(new Unusable(Why.NOT_NOW));
        assertThat(read(StubHub.plain(200, "<html>"))).isEqualTo(new Unusable(Why.NOT_UNDERSTOOD));
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        assertThat(read(StubHub.plain(200, "\"" + "a".repeat(64 << 10) + "\""))).isEqualTo(new Unusable(Why.TOO_LARGE));
    }

    @Test
    void eachCallHasItsOwnIdAndOneTokenWhereThereIsOne() {
        hub.on("GET /thing", StubHub.said(DATA));
        try (HubHttp http = hub.http()) {
            http.ask(READ, "");
            http.ask(READ.with("q", "a b&c"), "token");
        }

        assertThat(hub.asked).hasSize(2);
        assertThat(hub.asked.get(0).getHeaders().get("Authorization")).isNull();
        assertThat(hub.asked.get(1).getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertThat(hub.asked.get(1).getUrl().queryParameter("q")).isEqualTo("a b&c");
        assertThat(hub.asked.get(0).getHeaders().get("X-Request-ID"))
                .isNotBlank()
                .isNotEqualTo(hub.asked.get(1).getHeaders().get("X-Request-ID"));
    }

    @Test
    void whatChangesSomethingIsSentOnceWhateverHappens() {
        hub.on(
                "POST /thing",
                StubHub.said(DATA)
                        .newBuilder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());

        assertThat(ask(WRITE)).isEqualTo(new Unusable(Why.BROKEN_OFF));
        assertThat(hub.asked).hasSize(1);
    }

    @Test
    void whatReadsIsAskedOnceMore() {
        int[] calls = {0};
        hub.on(
                "GET /thing",
                request -> calls[0]++ == 0
                        ? StubHub.said(DATA)
                                .newBuilder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()
                        : StubHub.said(DATA));

        assertThat(ask(READ)).isInstanceOf(Said.class);
        assertThat(hub.asked).hasSize(2);
    }

    @Test
    void anAnswerThatIsCutInTheMiddleIsNone() {
        hub.on(
                "POST /thing",
                StubHub.said(Json.of("x".repeat(30_000)))
                        .newBuilder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build());

        assertThat(ask(WRITE)).isEqualTo(new Unusable(Why.BROKEN_OFF));
    }

    @Test
    void redirectsAreFollowedNeitherInPlainNorElsewhere() {
        try (StubHub elsewhere = new StubHub()) {
            MockResponse away = new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", elsewhere.address() + "/api/v1/thing")
                    .build();
            hub.on("POST /thing", away);

            assertThat(read(away)).isEqualTo(new Unusable(Why.REDIRECTED));
            assertThat(ask(WRITE)).isEqualTo(new Unusable(Why.REDIRECTED));
            assertThat(elsewhere.asked).isEmpty();
        }
    }

    @Test
    void afterTheEndNothingIsAsked() {
        HubHttp http = hub.http();
        http.close();

        assertThat(http.ask(READ, "")).isEqualTo(new Unusable(Why.NOT_ASKED));
        assertThat(hub.asked).isEmpty();
    }

    @Test
    void nobodyThereIsSaidAtOnce() {
        hub.close();

        assertThat(ask(READ)).isEqualTo(new Unusable(Why.NO_CONNECTION));
    }

    @Test
    void plainHttpGoesToThisMachineOnlyUnlessItIsAllowed() {
        HubAddress far = HubAddress.parse("http://hub.invalid").orElseThrow();
        try (HubHttp refused = new HubHttp(far, HubHttp.Ground.of(false, Pins.inMemory()), StubHub.ids());
                HubHttp allowed = new HubHttp(far, HubHttp.Ground.of(true, Pins.inMemory()), StubHub.ids())) {
            assertThat(refused.ask(READ, "")).isEqualTo(new Unusable(Why.PLAIN));
            assertThat(allowed.ask(READ, "")).isEqualTo(new Unusable(Why.NO_CONNECTION));
        }
    }

    @Test
    void silenceEndsWithTheTimeOfTheCall() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HubHttp http = impatient(silent.getLocalPort())) {
            assertThat(http.ask(WRITE, "")).isEqualTo(new Unusable(Why.TIMED_OUT));
        }
    }

    @Test
    void aHubThatDribblesDoesNotHoldAWalletUp() {
        hub.on(
                "POST /thing",
                StubHub.plain(200, " ".repeat(900))
                        .newBuilder()
                        .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                        .build());
        try (HubHttp http = impatient(hub.server.getPort())) {
            assertThat(http.ask(WRITE, "")).isEqualTo(new Unusable(Why.TIMED_OUT));
        }
    }

    private static HubHttp impatient(int port) {
        HttpLimits limits = new HttpLimits(200, 200, 200, 400, 1_000);
        return new HubHttp(
                HubAddress.parse("http://127.0.0.1:" + port).orElseThrow(),
                new HubHttp.Ground(false, Pins.inMemory(), Optional.empty(), limits),
                StubHub.ids());
    }

    @Test
    void anAnswerInPiecesOfOneByteIsWhole() {
        hub.on(
                "GET /thing",
                new MockResponse.Builder()
                        .chunkedBody("{\"success\":true,\"data\":{\"b\":2}}", 1)
                        .build());

        assertThat(ask(READ)).isEqualTo(new Said(200, DATA, OptionalLong.empty()));
    }

    @Test
    void aCertificateThatNobodyKnowsIsKnownAgainByItsKey() {
        HeldCertificate first = certificate("somewhere.example");
        HeldCertificate other = certificate("localhost");
        Pins pins = Pins.inMemory();
        Pin seen;
        try (StubHub one = secure(first)) {
            assertThat(one.address().isPlain()).isFalse();
            one.on("GET /thing", StubHub.said(DATA));
            try (HubHttp http = one.http(pins)) {
                assertThat(http.ask(READ, "")).isInstanceOf(Said.class);
            }
            try (HubHttp again = one.http(pins)) {
                assertThat(again.ask(READ, "")).isInstanceOf(Said.class);
            }
            seen = pins.find(one.address()).orElseThrow();
        }
        byte[] hash = Sha256.of(first.keyPair().getPublic().getEncoded());
        assertThat(seen).isEqualTo(new Pin.Key(Base64.getEncoder().encodeToString(hash)));
        try (StubHub two = secure(other)) {
            two.on("GET /thing", StubHub.said(DATA));
            try (HubHttp http = two.http(fixed(seen))) {
                assertThat(http.ask(READ, "")).isEqualTo(new Unusable(Why.CERTIFICATE));
                assertThat(two.asked).isEmpty();
            }
        }
    }

    @Test
    void whatAnAuthorityOnceVouchedForNeedsOneForEver() {
        try (StubHub secure = secure(certificate("localhost"))) {
            secure.on("GET /thing", StubHub.said(DATA));
            try (HubHttp http = secure.http(fixed(new Pin.Authority()))) {
                assertThat(http.ask(READ, "")).isEqualTo(new Unusable(Why.CERTIFICATE));
            }
        }
    }

    @Test
    void anAuthorityVouchesForTheRightNameOnly() {
        HeldCertificate root =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HandshakeCertificates trusting = new HandshakeCertificates.Builder()
                .addTrustedCertificate(root.certificate())
                .build();
        assertThat(throughAuthority(root, trusting, "localhost")).isInstanceOf(Said.class);
        assertThat(throughAuthority(root, trusting, "elsewhere.example")).isEqualTo(new Unusable(Why.CERTIFICATE));
    }

    private static HubAnswer throughAuthority(HeldCertificate root, HandshakeCertificates trusting, String name) {
        HeldCertificate own = new HeldCertificate.Builder()
                .signedBy(root)
                .addSubjectAlternativeName(name)
                .build();
        Pins pins = Pins.inMemory();
        try (StubHub secure = secure(own);
                HubHttp http = new HubHttp(
                        secure.address(),
                        new HubHttp.Ground(false, pins, Optional.of(trusting.trustManager()), HttpLimits.DEFAULT),
                        StubHub.ids())) {
            secure.on("GET /thing", StubHub.said(DATA));
            HubAnswer answer = http.ask(READ, "");
            assertThat(pins.find(secure.address())
                            .filter(new Pin.Authority()::equals)
                            .isPresent())
                    .isEqualTo(answer instanceof Said);
            return answer;
        }
    }

    @Test
    void aReadingCallFollowsItsHostWithTheSamePort() {
        try (StubHub secure = secure(certificate("localhost"));
                HubHttp http = secure.http()) {
            MockResponse on = new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/api/v1/other")
                    .build();
            secure.on("GET /thing", on).on("POST /thing", on).on("GET /other", StubHub.said(DATA));

            assertThat(http.ask(READ, "token")).isInstanceOf(Said.class);
            assertThat(http.ask(WRITE, "token")).isEqualTo(new Unusable(Why.REDIRECTED));
            secure.on(
                    "GET /other",
                    on.newBuilder().setHeader("Location", "/api/v1/thing").build());
            assertThat(http.ask(READ, "token")).isEqualTo(new Unusable(Why.REDIRECTED));
        }
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
    }

    private static StubHub secure(HeldCertificate certificate) {
        return new StubHub(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
    }

    private static Pins fixed(Pin pin) {
        return new Pins() {
            @Override
            public Optional<Pin> find(HubAddress address) {
                return Optional.of(pin);
            }

            @Override
            public void remember(HubAddress address, Pin other) {
                throw new AssertionError("It is known already");
            }
        };
    }
}
