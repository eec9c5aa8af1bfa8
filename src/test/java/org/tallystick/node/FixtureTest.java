package org.tallystick.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;

/**
 * A journal that version 1 wrote, kept as a fixture: every later version has to read it and come to the same state. The keys in
 * it are made from names in this class and are nobody's.
 */
final class FixtureTest {

    private static final Path FIXTURE = Path.of("src/test/resources/fixtures/journal-v1");
    private static final long START_MS = 1_790_000_000_000L;
    private static final long LAST_HEIGHT = 16;
    private static final String LAST_HASH = "c2779ca17b5c5ca67c63954ddc5b67107e49915bf27914567f742a71f0dbdaba";

    @TempDir
    Path temp;

    @Test
    void theJournalOfVersion1StillReplaysToTheSameState() throws IOException {
        Path folder = temp.resolve("node");
        copy(FIXTURE, folder);
        try (TestNode node = TestNode.open(folder, new SetClock(START_MS + 3 * 86_400_000L), FixtureTest::small)) {
            assertThat(node.report.replayed()).isEqualTo(LAST_HEIGHT + 1);
            assertThat(node.tipHash()).isEqualTo(LAST_HASH);
            assertThat(node.netMinor("ann", "HOUR")).isEqualTo(-1550);
            assertThat(node.netMinor("bob", "HOUR")).isEqualTo(700);
            assertThat(node.netMinor("cleo", "HOUR")).isEqualTo(450);
            assertThat(node.netMinor("dan", "HOUR")).isEqualTo(400);
            assertThat(node.seq("ann")).isEqualTo(10);
        }
    }

    /** Writes the fixture anew; only for the first release of a version, never to make a test pass. */
    public static void main(String[] arguments) throws IOException {
        SetClock clock = new SetClock(START_MS);
        Path folder = Path.of(arguments[0]);
        try (TestNode node = TestNode.create(folder, clock, FixtureTest::small)) {
            node.define("HOUR", 2);
            for (String name : List.of("ann", "bob", "cleo", "dan")) {
                node.register(name);
                clock.pass(60_000);
            }
            node.trust("bob", "ann", "HOUR", "100.00");
            node.trust("cleo", "bob", "HOUR", "50.00");
            node.trust("dan", "cleo", "HOUR", "25.50");
            node.trust("ann", "cleo", "HOUR", "80.00");
            node.trust("dan", "ann", "HOUR", "10.00");
            clock.pass(86_400_000L);
            node.pay("ann", "bob", "HOUR", "12.00", "first");
            node.pay("bob", "cleo", "HOUR", "9.50", "second");
            node.pay("cleo", "ann", "HOUR", "5.00", "closes-a-circle");
            node.submit(SignedStatement.sign(
                    TestNode.key("ann"),
                    "payment.create",
                    node.node.hub(),
                    Json.object()
                            .put("tx_id", "with-a-note")
                            .put("to", TestNode.pid("dan").text())
                            .put("equivalent", "HOUR")
                            .put("amount", "4.00")
                            .put("description", "for the bread")
                            .put("valid_until", "2030-01-01T00:00:00Z")
                            .build()));
            node.pay("ann", "bob", "HOUR", "4.50", "third");
            clock.pass(86_400_000L);
            String lineId = node.node.query(view -> {
                String[] id = {""};
                view.ledger().forEachLine(one -> {
                    if (one.creditor().pid().equals(TestNode.pid("ann"))) {
                        id[0] = one.id().toString();
                    }
                });
                return id[0];
            });
            Answer changed = node.submit(SignedStatement.sign(
                    TestNode.key("ann"),
                    "trustline.update",
                    node.node.hub(),
                    Json.object()
                            .put("id", lineId)
                            .put("limit", "90.00")
                            .put(
                                    "policy",
                                    Json.object()
                                            .put("daily_limit", "20.00")
                                            .put("can_be_intermediate", false)
                                            .build())
                            .build()));
            System.out.println(changed);
            System.out.println(node.node.health());
            System.out.println(node.tipHash());
            for (String name : List.of("ann", "bob", "cleo", "dan")) {
                System.out.println(name + " " + node.netMinor(name, "HOUR") + " " + node.seq(name));
            }
        }
        Files.delete(folder.resolve("snapshot.bin"));
        Files.delete(folder.resolve("node.lock"));
        try (Stream<Path> store = Files.walk(folder.resolve("store"))) {
            store.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static NodeConfig small(NodeConfig config) {
        return config.withJournal(JournalConfig.in(config.folder().journal()).withSizes(64 << 10, 4 << 10));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
