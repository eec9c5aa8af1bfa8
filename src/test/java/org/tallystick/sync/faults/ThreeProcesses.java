package org.tallystick.sync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.NodeApp;
import org.tallystick.app.bench.HubProcess;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.NodeReader;

/**
 * Two wallets in two processes, a hub in a third, and between them in this one what cuts connections and kills the hub at a message
 * that is named. One thread but for {@link #strike}.
 */
final class ThreeProcesses implements AutoCloseable {

    private static final long PATIENCE_NS = 60_000_000_000L;

    private final FaultyProxy proxy = new FaultyProxy();
    private final List<String> options = new ArrayList<>();
    private final Path data;
    private final Path log;
    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();
    private volatile Message.Gate watching = Message.Gate.OPEN;
    private HubProcess hub;
    final WalletProcess ann;
    final WalletProcess bob;
    private final Map<Pid, String> newcomers = new HashMap<>();
    private int rounds;

    ThreeProcesses(Path folder, ChildJava java) throws Exception {
        data = folder.resolve("hub");
        log = folder.resolve("hub.log");
        options.addAll(java.options("hub"));
        options.add("-Xmx256m");
        proxy.gate((message, passed) -> {
            watching.at(message, passed);
            if (passed && message.kind() == Message.Kind.TOLD && message.label().equals("hello")) {
                greeted.add(message.host());
            }
        });
        assertThat(NewHub.make(data, null, false, List.of(new NewHub.Unit("HOUR", 2)), machine))
                .isInstanceOf(NewFolder.Outcome.Made.class);
        serve();
        ann = wallet(folder, "localhost", "Ann", java);
        bob = wallet(folder, "127.0.0.1", "Bob", java);
        ann.begun();
        bob.begun();
    }

    private WalletProcess wallet(Path folder, String host, String name, ChildJava java) throws IOException {
        List<String> wallet = new ArrayList<>(java.options("faults-wallet"));
        wallet.add("-Xmx256m");
        String address = "http://" + host + ":" + proxy.port();
        return WalletProcess.start(folder.resolve(name), address, name, wallet);
    }

    private void serve() throws IOException {
        hub = HubProcess.start(data, log, options, "--url", "http://127.0.0.1:" + proxy.port());
        proxy.lead(hub.port());
    }

    /** What both do again and again. */
    enum Course {
        /** Both are opened anew and log in, and somebody new joins. */
        COMING,
        /** Both come back after a cut; a line is opened, paid over in both directions, and closed. */
        PAYING
    }

    /** Where something is to happen: at which message of a course, and whether before or after it. */
    record Point(Course course, Message message, int occurrence, boolean passed) {}

    /**
     * The messages of a course in which nothing goes wrong, each with how often it came before.
     *
     * @param times it is written down so often, and what did not come each time is left out, such as a question that is asked when a
     *     minute is over
     */
    List<Point> recorded(Course course, int times) throws Exception {
        Set<Point> points = new LinkedHashSet<>(recorded(course));
        for (int more = 1; more < times; more++) {
            points.retainAll(recorded(course));
        }
        return List.copyOf(points);
    }

    private List<Point> recorded(Course course) throws Exception {
        List<Message> seen = Collections.synchronizedList(new ArrayList<>());
        watching = (message, passed) -> {
            if (!passed && !message.label().matches("ping|pong")) {
                seen.add(message);
            }
        };
        run(course);
        watching = Message.Gate.OPEN;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Message message = seen.get(i);
            int before =
                    (int) seen.subList(0, i).stream().filter(message::equals).count();
            points.add(new Point(course, message, before, false));
            points.add(new Point(course, message, before, true));
        }
        return points;
    }

    /** A course in which the connection is cut at a point, or the hub killed; whether the point came. */
    boolean strike(Point point, boolean kill) throws Exception {
        int[] came = new int[1];
        boolean[] struck = new boolean[1];
        watching = (message, passed) -> {
            synchronized (came) {
                if (struck[0] || passed != point.passed() || !message.equals(point.message())) {
                    return;
                }
                if (came[0]++ < point.occurrence()) {
                    return;
                }
                struck[0] = true;
                if (kill) {
                    again();
                }
            }
            throw new IOException("struck");
        };
        run(point.course());
        watching = Message.Gate.OPEN;
        assertThat(failed.get()).isNull();
        synchronized (came) {
            return struck[0];
        }
    }

    private void again() {
        try {
            hub.kill();
            serve();
        } catch (IOException | InterruptedException notServed) {
            failed.set(notServed);
        }
    }

    /** Goes through all of it; each sees each step. */
    void run(Course course) throws Exception {
        greeted.clear();
        switch (course) {
            case COMING -> come();
            case PAYING -> pay();
        }
    }

    private void come() throws Exception {
        ann.tell("reopen");
        bob.tell("reopen");
        hear();
        String[] newcomer = ann.tell("newcomer Newcomer" + newcomers.size()).split("\t", 2);
        newcomers.put(Pid.parse(newcomer[0]), newcomer[1]);
    }

    private void hear() throws Exception {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (greeted.size() < 2) {
            assertThat(System.nanoTime()).as("both hear the hub again").isLessThan(endNs);
            ann.tell("push 100");
            bob.tell("push 100");
        }
    }

    private void pay() throws Exception {
        proxy.cutAll();
        hear();
        bob.tell("trust " + ann.pid().text() + " 1000");
        both("lines=1");
        ann.tell("pay " + bob.pid().text() + " 400");
        bob.tell("until net=400 payments=" + (2 * rounds + 1));
        ann.tell("until net=-400");
        bob.tell("pay " + ann.pid().text() + " 400");
        rounds++;
        both("net=0 payments=" + 2 * rounds);
        bob.tell("close");
        both("lines=0");
    }

    private void both(String what) throws IOException {
        bob.tell("until " + what);
        ann.tell("until " + what);
    }

    int rounds() {
        return rounds;
    }

    int newcomers() {
        return newcomers.size();
    }

    /** Ends the hub, and holds what its folder says of both against what they would show; nothing is there twice. */
    void assertBothHaveWhatTheHubHas() throws Exception {
        String annSees = ann.tell("look");
        String bobSees = bob.tell("look");
        hub.close();
        try (NodeApp app = ((NodeApp.Opening.Opened) NodeApp.open(data, null, machine)).app();
                NodeReader reader = app.reader()) {
            assertThat(annSees).isEqualTo(String.join("\t", WalletChild.seen(reader, ann.pid())));
            assertThat(bobSees).isEqualTo(String.join("\t", WalletChild.seen(reader, bob.pid())));
            for (Map.Entry<Pid, String> newcomer : newcomers.entrySet()) {
                List<String> seen = WalletChild.seen(reader, newcomer.getKey());
                assertThat(newcomer.getValue()).isEqualTo(String.join("\t", seen));
            }
            assertThat(reader.find("Newcomer", HubReader.MAX_PAGE))
                    .as("who joined is there once")
                    .hasSize(newcomers.size());
            List<String> payments = WalletChild.all(reader, ann.pid()).stream()
                    .filter(one -> one.what() instanceof Activity.Payment)
                    .map(Activity::txId)
                    .toList();
            assertThat(payments).hasSize(2 * rounds).doesNotHaveDuplicates();
        }
    }

    @Override
    public void close() throws IOException {
        try (WalletProcess first = ann;
                WalletProcess second = bob) {
            assertThat(first).isNotSameAs(second);
        }
        hub.close();
        proxy.close();
    }
}
