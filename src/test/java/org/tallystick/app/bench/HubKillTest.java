package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;

/**
 * A hub in a process of its own is killed while clients pay: who was answered finds the payment, who was not and sends the same
 * again pays once, and everybody is still logged in. Two such hubs at once, since one that starts keeps hardly more than one
 * processor busy.
 */
@ExtendWith(ChildJava.Shared.class)
class HubKillTest {

    private static final int CLIENTS = 8;
    private static final int PEOPLE = 12;
    private static final int REFRESH_KILLS = 20;
    private static final int FIRST_PAYMENTS = 5;
    private static final long SEED = 20_261_122L;

    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredIsThereAndWhatIsSentAgainIsPaidOnceAfterTwentyKills(ChildJava java) throws Exception {
        kill(20, 0x1F, java);
    }

    @Test
    @Tag("long")
    void whatWasAnsweredIsThereAndWhatIsSentAgainIsPaidOnceAfterTwoHundredKills(ChildJava java) throws Exception {
        kill(200, 0x7F, java);
    }

    /** Kills hubs so often, each time behind 5 answers and at most so many more. */
    private void kill(int times, int spread, ChildJava java) throws Exception {
        List<String> options = new ArrayList<>(java.options("hub"));
        options.add("-Xmx256m");
        Series one = new Series("one", times / 2, spread, options);
        Series other = new Series("other", times - times / 2, spread, options);
        one.begin();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> kills = both.submit(() -> one.kill(SEED));
            other.kill(SEED + 1);
            kills.get();
        }
        int answers = one.answered.size() + other.answered.size();
        assertThat(answers).isGreaterThan(times * FIRST_PAYMENTS);
        System.out.printf("%d kills of serving hubs: %d payments answered, 0 lost, 0 doubled%n", times, answers);
    }

    /** One hub that is killed again and again. */
    private final class Series {

        private final Path data;
        private final Path log;
        private final int times;
        private final int spread;
        private final List<String> options;
        private final BenchCommunity community;
        private final byte[] signatures;
        private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
        private final Set<Integer> doubtful = ConcurrentHashMap.newKeySet();
        private final AtomicInteger next = new AtomicInteger();

        Series(String name, int times, int spread, List<String> options) throws IOException {
            this.data = folder.resolve(name);
            this.log = folder.resolve(name + ".log");
            this.times = times;
            this.spread = spread;
            this.options = options;
            assertThat(NewHub.make(data, null, true, List.of(new NewHub.Unit(BenchCommunity.UNIT, 2)), machine))
                    .isInstanceOf(NewFolder.Outcome.Made.class);
            try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(data, null, machine)).app()) {
                community = new BenchCommunity(
                        app.node().hub(), "2099-01-01T00:00:00Z", PEOPLE, 2, Constraints.MOST_TIMEOUT_MS);
                community.settle(app.node());
            }
            signatures = community.sign(FIRST_PAYMENTS + times * 3 * (spread + 5 + CLIENTS));
        }

        private HubProcess start() throws IOException {
            return HubProcess.start(data, log, options);
        }

        /** Whatever a payment needs is loaded, and stands in the archive that the hubs to come begin with. */
        void begin() throws Exception {
            try (HubProcess hub = start();
                    HubClient client = new HubClient(hub.port())) {
                List<String> tokens = accessOf(logIn(hub, community));
                for (int i = 0; i < FIRST_PAYMENTS; i++) {
                    int number = next.getAndIncrement();
                    assertThat(pay(client, tokens, number)).isEqualTo(201);
                    answered.add(number);
                }
            }
        }

        Void kill(long seed) throws Exception {
            HubProcess hub = start();
            try {
                List<Login> logins = logIn(hub, community);
                byte[] chance = Randomness.seeded(seed).bytes(times);
                for (int i = 0; i < times; i++) {
                    payUntilKilled(hub, accessOf(logins), 5 + (chance[i] & spread));
                    hub = start();
                    settleDoubts(hub, accessOf(logins));
                    if ((i + 1) % REFRESH_KILLS == 0) {
                        // An access token lasts a quarter of an hour; the login that it came from survives the kills as
                        // well.
                        logins = refresh(hub, logins);
                    }
                }
                everyPaymentIsThereOnce(hub, accessOf(logins));
            } finally {
                hub.kill();
            }
            return null;
        }

        /** Kills the hub when so many payments were answered, while the clients go on. */
        private void payUntilKilled(HubProcess hub, List<String> tokens, int answers) throws InterruptedException {
            CountDownLatch enough = new CountDownLatch(answers);
            AtomicBoolean killing = new AtomicBoolean();
            Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(() -> {
                    try (HubClient client = new HubClient(hub.port())) {
                        while (true) {
                            int number = next.getAndIncrement();
                            doubtful.add(number);
                            assertThat(pay(client, tokens, number)).isEqualTo(201);
                            answered.add(number);
                            doubtful.remove(number);
                            enough.countDown();
                        }
                    } catch (IOException hungUp) {
                        if (!killing.get()) {
                            surprises.add(hungUp);
                        }
                    } catch (RuntimeException | AssertionError otherwise) {
                        surprises.add(otherwise);
                    }
                }));
            }
            boolean paid = enough.await(60, TimeUnit.SECONDS);
            killing.set(true);
            hub.kill();
            for (Thread client : clients) {
                client.join();
            }
            assertThat(surprises).isEmpty();
            assertThat(paid).isTrue();
        }

        private void settleDoubts(HubProcess hub, List<String> tokens) throws IOException {
            // Each client was stopped at a payment of its own.
            assertThat(doubtful).isNotEmpty().hasSizeLessThanOrEqualTo(CLIENTS);
            try (HubClient client = new HubClient(hub.port())) {
                for (int number : Set.copyOf(doubtful)) {
                    assertThat(pay(client, tokens, number)).isIn(200, 201);
                    assertThat(pay(client, tokens, number)).isEqualTo(200);
                    answered.add(number);
                    doubtful.remove(number);
                }
            }
        }

        private int pay(HubClient client, List<String> tokens, int number) throws IOException {
            return client.post("/payments", tokens.get(community.payer(number)), community.body(number, signatures))
                    .status();
        }

        private void everyPaymentIsThereOnce(HubProcess hub, List<String> tokens) throws Exception {
            Map<Integer, Long> expected = new TreeMap<>();
            answered.forEach(number -> expected.merge(community.payer(number), 1L, Long::sum));
            try (HubClient client = new HubClient(hub.port())) {
                for (int number : answered) {
                    String txId = String.format(java.util.Locale.ROOT, "bench-%010d", number);
                    assertThat(client.get("/payments/" + txId, tokens.get(community.payer(number)))
                                    .status())
                            .as(txId)
                            .isEqualTo(200);
                }
                for (Map.Entry<Integer, Long> payer : expected.entrySet()) {
                    HubClient.Answer page =
                            client.get("/payments?direction=sent&per_page=1", tokens.get(payer.getKey()));
                    assertThat(Json.readObject(page.body()).object("pagination").number("total"))
                            .isEqualTo(payer.getValue());
                }
            }
        }
    }

    /** The tokens of somebody who is logged in. */
    private record Login(String access, String refresh) {

        static Login of(HubClient.Answer answer) throws Exception {
            assertThat(answer.status()).isEqualTo(200);
            Json.Obj data = Json.readObject(answer.body()).object("data");
            return new Login(data.text("access_token"), data.text("refresh_token"));
        }
    }

    private static List<String> accessOf(List<Login> logins) {
        return logins.stream().map(Login::access).toList();
    }

    private static List<Login> refresh(HubProcess hub, List<Login> logins) throws Exception {
        List<Login> fresh = new ArrayList<>();
        try (HubClient client = new HubClient(hub.port())) {
            for (Login login : logins) {
                Json.Obj body =
                        Json.object().put("refresh_token", login.refresh()).build();
                fresh.add(Login.of(client.post("/auth/refresh", "", CanonicalJson.bytes(body))));
            }
        }
        return fresh;
    }

    private static List<Login> logIn(HubProcess hub, BenchCommunity community) throws Exception {
        List<Login> logins = new ArrayList<>();
        try (HubClient client = new HubClient(hub.port())) {
            for (int person = 0; person < community.people(); person++) {
                KeyPair key = community.key(person);
                String challenge = Json.readObject(
                                client.get("/auth/challenge?pid=" + key.pid().text(), "")
                                        .body())
                        .object("data")
                        .text("challenge");
                logins.add(Login.of(client.post(
                        "/auth/login",
                        "",
                        CanonicalJson.bytes(Json.object()
                                .put("pid", key.pid().text())
                                .put("challenge", challenge)
                                .put(
                                        "signature",
                                        key.sign(challenge.getBytes(UTF_8)).text())
                                .build()))));
            }
        }
        return logins;
    }
}
