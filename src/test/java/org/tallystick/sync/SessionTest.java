package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.SetClock;
import org.tallystick.sync.HubAnswer.Refused;
import org.tallystick.sync.HubAnswer.Said;
import org.tallystick.sync.HubAnswer.Unusable;
import org.tallystick.sync.HubAnswer.Why;

class SessionTest {

    private static final HubCall CALL = HubCall.get("/mine");
    private static final KeyPair ANN = StubHub.key("Ann");
    private static final Pid ANN_PID = ANN.pid();

    private final StubHub hub = new StubHub().loggingIn(ANN_PID);
    private final HubHttp http = hub.http();
    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private final Session session = new Session(http, hub.key.pid(), ANN_PID, ANN, clock);

    @AfterEach
    void stop() {
        http.close();
        hub.close();
    }

    private static String token(RecordedRequest request) {
        return String.valueOf(request.getHeaders().get("Authorization"));
    }

    /** Takes one token only. */
    private void takes(String access) {
        hub.on(
                "GET /mine",
                request -> token(request).equals("Bearer " + access)
                        ? StubHub.said(Json.of("mine"))
                        : StubHub.error(401, "E016", "reason", "expired"));
    }

    @Test
    void theKeyLogsInOnceForManyCalls() throws Exception {
        takes("access-1");

        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(hub.count("POST /auth/login")).isEqualTo(1);
        RecordedRequest login = hub.asked.stream()
                .filter(request -> request.getUrl().encodedPath().endsWith("/login"))
                .findFirst()
                .orElseThrow();
        Json.Obj sent = Json.readObject(login.getBody().toByteArray());
        assertThat(Ed25519.verify(
                        ANN.publicKey(),
                        sent.text("challenge").getBytes(StandardCharsets.US_ASCII),
                        Signature.parse(sent.text("signature"))))
                .isTrue();
    }

    @Test
    void aChallengeForAnotherHubOrSomebodyElseIsNotSigned() {
        byte[] random = Randomness.seeded(5).bytes(LoginChallenge.RANDOM_BYTES);
        for (String foreign : List.of(
                LoginChallenge.of(ANN_PID, ANN_PID, random),
                LoginChallenge.of(hub.key.pid(), hub.key.pid(), random),
                "{\"action\":\"payment.create\"}")) {
            hub.on(
                    "GET /auth/challenge",
                    StubHub.said(Json.object().put("challenge", foreign).build()));

            assertThat(session.ask(CALL)).isEqualTo(new Unusable(Why.FOREIGN_CHALLENGE));
        }
        assertThat(hub.count("POST /auth/login")).isZero();
    }

    @Test
    void aTokenThatEndedIsRefreshedOnce() {
        takes("access-1");
        session.ask(CALL);
        takes("access-2");

        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(hub.count("POST /auth/refresh")).isEqualTo(1);
        assertThat(hub.count("POST /auth/login")).isEqualTo(1);
    }

    @Test
    void whereARefreshTokenDoesNotCountTheKeyLogsInAgain() {
        takes("access-1");
        session.ask(CALL);
        takes("access-2");
        hub.on("POST /auth/refresh", StubHub.error(401, "E016", "reason", "revoked"));

        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(hub.count("POST /auth/login")).isEqualTo(2);
    }

    @Test
    void aRefreshTokenThatWasSentIsNeverSentAgain() {
        takes("access-1");
        session.ask(CALL);
        takes("access-2");
        hub.on("POST /auth/refresh", StubHub.plain(503, ""));

        assertThat(session.ask(CALL)).isEqualTo(new Unusable(Why.NOT_NOW));
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(hub.count("POST /auth/refresh")).isEqualTo(1);
        assertThat(hub.count("POST /auth/login")).isEqualTo(2);
    }

    @Test
    void whoIsRefusedEvenWithANewTokenIsRefused() {
        takes("none");

        assertThat(session.ask(CALL))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("E016"));
        assertThat(hub.count("GET /mine")).isEqualTo(2);
    }

    @Test
    void aSignatureThatIsNotTakenIsNoReasonToLogInAgain() {
        hub.on("GET /mine", StubHub.error(401, "E005", "field", "signature"));

        assertThat(session.ask(CALL)).extracting("code").isEqualTo("E005");
        assertThat(hub.count("GET /mine")).isEqualTo(1);
    }

    @Test
    void whoHasNoAccountHearsIt() {
        hub.on("GET /auth/challenge", StubHub.error(404, "E011", "participant", ANN_PID.text()));

        assertThat(session.ask(CALL)).extracting("code").isEqualTo("E011");
        // Ten more questions of a window are no ten more logins, and after a while, or a wish, it is asked again.
        for (int i = 0; i < 10; i++) {
            assertThat(session.ask(CALL)).extracting("code").isEqualTo("E011");
        }
        assertThat(hub.count("GET /auth/challenge")).isEqualTo(1);
        clock.pass(6_000);
        session.ask(CALL);
        session.tryAgain();
        session.ask(CALL);
        assertThat(hub.count("GET /auth/challenge")).isEqualTo(3);
    }

    @Test
    void manyCallsAtOnceLogInOnce() throws Exception {
        takes("access-1");
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HubAnswer>> answers = IntStream.range(0, 8)
                    .mapToObj(caller -> callers.submit(() -> {
                        start.await();
                        return session.ask(CALL);
                    }))
                    .toList();
            start.countDown();
            for (Future<HubAnswer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Said.class);
            }
        }
        assertThat(hub.count("POST /auth/login")).isEqualTo(1);
    }

    @Test
    void aNewcomerSignsWithTheirKey() throws Exception {
        hub.on("POST /auth/register", StubHub.said(Json.Obj.EMPTY));

        assertThat(session.register("Ann", StubHub.ids())).isInstanceOf(Said.class);
        Json.Obj sent = Json.readObject(hub.asked.getFirst().getBody().toByteArray());
        assertThat(SignedStatement.ofBody(ANN_PID, ANN.publicKey(), "participant.register", hub.key.pid(), sent)
                        .verify())
                .isTrue();
    }

    @Test
    void whoeverIsNotBelievedGetsNoSecretAnyMore() {
        takes("access-1");
        session.ask(CALL);
        session.suspend(true);
        int asked = hub.asked.size();

        assertThat(session.login().renew(null)).isEqualTo(new Login.Entry.Out(new Unusable(Why.NOT_ASKED)));
        assertThat(session.ask(CALL)).isEqualTo(new Unusable(Why.NOT_ASKED));
        assertThat(session.askOpenly(CALL)).isEqualTo(new Unusable(Why.NOT_ASKED));
        assertThat(hub.asked).hasSize(asked);
        session.suspend(false);
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
    }

    @Test
    void aTokenThatCannotStandInAHeaderIsNone() {
        hub.on(
                "POST /auth/login",
                StubHub.said(Json.object()
                        .put("access_token", "two\r\nlines")
                        .put("refresh_token", "r")
                        .put("expires_in", 900)
                        .build()));

        assertThat(session.ask(CALL)).isEqualTo(new Unusable(Why.NOT_UNDERSTOOD));
    }

    @Test
    void whoLogsOutStartsAnew() {
        takes("access-1");
        hub.on("POST /auth/logout", StubHub.plain(204, ""));
        session.ask(CALL);
        session.logout();
        takes("access-2");

        assertThat(token(hub.asked.getLast())).isEqualTo("Bearer access-1");
        assertThat(session.ask(CALL)).isInstanceOf(Said.class);
        assertThat(hub.count("POST /auth/login")).isEqualTo(2);
    }
}
