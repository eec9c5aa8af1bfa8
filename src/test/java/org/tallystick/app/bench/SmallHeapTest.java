package org.tallystick.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.hub.NewHub;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;

/** A hub with 256 MB of heap lives on whatever is sent to it at once. */
@ExtendWith(ChildJava.Shared.class)
class SmallHeapTest {

    private static final int ATTACKERS = 48;
    private static final int ROUNDS = 2;

    @TempDir
    Path folder;

    @Test
    void manyLargeBodiesAtOnceLeaveTheHubServing(ChildJava java) throws Exception {
        Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
        Path data = folder.resolve("hub");
        assertThat(NewHub.make(data, null, true, List.of(new NewHub.Unit("HOUR", 2)), machine))
                .isInstanceOf(NewFolder.Outcome.Made.class);
        Path log = folder.resolve("hub.log");
        AtomicInteger answered = new AtomicInteger();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<String> options = new ArrayList<>(java.optionsOfOne("hub"));
        options.addAll(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"));
        try (HubProcess hub = HubProcess.start(data, log, options)) {
            String[] bodies = bodies();
            List<Thread> attackers = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                byte[] body = bodies[i % bodies.length].getBytes(US_ASCII);
                attackers.add(Thread.ofVirtual().start(() -> attack(hub.port(), body, answered, wrong)));
            }
            for (Thread attacker : attackers) {
                attacker.join();
            }
            assertThat(hub.process().isAlive()).isTrue();
            try (HubClient client = new HubClient(hub.port())) {
                assertThat(client.get("/health", "").status()).isEqualTo(200);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answered.get()).isGreaterThan(ATTACKERS);
        assertThat(Files.readString(log)).doesNotContain("OutOfMemory");
    }

    /** Each about a megabyte, of the kinds that become much larger when they are read. */
    private static String[] bodies() {
        return new String[] {
            "{\"pid\":[" + "1,".repeat(500_000) + "1]}",
            "{\"pid\":[" + "{},".repeat(330_000) + "{}]}",
            "{" + keys(60_000) + "}",
            "{\"pid\":\"" + "x".repeat(1_000_000) + "\"}",
            "{\"pid\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}",
            "{\"pid\":" + "9".repeat(1_000_000) + "}"
        };
    }

    private static String keys(int count) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":0");
        }
        return keys.toString();
    }

    /** What is not answered is a connection that the hub closed: that is allowed, silence and any other status are not. */
    private static void attack(int port, byte[] body, AtomicInteger answered, Queue<String> wrong) {
        for (int round = 0; round < ROUNDS; round++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(30_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /api/v1/auth/challenge HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(US_ASCII));
                out.write(body);
                try (InputStream in = socket.getInputStream()) {
                    String answer = new String(in.readNBytes(12), US_ASCII);
                    if (answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 503")) {
                        answered.incrementAndGet();
                    } else if (!answer.isEmpty()) {
                        wrong.add(answer);
                    }
                }
            } catch (ConnectException | SocketTimeoutException notServed) {
                wrong.add(notServed.toString());
            } catch (IOException closed) {
                // The hub closes what is too much for it; that it answers most of them is asked in the end.
            }
        }
    }
}
