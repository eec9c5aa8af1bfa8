package org.tallystick.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.Clock;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;

/**
 * A hub in a process of its own with 256 MB of heap serves for {@code -Dsoak.minutes} (20): reads and payments at a moderate pace
 * ({@code -Dsoak.calls}, 30 a second), and 500 sockets that are cut at random, fall asleep, outlive their tokens, and come back.
 * Heap and open files stay flat, and through all connections each socket saw each event once.
 */
@Tag("long")
class SoakTest {

    private static final int PEOPLE = 50;
    private static final int LINES_EACH = 3;
    private static final int EARS_EACH = 10;
    private static final int DAWDLERS = 5;
    private static final long CUT_EVERY_MS = 400;
    private static final long DAWDLE_EVERY_SECONDS = 150;
    private static final long RENEW_EVERY_SECONDS = 600;
    private static final long PATIENCE_SECONDS = 120;
    private static final long HEAP_SLACK_BYTES = 8 << 20;
    private static final long FILES_SLACK = 30;

    @TempDir
    Path folder;

    private final long seconds = 60L * Integer.getInteger("soak.minutes", 20);
    private final int callsPerSecond = Integer.getInteger("soak.calls", 30);
    private final long sampleSeconds = seconds >= 300 ? 30 : 5;
    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
    private final SoakTally tally = new SoakTally();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<SoakEar> ears = new ArrayList<>();

    @Test
    void heapAndFilesStayFlatAndNoEventIsLost() throws Exception {
        Path data = folder.resolve("hub");
        assertThat(NewHub.make(data, null, true, List.of(new NewHub.Unit(BenchCommunity.UNIT, 2)), machine))
                .isInstanceOf(NewFolder.Outcome.Made.class);
        Pid hubPid;
        BenchCommunity community;
        try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(data, null, machine)).app()) {
            hubPid = app.node().hub();
            community = new BenchCommunity(hubPid, "2099-01-01T00:00:00Z", PEOPLE, LINES_EACH);
            community.settle(app.node());
        }
        Path log = folder.resolve("hub.log");
        OkHttpClient client = client();
        try (HubProcess hub = HubProcess.start(data, log, List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))) {
            SoakPeople people = SoakPeople.logIn(
                    community, hubPid, hub.port(), machine.clock(), new Ids(machine.clock(), machine.randomness()));
            connect(client, people, hub.port());
            SoakLoad load = new SoakLoad(people, hub.port(), tally, callsPerSecond);
            SoakGauge gauge = new SoakGauge(hub);
            soak(hub, people, load, gauge);
            boolean lived = hub.process().isAlive();
            long unseen = judgeEvents(client, people, load, hub.port());
            print(hub, load, gauge, unseen);
            assertThat(lived).isTrue();
            judgeFigures(gauge);
        } finally {
            stop.countDown();
            ears.forEach(SoakEar::stop);
            client.dispatcher().executorService().shutdownNow();
        }
        assertThat(Files.readString(log)).doesNotContain("ERROR").doesNotContain("OutOfMemory");
    }

    private static OkHttpClient client() {
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(4_000);
        dispatcher.setMaxRequestsPerHost(4_000);
        return new OkHttpClient.Builder().dispatcher(dispatcher).build();
    }

    private void connect(OkHttpClient client, SoakPeople people, int port) throws InterruptedException {
        for (int ear = 0; ear < EARS_EACH; ear++) {
            for (int person = 0; person < PEOPLE; person++) {
                ears.add(new SoakEar(people, person, client, port, tally).open());
            }
            for (SoakEar open : ears.subList(ear * PEOPLE, (ear + 1) * PEOPLE)) {
                assertThat(open.awaitReady(PATIENCE_SECONDS)).isTrue();
            }
        }
    }

    /** Everything at once, for as long as it was told. */
    private void soak(HubProcess hub, SoakPeople people, SoakLoad load, SoakGauge gauge) throws Exception {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SoakLoad.CLIENTS; i++) {
                int number = i;
                running.add(all.submit(() -> load.run(number, stop)));
            }
            running.add(all.submit(this::cutNowAndThen));
            running.add(all.submit(() -> renewInTime(people)));
            for (int i = 0; i < DAWDLERS; i++) {
                SoakEar dawdler = ears.get(i);
                long firstSeconds = 5 + 20L * i;
                running.add(all.submit(() -> dawdleNowAndThen(dawdler, firstSeconds)));
            }
            long startNs = System.nanoTime();
            try {
                for (long at = sampleSeconds; at <= seconds && hub.process().isAlive(); at += sampleSeconds) {
                    long leftNs = startNs + TimeUnit.SECONDS.toNanos(at) - System.nanoTime();
                    stop.await(Math.max(0, leftNs), TimeUnit.NANOSECONDS);
                    System.out.printf("soak %d s: %s, %d events%n", at, gauge.take(), tally.events());
                }
            } finally {
                stop.countDown();
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private Void cutNowAndThen() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(20_261_122L);
        while (!stop.await(CUT_EVERY_MS, TimeUnit.MILLISECONDS)) {
            ears.get(DAWDLERS + random.nextInt(ears.size() - DAWDLERS)).cut(random.nextInt(4) == 0);
        }
        return null;
    }

    /** One half says its new token on the sockets it has; the sockets of the other end with their token. */
    private Void renewInTime(SoakPeople people) throws Exception {
        while (!stop.await(RENEW_EVERY_SECONDS, TimeUnit.SECONDS)) {
            people.renew();
            ears.stream().filter(ear -> ear.person() % 2 == 0).forEach(SoakEar::authenticate);
        }
        return null;
    }

    private Void dawdleNowAndThen(SoakEar ear, long firstSeconds) throws InterruptedException {
        long pauseSeconds = firstSeconds;
        while (!stop.await(pauseSeconds, TimeUnit.SECONDS)) {
            ear.dawdle(stop);
            pauseSeconds = DAWDLE_EVERY_SECONDS;
        }
        return null;
    }

    /**
     * Each socket saw what its person's history has, and what the payments say.
     *
     * @return how many numbers of all people stand for nothing that is told
     */
    private long judgeEvents(OkHttpClient client, SoakPeople people, SoakLoad load, int port) throws Exception {
        long untold = 0;
        long lost = 0;
        for (int person = 0; person < PEOPLE; person++) {
            List<SoakEar> own = new ArrayList<>();
            for (SoakEar ear : ears) {
                if (ear.person() == person) {
                    own.add(ear);
                }
            }
            long base = own.getFirst().greeted();
            SoakEar later =
                    new SoakEar(people, person, client, port, tally).after(base).open();
            assertThat(later.awaitReady(PATIENCE_SECONDS)).isTrue();
            BitSet all = later.seen();
            later.stop();
            untold += later.greeted() - base - all.cardinality();
            assertThat(later.sent()).isEqualTo(load.sent(person)).isEqualTo(total(people, person, port, "sent"));
            assertThat(later.received())
                    .isEqualTo(load.received(person))
                    .isEqualTo(total(people, person, port, "received"));
            for (SoakEar ear : own) {
                assertThat(ear.greeted()).isEqualTo(base);
                ear.awaitSeen(all.cardinality(), PATIENCE_SECONDS / 4);
                BitSet missing = (BitSet) all.clone();
                missing.andNot(ear.seen());
                if (!missing.isEmpty()) {
                    lost += missing.cardinality();
                    tally.defect("lost by a socket that is at " + ear.position() + ": " + missing);
                }
            }
        }
        System.out.printf("soak: %d events lost, %d doubled%n", lost, tally.doubledSoFar());
        return untold;
    }

    private static long total(SoakPeople people, int person, int port, String direction) throws Exception {
        try (HubClient client = new HubClient(port)) {
            HubClient.Answer page =
                    client.get("/payments?direction=" + direction + "&per_page=1", people.token(person));
            Json.Obj answer = SoakPeople.read(page, 200);
            return answer.object("pagination").number("total");
        }
    }

    private void print(HubProcess hub, SoakLoad load, SoakGauge gauge, long untold) throws IOException {
        long payments = load.paymentUs().getTotalCount();
        System.out.printf(
                "soak of %d min: %d payments (%.1f/s, p50 %.1f ms, p99 %.1f ms), %d limits changed, %d reads (%.1f/s, "
                        + "p50 %.1f ms, p99 %.1f ms), load %.1f%n",
                seconds / 60,
                payments,
                payments / (double) seconds,
                load.paymentUs().getValueAtPercentile(50) / 1e3,
                load.paymentUs().getValueAtPercentile(99) / 1e3,
                load.limitsChanged(),
                load.readUs().getTotalCount(),
                load.readUs().getTotalCount() / (double) seconds,
                load.readUs().getValueAtPercentile(50) / 1e3,
                load.readUs().getValueAtPercentile(99) / 1e3,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                "%d sockets heard %d events (%.0f/s), %d numbers stand for nothing told; %s%n",
                ears.size(), tally.events(), tally.events() / (double) seconds, untold, tally.counts());
        System.out.printf(
                "by quarters of %d samples: heap after collection %s MB; files %s; resident %s MB; threads %s; sockets %s; "
                        + "%.0f s of processor%n",
                gauge.size(),
                gauge.quarters(SoakGauge.Sample::heapBytes, 1 << 20),
                gauge.quarters(SoakGauge.Sample::files, 1),
                gauge.quarters(SoakGauge.Sample::residentKilobytes, 1 << 10),
                gauge.quarters(SoakGauge.Sample::threads, 1),
                gauge.quarters(SoakGauge.Sample::sockets, 1),
                hub.cpu().toMillis() / 1e3);
    }

    private void judgeFigures(SoakGauge gauge) {
        assertThat(tally.defects()).isEmpty();
        assertThat(tally.doubledSoFar()).isZero();
        assertThat(tally.of("resume.partial")).isZero();
        assertThat(tally.of("out of order")).isZero();
        assertThat(tally.of("resumed")).isGreaterThan(seconds / 2);
        assertThat(tally.events()).isGreaterThan(seconds * EARS_EACH);
        if (seconds >= 600) {
            assertThat(tally.of("cut by the hub while not reading")).isGreaterThan(DAWDLERS);
        }
        assertThat(gauge.median(4, SoakGauge.Sample::heapBytes))
                .isLessThan(gauge.median(2, SoakGauge.Sample::heapBytes) * 11 / 10 + HEAP_SLACK_BYTES);
        assertThat(gauge.median(4, SoakGauge.Sample::files))
                .isLessThan(gauge.median(2, SoakGauge.Sample::files) * 11 / 10 + FILES_SLACK);
    }
}
