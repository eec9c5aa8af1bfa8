package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Signature;
import org.tallystick.node.SetClock;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.replica.Lost;

class GivingBackTest {

    private static final KeyPair ANN = StubHub.key("Ann");
    private static final long MINUTE_MS = 60_000;

    private final StubHub hub = new StubHub().loggingIn(ANN.pid());
    private final HubHttp http = hub.http();
    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private final StubFeed feed = new StubFeed();
    private final Session session = new Session(http, hub.key.pid(), ANN.pid(), ANN, clock);
    private final GivingBack givingBack = new GivingBack(session, feed, clock);
    private final Set<Long> taken = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        http.close();
        hub.close();
    }

    private Lost lost(int number) {
        Proof proof = new Proof(
                hub.key.pid(),
                hub.key.publicKey(),
                StubFeed.tip(0, number).header(),
                Signature.of(new byte[Signature.BYTES]),
                List.of(),
                0,
                List.of());
        return new Lost("lost-" + number, proof);
    }

    private List<Lost> lost(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(this::lost).toList();
    }

    private static long height(RecordedRequest request) {
        try {
            return Json.readObject(request.getBody().toByteArray())
                    .object("proof")
                    .object("header")
                    .number("height");
        } catch (MalformedJson unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Takes each once, but refuses one height. */
    private MockResponse take(RecordedRequest request, long refused) {
        long height = height(request);
        if (height == refused) {
            return StubHub.error(409, "E012", "reason", "line");
        }
        return taken.add(height)
                ? StubHub.said(Json.object()
                        .put("tx_id", "t")
                        .put("type", "payment.create")
                        .build())
                : StubHub.error(409, "E008", "reason", "kept");
    }

    private long asked() {
        return hub.count("POST /transactions");
    }

    @Test
    void moreThanIsCountedAtOnceIsGivenBackToo() {
        feed.lost(lost(1, 7), 3);
        hub.on("POST /transactions", request -> take(request, 0));

        while (givingBack.run()) {
            assertThat(asked()).isLessThanOrEqualTo(7);
        }

        assertThat(taken).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(feed.settled).isTrue();
        assertThat(givingBack.givenBack()).isEqualTo(new GivenBack(7, 7));
        assertThat(givingBack.waitMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsRefusedIsTriedAgainAfterLongerAndLongerPauses() {
        feed.lost(lost(1, 3), 10);
        hub.on("POST /transactions", request -> take(request, 2));

        assertThat(givingBack.run()).isTrue();
        assertThat(givingBack.givenBack()).isEqualTo(new GivenBack(3, 2));
        assertThat(asked()).isEqualTo(3);

        for (long waitMs : new long[] {MINUTE_MS, 2 * MINUTE_MS, 4 * MINUTE_MS}) {
            assertThat(givingBack.waitMs()).isEqualTo(waitMs);
            long before = asked();
            clock.pass(waitMs - 1);
            assertThat(givingBack.run()).isFalse();
            assertThat(asked()).as("nothing is asked before its time").isEqualTo(before);
            clock.pass(1);
            assertThat(givingBack.run()).isFalse();
            assertThat(asked()).as("only what is missing is given").isEqualTo(before + 1);
        }
        assertThat(feed.settled).isFalse();

        hub.on("POST /transactions", request -> take(request, 0));
        clock.pass(givingBack.waitMs());
        assertThat(givingBack.run()).isTrue();
        assertThat(feed.settled).isTrue();
    }

    @Test
    void aHubThatHasNoTimeIsNotAskedForTheRest() {
        feed.lost(lost(1, 5), 10);
        hub.on("POST /transactions", StubHub.error(429, "E014", "reason", "rate"));

        assertThat(givingBack.run()).isFalse();

        assertThat(asked()).isEqualTo(1);
        assertThat(givingBack.givenBack()).isEqualTo(new GivenBack(5, 0));
        assertThat(feed.settled).isFalse();
    }

    @Test
    void afterASecondLossNothingIsSaidOfTheFirst() {
        feed.lost(lost(1, 2), 10);
        hub.on("POST /transactions", request -> take(request, 0));
        assertThat(givingBack.run()).isTrue();
        assertThat(givingBack.givenBack()).isEqualTo(new GivenBack(2, 2));

        givingBack.begin();

        assertThat(givingBack.givenBack()).isEqualTo(GivenBack.NONE);
    }
}
