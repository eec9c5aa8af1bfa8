package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.sync.Greeting.Lie;

class HelloTest {

    private static final KeyPair OTHER = StubHub.key("another hub");
    private static final long HOUR_MS = 3_600_000;

    private final StubHub hub = new StubHub();
    private final Pid pid = hub.key.pid();

    @AfterEach
    void stop() {
        hub.close();
    }

    private Greeting ask(Pid... known) {
        try (HubHttp http = hub.http()) {
            return new Hello(http, Clock.system(), Randomness.seeded(1))
                    .ask(known.length == 0 ? Optional.empty() : Optional.of(known[0]));
        }
    }

    private static long nowMs() {
        return Clock.system().wallMs();
    }

    private static void assertLie(Greeting greeting, Lie lie) {
        assertThat(greeting)
                .isInstanceOfSatisfying(
                        Greeting.Refused.class,
                        refused -> assertThat(refused.lie()).isEqualTo(lie));
    }

    @Test
    void aHubProvesWhoItIs() {
        hub.greeting();

        assertThat(ask(pid)).isInstanceOfSatisfying(Greeting.Ours.class, ours -> {
            assertThat(ours.facts().pid()).isEqualTo(pid);
            assertThat(ours.facts().units()).extracting("code").containsExactly("HOUR");
            assertThat(ours.isClockSuspect()).isFalse();
        });
    }

    @Test
    void eachQuestionIsAnother() {
        hub.greeting();
        try (HubHttp http = hub.http()) {
            Hello hello = new Hello(http, Clock.system(), Randomness.seeded(1));
            hello.ask(Optional.empty());
            hello.ask(Optional.empty());
        }

        assertThat(hub.asked.stream()
                        .map(request -> request.getUrl().queryParameter("nonce"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aClockFarAwayIsWarnedOf() {
        for (long offMs : new long[] {HOUR_MS, -HOUR_MS}) {
            hub.on(
                    "GET /hub",
                    request ->
                            StubHub.said(hub.hub(request, hub.key, hub.address().text(), nowMs() + offMs)));

            assertThat(ask()).isInstanceOfSatisfying(Greeting.Ours.class, ours -> {
                assertThat(ours.isClockSuspect()).isTrue();
                assertThat(ours.aheadMs()).isBetween(offMs - 60_000, offMs + 60_000);
            });
        }
    }

    @Test
    void anotherPidAtAKnownAddressIsRefused() {
        hub.greeting();

        assertLie(ask(OTHER.pid()), Lie.ANOTHER_HUB);
    }

    @Test
    void aBorrowedPidIsNoProof() {
        hub.on("GET /hub", request -> {
            Json.Obj theirs = hub.hub(request, OTHER, hub.address().text(), nowMs());
            return StubHub.said(theirs.with("pid", Json.of(pid.text())));
        });

        assertLie(ask(pid), Lie.NO_PROOF);
        assertLie(ask(), Lie.NO_PROOF);
    }

    @Test
    void aPidWithItsKeyButWithoutItsSignatureIsNoProof() {
        hub.on("GET /hub", request -> {
            Json.Obj theirs = hub.hub(request, OTHER, hub.address().text(), nowMs());
            return StubHub.said(theirs.with("pid", Json.of(pid.text()))
                    .with("public_key", Json.of(hub.key.publicKey().text())));
        });

        assertLie(ask(pid), Lie.NO_PROOF);
    }

    @Test
    void anAnswerToAnotherQuestionIsOld() {
        hub.on(
                "GET /hub",
                request ->
                        StubHub.said(hub.hub(hub.key, "yesterday", hub.address().text(), nowMs())));

        assertLie(ask(), Lie.OLD_ANSWER);
    }

    @Test
    void theAnswerOfAHubElsewhereIsNotTaken() {
        hub.on("GET /hub", request -> StubHub.said(hub.hub(request, hub.key, "https://elsewhere.example", nowMs())));

        assertThat(ask(pid)).isEqualTo(new Greeting.Refused(Lie.ANOTHER_ADDRESS, "https://elsewhere.example"));
    }

    @Test
    void thisMachineMayBeCalledByANumber() {
        String byNumber = hub.address().text().replace("localhost", "127.0.0.1");
        hub.on("GET /hub", request -> StubHub.said(hub.hub(request, hub.key, byNumber, nowMs())));

        assertThat(ask(pid)).isInstanceOf(Greeting.Ours.class);
    }

    @Test
    void onlyAnAddressThatNeverProvedAnythingMaySpeakTheReferenceDialect() {
        hub.on(
                "GET /hub",
                StubHub.json(404, Json.object().put("detail", "Not Found").build()));

        assertThat(ask()).isEqualTo(new Greeting.Reference());
        assertLie(ask(pid), Lie.NO_LONGER_PROVES);
    }

    @Test
    void aHubThatLeavesItsProofOutIsNone() {
        hub.on(
                "GET /hub",
                request -> StubHub.said(
                        hub.hub(request, hub.key, hub.address().text(), nowMs()).without("hello")));

        assertLie(ask(), Lie.NOT_A_HUB);
        assertLie(ask(pid), Lie.NO_LONGER_PROVES);
    }

    @Test
    void somethingElseIsNoHub() {
        hub.on("GET /hub", StubHub.json(200, Json.of("welcome")));

        assertLie(ask(), Lie.NOT_A_HUB);
    }

    @Test
    void whoIsBusyIsAskedLater() {
        hub.on("GET /hub", StubHub.error(429, "E014", "retry_after_seconds", "5"));
        assertThat(ask(pid)).isEqualTo(new Greeting.Silent(HubAnswer.Why.NOT_NOW));

        hub.on("GET /hub", StubHub.plain(503, ""));
        assertThat(ask()).isEqualTo(new Greeting.Silent(HubAnswer.Why.NOT_NOW));
    }
}
