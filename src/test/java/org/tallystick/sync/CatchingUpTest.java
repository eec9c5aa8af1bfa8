package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.node.SetClock;
import org.tallystick.sync.HubAnswer.Why;
import org.tallystick.wallet.replica.Applied;

class CatchingUpTest {

    private static final KeyPair ANN = StubHub.key("Ann");

    private final StubHub hub = new StubHub().loggingIn(ANN.pid());
    private final HubHttp http = hub.http();
    private final StubFeed feed = new StubFeed();
    private final List<Long> folded = new ArrayList<>();
    private final AtomicLong seq = new AtomicLong();
    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private final CatchingUp catchingUp = new CatchingUp(
            new Session(http, hub.key.pid(), ANN.pid(), ANN, Clock.system()),
            feed,
            () -> folded.add(feed().seq()),
            clock);

    private StubFeed feed() {
        return feed;
    }

    CatchingUpTest() {
        hub.on("GET /transactions", request -> StubHub.said(StubFeed.page(seq.get())));
        hub.on(
                "GET /participants/me/statement",
                request -> StubHub.said(StubFeed.word(hub.key.pid(), ANN.pid(), seq.get())));
    }

    @AfterEach
    void stop() {
        http.close();
        hub.close();
    }

    private String asked(int page, String name) {
        return String.valueOf(hub.asked.stream()
                .filter(request -> request.getUrl().encodedPath().endsWith("/transactions"))
                .toList()
                .get(page)
                .getUrl()
                .queryParameter(name));
    }

    @Test
    void allIsFetchedInTheOrderOfTheCount() {
        seq.set(5);

        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Current(5, true));
        assertThat(feed.pages).hasSize(3);
        assertThat(folded).containsExactly(2L, 4L, 5L);
        assertThat(List.of(asked(0, "after"), asked(1, "after"), asked(2, "after")))
                .containsExactly("0", "2", "4");
        assertThat(asked(0, "since")).isEqualTo("null");
        assertThat(asked(1, "since")).isEqualTo("15");
    }

    @Test
    void nothingNewIsOnePageAndNobodyIsTold() {
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Current(0, true));
        assertThat(feed.pages).hasSize(1);
        assertThat(folded).isEmpty();
    }

    @Test
    void whatHappensBetweenTheLastPageAndTheWordIsFetchedToo() {
        hub.on(
                "GET /participants/me/statement",
                request -> StubHub.said(StubFeed.word(hub.key.pid(), ANN.pid(), seq.updateAndGet(now -> now + 1))));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.More());
        assertThat(feed.pages).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aHubThatDoesNotHaveTheKnownBlockIsAskedWhatItHas() {
        catchingUp.run();
        hub.on(
                "GET /transactions",
                request -> request.getUrl().queryParameter("since") == null
                        ? StubHub.said(StubFeed.page(0))
                        : StubHub.error(404, "E015", "height", "10"));
        feed.judging(page -> new Applied.Unproven(Applied.Why.OLD, ""));

        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Unproven(Applied.Why.OLD));
        assertThat(feed.pages).hasSize(2);
    }

    @Test
    void aWordIsAskedForTwiceAMinuteAtMost() {
        catchingUp.run();
        seq.set(1);
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Current(1, false));
        clock.pass(CatchingUp.WORD_EVERY_MS);
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Current(1, true));

        assertThat(hub.count("GET /participants/me/statement")).isEqualTo(2);
    }

    @Test
    void muchIsFetchedInTurns() {
        seq.set(2L * CatchingUp.PAGES_AT_ONCE + 1);

        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.More());
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Current(seq.get(), true));
    }

    @Test
    void aPageThatBringsNothingAlthoughThereIsMoreIsNotAskedForEver() {
        feed.judging(page -> new Applied.Done(0, 0, false));

        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Unproven(Applied.Why.ORDER));
        assertThat(feed.pages).hasSize(1);
    }

    @Test
    void whatShowsNothingOrContradictsStops() {
        feed.judging(page -> new Applied.Unproven(Applied.Why.CONSISTENCY, ""));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Unproven(Applied.Why.CONSISTENCY));
        feed.judging(page -> new Applied.NewEpoch(StubFeed.tip(1, 4)));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.NewEpoch(StubFeed.tip(1, 4)));
        assertThat(folded).isEmpty();
    }

    @Test
    void aWordThatSaysSomethingElseIsAContradictionAndOneThatIsNoneShowsNothing() {
        feed.hearing(Feed.Heard.CONTRADICTS);
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Contradicted());
        feed.hearing(Feed.Heard.NO_WORD);
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Unproven(Applied.Why.SIGNATURE));
    }

    @Test
    void whatIsNoPageIsNoAnswer() {
        hub.on("GET /transactions", StubHub.said(StubFeed.page(1).with("more", Json.of(1))));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Silent(Why.NOT_UNDERSTOOD));
        hub.on("GET /transactions", StubHub.plain(502, ""));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Silent(Why.NOT_NOW));
        hub.on("GET /transactions", StubHub.plain(403, "not from here"));
        assertThat(catchingUp.run()).isEqualTo(new CaughtUp.Silent(Why.NOT_NOW));
        assertThat(feed.pages).isEmpty();
    }

    @Test
    void whoIsRefusedHearsWhyAndWhenToComeAgain() {
        hub.on("GET /transactions", StubHub.error(429, "E014", "retry_after_seconds", "5"));

        assertThat(catchingUp.run()).isInstanceOfSatisfying(CaughtUp.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("E014");
            assertThat(refused.retryAfterMs()).isEqualTo(5_000);
        });
    }
}
