package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Clock;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Transaction;

/** A busy node is killed at random moments, again and again over the same folder, and nothing that was answered is lost. */
@ExtendWith(ChildJava.Shared.class)
final class KillTest {

    private static final long SEED = 20261122;

    @TempDir
    Path temp;

    @Test
    void nothingAnsweredIsLostInFortyKills(ChildJava java) throws Exception {
        kill(40, java);
    }

    @Test
    @Tag("long")
    void nothingAnsweredIsLostInAThousandKills(ChildJava java) throws Exception {
        kill(1000, java);
    }

    private void kill(int times, ChildJava java) throws Exception {
        Path folder = temp.resolve("node");
        Random random = new Random(SEED);
        Map<String, Long> acknowledged = new HashMap<>();
        Set<String> found = new HashSet<>();
        long[] reopenMs = new long[times];
        long next = 0;
        try (TestNode made = BusyNode.make(folder)) {
            assertThat(made.node.health().mode()).isEqualTo(NodeHealth.Mode.SERVING);
        }
        List<String> options = java.options("node");
        loadOnce(options, folder);
        for (int run = 0; run < times; run++) {
            Map<String, Long> seen = new HashMap<>();
            runAndKill(options, folder, run, random.nextInt(250_000) * 1_000L, acknowledged, seen);
            try (TestNode node = TestNode.open(folder, Clock.system())) {
                reopenMs[run] = node.report.tookMs();
                next = read(node, next, acknowledged, found);
                seenIsThere(node, seen);
            }
        }
        assertThat(found.containsAll(acknowledged.keySet()))
                .as("everything acknowledged is found")
                .isTrue();
        assertThat(acknowledged).hasSizeGreaterThan(times);
        Arrays.sort(reopenMs);
        System.out.printf(
                "%d kills: %d acknowledged, 0 lost, 0 doubled; reopening p50 %d ms, p99 %d ms, most %d ms%n",
                times, acknowledged.size(), reopenMs[times / 2], reopenMs[times * 99 / 100], reopenMs[times - 1]);
    }

    /** One that ends by itself leaves the archive that the others begin with. */
    private static void loadOnce(List<String> options, Path folder) throws IOException, InterruptedException {
        Process process = busyNode(options, folder, -1, 20)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static ProcessBuilder busyNode(List<String> options, Path folder, int run, long payments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(BusyNode.class.getName(), folder.toString(), Integer.toString(run), Long.toString(payments)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void runAndKill(
            List<String> options,
            Path folder,
            int run,
            long afterNs,
            Map<String, Long> acknowledged,
            Map<String, Long> seen)
            throws IOException, InterruptedException {
        Process process = busyNode(options, folder, run, Long.MAX_VALUE).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = out.readLine();
            assertThat(line).isEqualTo("ready");
            Thread killer = Thread.ofPlatform().start(() -> {
                long endNs = System.nanoTime() + afterNs;
                while (System.nanoTime() < endNs) {
                    LockSupport.parkNanos(endNs - System.nanoTime());
                }
                // By its handle: the process itself would also close our end of the pipe.
                process.toHandle().destroyForcibly();
            });
            for (line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
            killer.join();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("ack")) {
                acknowledged.put(words[1], Long.parseLong(words[2]));
            } else {
                seen.merge(words[1], Long.parseLong(words[2]), Math::max);
            }
        }
    }

    /** Reads the blocks since the last look: every acknowledged payment stands at its height, none stands twice. */
    private static long read(TestNode node, long from, Map<String, Long> acknowledged, Set<String> found)
            throws Exception {
        long height = from;
        for (; height <= node.node.health().height(); height++) {
            Block block = node.node.block(height).orElseThrow();
            assertThat(block.signedBy(node.node.hub(), TestNode.HUB.publicKey()))
                    .isTrue();
            for (Transaction transaction : block.transactions()) {
                String txId = transaction.frame().txId();
                assertThat(found.add(txId)).as("an id stands once").isTrue();
                Long told = acknowledged.get(txId);
                assertThat(told == null || told == height)
                        .as("a payment stands where it was said to")
                        .isTrue();
            }
        }
        // Asked of the set itself: the assertion of a collection looks through all of it for each.
        assertThat(found.containsAll(acknowledged.keySet()))
                .as("everything acknowledged is found")
                .isTrue();
        return height;
    }

    /** Nobody ever saw more of an account than what is there after the kill. */
    private static void seenIsThere(TestNode node, Map<String, Long> seen) {
        seen.forEach((name, seq) -> {
            long there = node.node.query(
                    view -> java.util.Objects.requireNonNull(view.ledger().account(TestNode.pid(name)))
                            .seq());
            assertThat(there).isGreaterThanOrEqualTo(seq);
        });
    }
}
