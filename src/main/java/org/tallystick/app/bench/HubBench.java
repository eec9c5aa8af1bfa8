package org.tallystick.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.Exempt;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;

/**
 * {@code bench hub}: signed payments over HTTP into a hub in a process of its own, and beside them, in the same run and the same
 * community, payments in one process. Everything stands in one folder that the caller gives and deletes.
 */
@Exempt(rule = "threads", reason = "The clients of a measurement stand for callers from outside.")
public final class HubBench {

    private static final int[] CLIENTS = {1, 4, 16, 64};
    private static final int PEOPLE = 50;
    private static final int LINES_EACH = 3;
    private static final int SUBMITTERS = 64;
    private static final double WARM_UP_SECONDS = 30;
    private static final int MOST_PER_SECOND = 16_000;
    private static final long MAX_LATENCY_US = 60_000_000;

    private final Path folder;
    private final Machine machine;
    private final Consumer<String> progress;

    /**
     * Makes the measurement.
     *
     * @param folder an empty folder on the disk to measure
     * @param progress is told in a few words what is being done
     */
    public HubBench(Path folder, Machine machine, Consumer<String> progress) {
        this.folder = folder;
        this.machine = machine;
        this.progress = progress;
    }

    /** The signed payments that are not sent yet, shared by all loads. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Supply(BenchCommunity community, byte[] signatures, AtomicInteger next, int end) {

        /** The number of the next payment. */
        int take() {
            int number = next.getAndIncrement();
            if (number >= end) {
                throw new IllegalStateException("More payments were made than signed");
            }
            return number;
        }
    }

    /**
     * Measures.
     *
     * @param seconds for the four loads together
     * @throws IOException when the folder cannot be used or the hub does not serve
     * @throws InterruptedException when the caller is
     */
    public HubReport run(int seconds) throws IOException, InterruptedException {
        double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double each = (double) seconds / CLIENTS.length;
        Path data = folder.resolve("hub");
        if (!(NewHub.make(data, null, true, List.of(new NewHub.Unit(BenchCommunity.UNIT, 2)), machine)
                instanceof NewFolder.Outcome.Made)) {
            throw new IOException("The hub of the measurement cannot be made");
        }
        int payments = (int) (MOST_PER_SECOND * (2 * WARM_UP_SECONDS + each + seconds));
        Supply supply;
        LoadFigures within;
        try (NodeApp app = open(data)) {
            BenchCommunity community = new BenchCommunity(app.node().hub(), validUntil(), PEOPLE, LINES_EACH);
            community.settle(app.node());
            progress.accept("signing payments");
            supply = new Supply(community, community.sign(payments), new AtomicInteger(), payments);
            Load load =
                    new Load(app.node(), community, supply.signatures(), supply.next(), supply.end(), machine.clock());
            progress.accept("in one process: warming up");
            load.run("warm-up", SUBMITTERS, WARM_UP_SECONDS);
            progress.accept("in one process: payments at " + SUBMITTERS + " submitters");
            within = load.run("in one process", SUBMITTERS, each);
        }
        List<HubReport.Figures> figures = new ArrayList<>();
        try (HubProcess hub = HubProcess.start(data, folder.resolve("hub.log"), List.of())) {
            List<String> tokens = logIn(hub, supply.community());
            progress.accept("over HTTP: warming up");
            load(hub, supply, tokens, SUBMITTERS, WARM_UP_SECONDS);
            for (int clients : CLIENTS) {
                progress.accept("over HTTP: payments at " + clients + " clients");
                figures.add(load(hub, supply, tokens, clients, each));
            }
        }
        return new HubReport(loadAverage, within, figures);
    }

    private NodeApp open(Path data) throws IOException {
        if (NodeApp.open(data, null, machine) instanceof NodeApp.Opening.Opened opened) {
            return opened.app();
        }
        throw new IOException("The node of the measurement does not open");
    }

    private String validUntil() {
        return Instant.ofEpochMilli(machine.clock().wallMs())
                .plus(Duration.ofHours(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static List<String> logIn(HubProcess hub, BenchCommunity community) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (HubClient client = new HubClient(hub.port())) {
            for (int person = 0; person < community.people(); person++) {
                KeyPair key = community.key(person);
                Json.Obj challenge =
                        data(client.get("/auth/challenge?pid=" + key.pid().text(), ""));
                String text = challenge.text("challenge");
                byte[] login = CanonicalJson.bytes(Json.object()
                        .put("pid", key.pid().text())
                        .put("challenge", text)
                        .put(
                                "signature",
                                key.sign(text.getBytes(StandardCharsets.UTF_8)).text())
                        .build());
                tokens.add(data(client.post("/auth/login", "", login)).text("access_token"));
            }
        } catch (MalformedJson malformed) {
            throw new IOException("The hub answers something else than was asked for", malformed);
        }
        return tokens;
    }

    private static Json.Obj data(HubClient.Answer answer) throws IOException, MalformedJson {
        if (answer.status() != 200) {
            throw new IOException("The hub answers " + answer.status());
        }
        return Json.readObject(answer.body()).object("data");
    }

    private HubReport.Figures load(HubProcess hub, Supply supply, List<String> tokens, int clients, double seconds)
            throws InterruptedException {
        ConcurrentHistogram latencyUs = new ConcurrentHistogram(MAX_LATENCY_US, 3);
        AtomicLong conflicts = new AtomicLong();
        AtomicLong errors = new AtomicLong();
        Duration cpuStart = hub.cpu();
        long startNs = machine.clock().monotonicNs();
        long endNs = startNs + (long) (seconds * 1e9);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            running.add(Thread.ofVirtual().start(() -> {
                try (HubClient client = new HubClient(hub.port())) {
                    payUntil(endNs, client, supply, tokens, latencyUs, conflicts, errors);
                } catch (IOException hungUp) {
                    errors.incrementAndGet();
                }
            }));
        }
        for (Thread one : running) {
            one.join();
        }
        double took = (machine.clock().monotonicNs() - startNs) / 1e9;
        long payments = latencyUs.getTotalCount();
        return new HubReport.Figures(
                clients,
                took,
                payments,
                payments / took,
                latencyUs.getValueAtPercentile(50),
                latencyUs.getValueAtPercentile(99),
                hub.cpu().minus(cpuStart).toNanos() / 1e3 / Math.max(1, payments),
                conflicts.get(),
                errors.get());
    }

    private void payUntil(
            long endNs,
            HubClient client,
            Supply supply,
            List<String> tokens,
            ConcurrentHistogram latencyUs,
            AtomicLong conflicts,
            AtomicLong errors)
            throws IOException {
        while (machine.clock().monotonicNs() < endNs) {
            int number = supply.take();
            byte[] body = supply.community().body(number, supply.signatures());
            String token = tokens.get(supply.community().payer(number));
            long startNs = machine.clock().monotonicNs();
            int status = client.post("/payments", token, body).status();
            if (status == 201) {
                latencyUs.recordValue(Math.min(MAX_LATENCY_US, (machine.clock().monotonicNs() - startNs) / 1_000));
            } else if (status == 409) {
                conflicts.incrementAndGet();
            } else {
                errors.incrementAndGet();
            }
        }
    }
}
