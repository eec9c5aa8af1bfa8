package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Signature;
import org.tallystick.node.block.Proof;
import org.tallystick.sync.HubAnswer.Why;
import org.tallystick.sync.RemoteState.Connected;
import org.tallystick.sync.RemoteState.Offline;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.Lost;

class RemoteHubTest {

    private static final long PATIENCE_SECONDS = 20;
    private static final KeyPair ANN = StubHub.key("Ann");

    private final StubHub hub = new StubHub().loggingIn(ANN.pid()).greeting();
    private final StubFeed feed = new StubFeed();
    private final AtomicLong seq = new AtomicLong(3);
    private final BlockingQueue<RemoteState> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
    private final RemoteHub remote = new RemoteHub(
            hub.http(), new RemoteHub.Owner(hub.key.pid(), ANN.pid(), ANN, feed), Clock.system(), Randomness.seeded(4));

    RemoteHubTest() {
        hub.on("GET /transactions", request -> StubHub.said(StubFeed.page(seq.get())));
        hub.on(
                "GET /participants/me/statement",
                request -> StubHub.said(StubFeed.word(hub.key.pid(), ANN.pid(), seq.get())));
        hub.on("GET /ws", request -> socket());
        remote.listen(states::add);
        remote.follow(() -> changes.add(feed.seq()));
    }

    private MockResponse socket() {
        return StubHub.socket(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket open, Response response) {
                open.send("{\"type\":\"hello\",\"pid\":\"" + ANN.pid().text() + "\",\"seq\":" + seq + "}");
                sockets.add(open);
            }

            @Override
            public void onClosing(WebSocket open, int code, String reason) {
                open.close(code, null);
            }
        });
    }

    @AfterEach
    void stop() {
        remote.close();
        hub.close();
    }

    private RemoteState await(Predicate<RemoteState> wanted) throws InterruptedException {
        while (true) {
            RemoteState next = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("a state that was waited for").isNotNull();
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    private <T extends RemoteState> T await(Class<T> kind) throws InterruptedException {
        return kind.cast(await(kind::isInstance));
    }

    private WebSocket live() throws InterruptedException {
        remote.start();
        await(state -> state instanceof Connected connected && connected.live());
        WebSocket socket = sockets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(socket).isNotNull();
        return socket;
    }

    private void awaitChange(long to) throws InterruptedException {
        while (true) {
            Long change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(change).as("a change to %s", to).isNotNull();
            if (change == to) {
                return;
            }
        }
    }

    @Test
    void aWalletCatchesUpAndHearsWhatHappens() throws Exception {
        assertThat(states.take()).isEqualTo(new RemoteState.Connecting());
        WebSocket socket = live();
        awaitChange(3);
        seq.set(4);
        socket.send("{\"type\":\"payment.received\",\"payload\":{},\"seq\":4}");

        awaitChange(4);
        await(state -> state.equals(new Connected(4, true)));
    }

    @Test
    void whatIsToldTwiceIsFetchedOnce() throws Exception {
        WebSocket socket = live();
        seq.set(4);
        socket.send("{\"type\":\"payment.received\",\"payload\":{},\"seq\":4}");
        await(state -> state.equals(new Connected(4, true)));
        int pages = feed.pages.size();
        socket.send("{\"type\":\"payment.received\",\"payload\":{},\"seq\":4}");
        socket.send("{\"type\":\"payment.received\",\"payload\":{},\"seq\":4}");
        seq.set(5);
        socket.send("{\"type\":\"payment.received\",\"payload\":{},\"seq\":5}");
        await(state -> state.equals(new Connected(5, true)));

        assertThat(feed.pages.size() - pages).isBetween(1, 3);
    }

    @Test
    void aSocketThatBreaksComesBackAndNothingIsMissed() throws Exception {
        WebSocket socket = live();
        socket.close(1001, null);
        await(state -> state instanceof Connected connected && !connected.live());
        seq.set(9);
        remote.wake();

        awaitChange(9);
        await(state -> state instanceof Connected connected && connected.seq() == 9);
    }

    @Test
    void aHubThatGoesAwayAndComesBackIsCaughtUpWith() throws Exception {
        hub.on("GET /hub", StubHub.plain(503, ""));
        remote.start();
        Offline offline = await(Offline.class);
        assertThat(offline.why()).isEqualTo(Why.NOT_NOW);
        hub.greeting();
        remote.wake();

        await(Connected.class);
        awaitChange(3);
    }

    @Test
    void anotherHubAtTheAddressHearsNothingOfTheOwner() throws Exception {
        KeyPair other = StubHub.key("another hub");
        hub.on(
                "GET /hub",
                request -> StubHub.said(hub.hub(
                        request, other, hub.address().text(), Clock.system().wallMs())));
        remote.start();

        assertThat(await(RemoteState.NotTheHub.class))
                .isEqualTo(new RemoteState.NotTheHub(
                        Greeting.Lie.ANOTHER_HUB, other.pid().text()));
        assertThatThrownBy(() -> remote.connection().find("a payment", 0)).isInstanceOf(HubUnreachable.class);
        assertThatThrownBy(() -> remote.questions().units()).isInstanceOf(HubUnreachable.class);
        assertThat(hub.asked).allMatch(request -> request.getUrl().encodedPath().endsWith("/hub"));
        hub.greeting();
        remote.wake();
        await(Connected.class);
    }

    @Test
    void whoHasNoAccountIsRefusedUntilTheyHaveOne() throws Exception {
        hub.on(
                "GET /auth/challenge",
                StubHub.error(404, "E011", "participant", ANN.pid().text()));
        remote.start();
        assertThat(await(RemoteState.Refused.class).code()).isEqualTo("E011");
        hub.loggingIn(ANN.pid());
        remote.wake();

        await(Connected.class);
    }

    @Test
    void aForeignChallengeIsNoAnswer() throws Exception {
        hub.on(
                "GET /auth/challenge",
                StubHub.said(Json.object().put("challenge", "a".repeat(43)).build()));
        remote.start();

        assertThat(await(Offline.class).why()).isEqualTo(Why.FOREIGN_CHALLENGE);
        assertThat(hub.count("POST /auth/login")).isZero();
    }

    @Test
    void whoCalledTooOftenWaitsAndIsStillThere() throws Exception {
        int[] calls = {0};
        hub.on(
                "GET /transactions",
                request -> calls[0]++ == 0
                        ? StubHub.error(429, "E014", "retry_after_seconds", "1")
                        : StubHub.said(StubFeed.page(seq.get())));
        remote.start();
        await(RemoteState.Syncing.class);

        assertThat(await(state -> !(state instanceof RemoteState.Syncing))).isInstanceOf(Connected.class);
    }

    @Test
    void whatShowsNothingIsAskedForAgain() throws Exception {
        feed.judging(page -> new Applied.Unproven(Applied.Why.INCLUSION, ""));
        remote.start();
        assertThat(await(RemoteState.Behind.class))
                .isEqualTo(new RemoteState.Behind(0, Optional.of(Applied.Why.INCLUSION)));
        feed.judging(page -> new Applied.Done(0, 0, true));
        seq.set(0);
        remote.wake();

        await(Connected.class);
    }

    @Test
    void aContradictionEndsEverythingAndDoesNotHeal() throws Exception {
        feed.hearing(Feed.Heard.CONTRADICTS);
        remote.start();
        await(RemoteState.Contradicting.class);
        int asked = hub.asked.size();
        feed.hearing(Feed.Heard.AGREES);
        remote.wake();
        assertThatThrownBy(() -> remote.connection().find("a payment", 0)).isInstanceOf(HubUnreachable.class);
        remote.close();

        assertThat(remote.state()).isEqualTo(new RemoteState.Contradicting());
        assertThat(hub.asked).hasSize(asked);
    }

    @Test
    void aNewEpochIsSaidAndTheReplicaIsBegunAnew() throws Exception {
        feed.judging(page -> {
            feed.counting();
            return new Applied.NewEpoch(StubFeed.tip(2, 4));
        });
        remote.start();

        assertThat(await(RemoteState.Recovered.class).epoch()).isEqualTo(2);
        await(Connected.class);
        assertThat(feed.begunAnew).hasValue(1);
    }

    @Test
    void howMuchWasGivenBackIsToldWhereTheStateDoesNotMove() throws Exception {
        hub.on("GET /ws", StubHub.plain(503, ""));
        hub.on("POST /transactions", StubHub.error(409, "E012", "reason", "line"));
        Proof proof = new Proof(
                hub.key.pid(),
                hub.key.publicKey(),
                StubFeed.tip(0, 1).header(),
                Signature.of(new byte[Signature.BYTES]),
                List.of(),
                0,
                List.of());
        feed.lost(List.of(new Lost("lost", proof)), 10);
        BlockingQueue<GivenBack> heard = new LinkedBlockingQueue<>();
        remote.listen(state -> heard.add(remote.givenBack()));
        remote.start();

        GivenBack next = GivenBack.NONE;
        while (GivenBack.NONE.equals(next)) {
            next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(next).isEqualTo(new GivenBack(1, 0));
    }
}
