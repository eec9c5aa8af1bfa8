package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tallystick.app.hub.HubWorld;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.journal.JournalConfig;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.ReplicaJournal;

/** The contract at our hub over HTTP. */
class RemoteContractTest extends HubContract {

    private static final long PATIENCE_SECONDS = 20;

    @Override
    World open(Path place) throws IOException {
        return new Remote(HubWorld.start(place), place.resolveSibling("wallets"));
    }

    private static final class Remote implements World {

        private final HubWorld world;
        private final Path wallets;
        private final HubAddress address;
        private final List<AutoCloseable> opened = new ArrayList<>();

        Remote(HubWorld world, Path wallets) {
            this.world = world;
            this.wallets = wallets;
            this.address = HubAddress.parse(world.hub.address().toString()).orElseThrow();
        }

        @Override
        public Person person(String name) throws IOException, InterruptedException {
            KeyPair key = StubHub.key(name);
            HubHttp http = new HubHttp(address, HubHttp.Ground.of(false, Pins.inMemory()), StubHub.ids());
            Greeting greeting = new Hello(http, Clock.system(), Randomness.system()).ask(Optional.empty());
            assertThat(greeting).isInstanceOf(Greeting.Ours.class);
            HubFacts facts = ((Greeting.Ours) greeting).facts();
            ReplicaJournal journal = ReplicaJournal.open(
                    JournalConfig.in(wallets.resolve(name)).withSizes(1 << 20, 4096), key.pid(), facts.key());
            Replica replica = journal.replica();
            RemoteHub remote = new RemoteHub(
                    http,
                    new RemoteHub.Owner(
                            facts.pid(), key.pid(), key, new ReplicaFeed(replica, facts.key(), Complaints.none())),
                    Clock.system(),
                    Randomness.system());
            opened.add(journal);
            opened.add(remote);
            assertThat(remote.session().register(name, StubHub.ids())).isInstanceOf(HubAnswer.Said.class);
            BlockingQueue<Long> folded = new LinkedBlockingQueue<>();
            remote.follow(() -> folded.add(replica.seq()));
            remote.start();
            while (!remote.connection().isCaughtUp()) {
                // Whoever has caught up tells so after the first time.
                assertThat(told(folded)).as("the first catching up").isTrue();
            }
            return new Person(key, remote.connection(), new RemoteReader(remote, replica, journal), () -> {
                long wanted = seq(remote.session());
                while (replica.seq() < wanted) {
                    assertThat(told(folded))
                            .as("a change of what is folded; it stands at %s", remote.state())
                            .isTrue();
                }
            });
        }

        private static boolean told(BlockingQueue<Long> folded) throws InterruptedException {
            return folded.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null;
        }

        /** The account's count at the hub. */
        private static long seq(Session session) throws Exception {
            HubAnswer answer = session.ask(HubCall.get("/participants/me/statement"));
            assertThat(answer).isInstanceOf(HubAnswer.Said.class);
            HubAnswer.Said said = (HubAnswer.Said) answer;
            assertThat(said.height()).isEqualTo(OptionalLong.empty());
            return ((Json.Obj) said.data()).number("seq");
        }

        @Override
        public void close() throws IOException {
            for (AutoCloseable one : opened.reversed()) {
                try {
                    one.close();
                } catch (Exception failed) {
                    throw new IOException(failed);
                }
            }
            world.close();
        }
    }
}
