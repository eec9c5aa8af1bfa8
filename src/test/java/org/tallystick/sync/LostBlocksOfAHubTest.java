package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Backups;
import org.tallystick.app.Restores;
import org.tallystick.app.hub.HubPlan;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.app.hub.Member;
import org.tallystick.app.hub.OpenApiJudge;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.journal.JournalConfig;
import org.tallystick.wallet.replica.ReplicaJournal;
import org.tallystick.wallet.replica.SealedHeader;

/** A hub is put back from a backup; the wallets of its members begin anew and give it back what it lost. */
class LostBlocksOfAHubTest {

    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private HubWorld world;

    @AfterEach
    void close() throws Exception {
        closeWallets();
        world.close();
    }

    private void closeWallets() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        opened.clear();
    }

    private HubWorld serve() throws IOException {
        return HubWorld.open(
                folder.resolve("hub"),
                HubPlan.of(HubSettings.loopback(0).withLimits(HubLimits.DEFAULT.unrated()), "test"),
                new OpenApiJudge());
    }

    private Path replica(String name) {
        return folder.resolve("wallets").resolve(name);
    }

    /** A wallet's replica, and what tells of its states. */
    private record Keeping(ReplicaJournal journal, BlockingQueue<Map<String, Long>> nets) {

        void await(long hoursMinor, int leastEpoch) throws InterruptedException {
            Map<String, Long> wanted = Map.of("HOUR", hoursMinor);
            while (epoch() < leastEpoch || !journal.replica().netsMinor().equals(wanted)) {
                assertThat(nets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as("a change on the way to %s", wanted)
                        .isNotNull();
            }
        }

        private int epoch() {
            return journal.replica().newest().map(SealedHeader::epoch).orElse(-1);
        }
    }

    private Keeping keep(Member who) throws IOException {
        HubHttp http = new HubHttp(
                HubAddress.parse(world.hub.address().toString()).orElseThrow(),
                HubHttp.Ground.of(false, Pins.inMemory()),
                StubHub.ids());
        Files.createDirectories(folder.resolve("wallets"));
        ReplicaJournal journal = ReplicaJournal.open(
                JournalConfig.in(replica(who.name)).withSizes(1 << 20, 4096), who.pid, world.app.hubKey());
        RemoteHub remote = new RemoteHub(
                http,
                new RemoteHub.Owner(
                        world.app.node().hub(),
                        who.pid,
                        who.key,
                        new ReplicaFeed(journal.replica(), world.app.hubKey(), Complaints.none())),
                Clock.system(),
                Randomness.system());
        opened.add(journal);
        opened.add(remote);
        BlockingQueue<Map<String, Long>> nets = new LinkedBlockingQueue<>();
        remote.follow(() -> nets.add(journal.replica().netsMinor()));
        remote.start();
        return new Keeping(journal, nets);
    }

    @Test
    void paymentsThatAHubLostAreThereAgainAfterItsMembersCameBack() throws Exception {
        world = HubWorld.start(folder.resolve("hub"));
        Member ann = world.member("Ann");
        Member bob = world.member("Bob");
        world.close();
        assertThat(Backups.make(folder.resolve("hub"), null, folder.resolve("backup"), world.machine))
                .isInstanceOf(Backups.Outcome.Made.class);

        // After the backup come a line and two payments over it.
        world = serve();
        ann = world.known(ann);
        bob = world.known(bob);
        bob.trust(ann, "HOUR", "100.00").data();
        ann.pay(bob, "HOUR", "5.00").data();
        ann.pay(
                        "with-a-note",
                        bob,
                        "HOUR",
                        "2.00",
                        Json.object().put("description", "eggs").build())
                .data();
        keep(ann).await(-700, 0);
        keep(bob).await(700, 0);
        closeWallets();
        world.close();

        assertThat(Restores.restore(
                        folder.resolve("backup"),
                        folder.resolve("hub"),
                        null,
                        new Restores.Choice(OptionalLong.empty(), false),
                        world.machine))
                .isInstanceOf(Restores.Outcome.Done.class);
        world = serve();
        ann = world.known(ann);
        bob = world.known(bob);

        // The payer comes first, whose payments have no line yet; they wait.
        Keeping ofAnn = keep(ann);
        Keeping ofBob = keep(bob);
        ofBob.await(700, 1);
        ofAnn.await(-700, 1);
        assertThat(ann.get("/payments/with-a-note").data().text("description")).isEqualTo("eggs");
        assertThat(world.app.node().health().epoch()).isPositive();
        try (Stream<Path> beside = Files.list(folder.resolve("wallets"))) {
            assertThat(beside.map(path -> path.getFileName().toString())).contains("Bob.returned-1");
        }
    }
}
