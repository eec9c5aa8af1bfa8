package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.sync.reference.ReferenceWorld.pid;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.wallet.HubConnection.Submitted;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;

/** What is noticed of a hub that says little, over a real socket. */
class ReferenceLiveTest {

    private static final int PATIENCE = 1_000;

    /** While something is waited for, so much time of the wallet passes in so much of the machine's. */
    private static final long PUSH_MS = 500;

    private static final long SLICE_MS = 20;

    private final ReferenceWorld world = new ReferenceWorld();
    private final Semaphore told = new Semaphore(0);
    private ReferenceHub bob;

    @BeforeEach
    void makeCommunity() {
        bob = world.member("Bob");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private ReferenceHub listening() {
        ReferenceHub ann = world.member("Ann");
        HubReader.Following following = ann.reader().follow(pid("Ann"), told::release);
        assertThat(following).isNotNull();
        ann.start();
        return ann;
    }

    private void isTold() throws InterruptedException {
        assertThat(told.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    private void isToldInTime() throws InterruptedException {
        for (int tries = 0; !told.tryAcquire(SLICE_MS, TimeUnit.MILLISECONDS); tries++) {
            assertThat(tries).as("somebody is told").isLessThan(PATIENCE);
            world.clock.pass(PUSH_MS);
        }
    }

    private HubState next(BlockingQueue<HubState> states) throws InterruptedException {
        HubState next = states.poll(SLICE_MS, TimeUnit.MILLISECONDS);
        for (int tries = 0; next == null; tries++) {
            assertThat(tries).as("another state").isLessThan(PATIENCE);
            world.clock.pass(PUSH_MS);
            next = states.poll(SLICE_MS, TimeUnit.MILLISECONDS);
        }
        return next;
    }

    private void pay(ReferenceHub from, String to, String amount) throws Exception {
        assertThat(world.pay(from, to, amount)).isEqualTo(new Submitted.Said());
    }

    private long owed(ReferenceHub ann) throws Exception {
        return ann.reader().standing(pid("Ann")).orElseThrow().units().stream()
                .mapToLong(unit -> unit.owedMinor())
                .sum();
    }

    @Test
    void aReceivedPaymentIsNoticedAndShownAtOnce() throws Exception {
        ReferenceHub ann = listening();
        isTold();
        world.trust(ann, "Bob", "10.00");
        isTold();
        assertThat(owed(ann)).isZero();

        pay(bob, "Ann", "2.00");

        isTold();
        assertThat(owed(ann)).isEqualTo(200);
    }

    @Test
    void whatHappenedWhileTheSocketWasGoneIsMadeUpForAfterwards() throws Exception {
        ReferenceHub ann = listening();
        isTold();
        world.trust(ann, "Bob", "10.00");
        isTold();
        told.drainPermits();
        world.stub.cutSockets();
        pay(bob, "Ann", "2.00");

        isToldInTime();
        while (owed(ann) != 200) {
            isToldInTime();
        }
        assertThat(world.stub.socketsOpened()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aSocketThatSaysNothingIsGivenUpAndOpenedAgain() throws Exception {
        ReferenceHub ann = listening();
        isTold();
        told.drainPermits();

        world.stub.silence();

        awaitSockets(2);
        world.stub.cutSockets();
        isToldInTime();
        assertThat(owed(ann)).isZero();
    }

    private void awaitSockets(int count) throws InterruptedException {
        for (int tries = 0; world.stub.socketsOpened() < count; tries++) {
            assertThat(tries).as("%s sockets", count).isLessThan(PATIENCE);
            assertThat(new Semaphore(0).tryAcquire(SLICE_MS, TimeUnit.MILLISECONDS))
                    .isFalse();
            world.clock.pass(PUSH_MS);
        }
    }

    @Test
    void aTokenThatIsOverIsRenewedForTheSocketToo() throws Exception {
        listening();
        isTold();
        told.drainPermits();
        world.stub.expireTokens();

        world.stub.cutSockets();

        isToldInTime();
        assertThat(world.stub.asked()).contains("POST /auth/refresh");
    }

    @Test
    void whatIsNeverToldIsFoundByLooking() throws Exception {
        ReferenceHub ann = listening();
        isTold();
        assertThat(ann.reader().neighbours(pid("Ann"))).isEmpty();
        told.drainPermits();

        world.trust(bob, "Ann", "10.00");

        isToldInTime();
        while (ann.reader().neighbours(pid("Ann")).isEmpty()) {
            isToldInTime();
        }
    }

    @Test
    void howItStandsIsTold() throws Exception {
        BlockingQueue<HubState> states = new LinkedBlockingQueue<>();
        ReferenceHub ann = world.member("Ann");
        HubReader.Following listening = ann.listen(states::add);
        assertThat(ann.state()).isEqualTo(new HubState.Connecting());
        ann.start();

        assertThat(next(states)).isEqualTo(new HubState.Connected());
        awaitSockets(1);
        world.stub.cutSockets();
        assertThat(next(states)).isInstanceOf(HubState.Offline.class);
        assertThat(next(states)).isEqualTo(new HubState.Connected());
        listening.close();
    }

    @Test
    void aHubThatSaysMoreThanAnyHubDoesIsLeftAndTriedAgain() throws Exception {
        BlockingQueue<HubState> states = new LinkedBlockingQueue<>();
        ReferenceHub ann = world.member("Ann");
        HubReader.Following listening = ann.listen(states::add);
        ann.start();
        assertThat(next(states)).isEqualTo(new HubState.Connected());
        awaitSockets(1);

        world.stub.flood();

        assertThat(next(states)).isInstanceOf(HubState.Offline.class);
        assertThat(next(states)).isEqualTo(new HubState.Connected());
        listening.close();
    }

    @Test
    void whoHasNoAccountIsRefused() throws Exception {
        BlockingQueue<HubState> states = new LinkedBlockingQueue<>();
        ReferenceHub nobody = world.stranger("nobody");
        HubReader.Following listening = nobody.listen(states::add);
        nobody.start();

        assertThat(next(states)).isEqualTo(new HubState.Refused("E016"));
        listening.close();
    }

    @Test
    void whoIsNotListeningIsToldWhatTheyDoThemselves() throws Exception {
        ReferenceHub ann = world.member("Ann");
        HubReader.Following following = ann.reader().follow(pid("Ann"), told::release);
        world.trust(ann, "Bob", "1.00");
        isTold();
        following.close();
        world.trust(bob, "Ann", "1.00");
        assertThat(told.availablePermits()).isZero();
    }
}
