package org.tallystick.sync.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.hub.HubApp;
import org.tallystick.app.hub.HubPlan;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.PassingClock;
import org.tallystick.base.Randomness;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.Unit;

/** A hub, two wallets that reach it through a {@link FaultyProxy}, and Cleo, who is always there. One clock for all of them. */
final class FaultWorld implements AutoCloseable {

    static final Unit HOUR = new Unit("HOUR", 2);
    static final Unit SHELL = new Unit("SHELL", 0);
    static final String MANY = "1000000.00";

    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long FIRST_PUSH_MS = 20;
    private static final long LAST_PUSH_MS = 8_000;

    /** Less than the 15 s that there are between a ping and the end of a socket. */
    private static final long CAREFUL_PUSH_MS = 10_000;

    private static final long HEARING_MS = 20;
    private static final long ANSWER_NS = 1_000_000_000L;

    final PassingClock clock = new PassingClock();
    final Machine machine = new Machine(clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));
    final FaultyProxy proxy = new FaultyProxy();
    final NodeApp app;
    final NodeReader hubReader;
    final KeyPair cleo = key("Cleo");
    final FaultyWallet ann;
    final FaultyWallet bob;
    final Ids ids;
    final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final HubApp hub;

    FaultWorld(Path folder) throws Exception {
        ids = new Ids(clock, Randomness.seeded(13));
        Path place = folder.resolve("hub");
        List<NewHub.Unit> units = Stream.of(HOUR, SHELL)
                .map(unit -> new NewHub.Unit(unit.code(), unit.precision()))
                .toList();
        assertThat(NewHub.make(place, null, false, units, machine)).isInstanceOf(NewFolder.Outcome.Made.class);
        app = ((NodeApp.Opening.Opened) NodeApp.open(place, null, machine)).app();
        HubSettings settings = new HubSettings(
                "127.0.0.1",
                0,
                Optional.of(URI.create("http://127.0.0.1:" + proxy.port())),
                Optional.empty(),
                java.util.Set.of(),
                HubLimits.DEFAULT.unrated());
        hub = HubApp.start(app, HubPlan.of(settings, "test"), machine);
        proxy.lead(hub.port());
        hubReader = app.reader();
        List<KeyPair> people = List.of(key("Ann"), key("Bob"), cleo);
        for (KeyPair one : people) {
            join(one);
        }
        for (KeyPair one : people) {
            for (KeyPair other : people) {
                if (!one.equals(other)) {
                    trust(one, other.pid());
                }
            }
        }
        ann = new FaultyWallet(this, "localhost", people.get(0), folder.resolve("ann"));
        bob = new FaultyWallet(this, "127.0.0.1", people.get(1), folder.resolve("bob"));
        ann.remote.start();
        bob.remote.start();
        await("both wallets are in step", () -> ann.isInStep() && bob.isInStep());
    }

    static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8)));
    }

    private void join(KeyPair who) throws IOException {
        assertDone(
                who,
                "participant.register",
                Json.object()
                        .put("statement_id", ids.next())
                        .put("display_name", "somebody")
                        .put("type", "person")
                        .put("public_key", who.publicKey().text())
                        .build());
    }

    /** Trusts somebody with much, at the hub itself. */
    void trust(KeyPair from, Pid to) {
        assertDone(
                from,
                "trustline.create",
                Json.object()
                        .put("statement_id", ids.next())
                        .put("to", to.text())
                        .put("equivalent", HOUR.code())
                        .put("limit", MANY)
                        .build());
    }

    private void assertDone(KeyPair who, String action, Json.Obj fields) {
        assertThat(app.node()
                        .submit(SignedStatement.sign(who, action, app.node().hub(), fields))
                        .join())
                .isInstanceOf(Answer.Committed.class);
    }

    /** Waits for what wallets do by themselves, and lets their time pass, faster and faster. */
    void await(String what, BooleanSupplier there) throws InterruptedException {
        long endNs = System.nanoTime() + PATIENCE_NS;
        long pushMs = FIRST_PUSH_MS;
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> what + "; Ann: " + ann.remote.state() + ", Bob: " + bob.remote.state())
                    .isLessThan(endNs);
            if (changes.poll(2, TimeUnit.MILLISECONDS) == null) {
                clock.pass(pushMs);
                pushMs = Math.min(LAST_PUSH_MS, pushMs * 3 / 2);
            }
        }
    }

    /**
     * Lets so much time pass that sockets live: no more of it while a ping is on its way.
     *
     * @return false where one ended all the same, as on a machine that is too slow to hear of the answer in time
     */
    boolean passAlive(long ms) throws InterruptedException {
        AtomicInteger unanswered = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        proxy.gate((message, passed) -> {
            if (passed && message.label().equals(Message.PING)) {
                unanswered.incrementAndGet();
            } else if (passed && message.label().equals(Message.PONG)) {
                unanswered.decrementAndGet();
                answered.incrementAndGet();
            }
        });
        boolean alive = true;
        for (long passedMs = 0; passedMs < ms && alive; passedMs += CAREFUL_PUSH_MS) {
            int before = answered.get();
            clock.pass(CAREFUL_PUSH_MS);
            // Of a socket that was replaced a ping is never answered.
            long endNs = clock.monotonicNs() + ANSWER_NS;
            do {
                changes.poll(2, TimeUnit.MILLISECONDS);
            } while (unanswered.get() > 0 && areLive() && clock.monotonicNs() < endNs);
            unanswered.set(0);
            if (answered.get() > before) {
                // It was carried, and is still to be heard.
                changes.poll(HEARING_MS, TimeUnit.MILLISECONDS);
            }
            alive = areLive();
        }
        proxy.gate(Message.Gate.OPEN);
        return alive;
    }

    /** Whether both have a socket. */
    boolean areLive() {
        return ann.isLive() && bob.isLive();
    }

    /** Waits for what is about to happen, and lets no time pass. */
    void awaitAtOnce(String what, BooleanSupplier there) throws InterruptedException {
        long endNs = System.nanoTime() + PATIENCE_NS;
        do {
            assertThat(System.nanoTime())
                    .as(() -> what + "; Ann: " + ann.remote.state() + ", Bob: " + bob.remote.state())
                    .isLessThan(endNs);
            String change = changes.poll(2, TimeUnit.MILLISECONDS);
            assert change == null || !change.isEmpty();
        } while (!there.getAsBoolean());
    }

    @Override
    public void close() throws IOException {
        proxy.faults(Faults.AWAY, 0);
        ann.close();
        bob.close();
        hubReader.close();
        hub.close();
        app.close();
        proxy.close();
    }
}
