package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.identity.PublicKey;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.ProofCheck;

/** What is kept of a hub is there after a start, and when it is not, all of it comes back. */
final class ReplicaJournalTest {

    @TempDir
    Path temp;

    private ReplicaWorld world;

    @BeforeEach
    void makeCommunity() throws Exception {
        world = new ReplicaWorld(temp.resolve("node"));
        for (String name : List.of("Ann", "Bob", "Cleo")) {
            world.node.register(name);
        }
        world.trust("Bob", "Ann", "100.00", Json.Obj.EMPTY);
        world.trust("Cleo", "Bob", "60.00", Json.Obj.EMPTY);
        for (int i = 1; i <= 6; i++) {
            world.pay("Ann", "Cleo", i + ".50", "note " + i);
        }
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private ReplicaJournal open(String owner, PublicKey hubKey) throws IOException {
        return ReplicaJournal.open(
                JournalConfig.in(temp.resolve("kept")).withSizes(1 << 20, 1 << 12), ReplicaWorld.pid(owner), hubKey);
    }

    private ReplicaJournal open() throws IOException {
        return open("Bob", TestNode.HUB.publicKey());
    }

    private static String told(Replica replica) {
        ReplicaReader reader = new ReplicaReader(replica, person -> Optional.empty(), seq -> Optional.empty());
        return replica.seq()
                + replica.head()
                + replica.newest().map(SealedHeader::hash)
                + replica.netsMinor()
                + reader.neighbours(replica.owner())
                + reader.standing(replica.owner())
                + reader.activity(replica.owner(), Set.of(), "", java.util.OptionalLong.empty(), 100);
    }

    /** Prints what a start costs somebody with a long history, and what it cost to fetch it. */
    @Test
    @Tag("long")
    void tenThousandTransactionsAreFoldedAgainAtAStart() throws Exception {
        world.trust("Ann", "Bob", "100.00", Json.Obj.EMPTY);
        for (int i = 0; i < 10_000; i++) {
            boolean there = i % 2 == 0;
            world.pay(there ? "Ann" : "Bob", there ? "Bob" : "Ann", "1.00", "note " + i);
        }
        String before;
        try (ReplicaJournal journal = open()) {
            long cpuNs = cpuNs();
            world.catchUp("Bob", journal.replica(), 100);
            say("fetched, checked and kept, with the hub's own work,", journal, cpuNs() - cpuNs);
            before = told(journal.replica());
        }
        for (int start = 0; start < 3; start++) {
            long cpuNs = cpuNs();
            try (ReplicaJournal journal = open()) {
                say("folded again", journal, cpuNs() - cpuNs);
                assertThat(journal.replica().seq()).isGreaterThan(10_000);
                assertThat(told(journal.replica())).isEqualTo(before);
            }
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void say(String what, ReplicaJournal journal, long cpuNs) {
        long count = journal.replica().seq();
        System.out.printf(
                Locale.ROOT, "%d transactions %s: %.3f ms of processor time each%n", count, what, cpuNs / 1e6 / count);
    }

    @Test
    void whatWasFoldedIsThereAfterAStartWithItsProofs() throws Exception {
        String before;
        try (ReplicaJournal journal = open()) {
            world.catchUp("Bob", journal.replica(), 3);
            before = told(journal.replica());
        }
        try (ReplicaJournal journal = open()) {
            assertThat(told(journal.replica())).isEqualTo(before);
            for (long seq = 1; seq <= journal.replica().seq(); seq++) {
                assertThat(journal.proof(seq).orElseThrow().check()).isNotInstanceOf(ProofCheck.Failed.class);
            }
            FeedPage page = journal.page(2).orElseThrow();
            assertThat(page.isWordOf(TestNode.HUB.publicKey(), ReplicaWorld.pid("Bob"), 0))
                    .isTrue();
            assertThat(FeedPage.parse(page.toJson()).toJson()).isEqualTo(page.toJson());
            assertThat(journal.proof(journal.replica().seq() + 1)).isEmpty();
            assertThat(journal.proof(0)).isEmpty();
            world.pay("Ann", "Cleo", "1.00", "");
            world.catchUp("Bob", journal.replica(), 3);
            assertThat(told(journal.replica())).isNotEqualTo(before);
        }
    }

    @Test
    void aTornLastPageComesBackFromTheHub() throws Exception {
        String before;
        try (ReplicaJournal journal = open()) {
            world.catchUp("Bob", journal.replica(), 3);
            before = told(journal.replica());
        }
        tearLastRecord();
        try (ReplicaJournal journal = open()) {
            assertThat(journal.replica().seq()).isLessThan(9);
            world.catchUp("Bob", journal.replica(), 3);
            assertThat(told(journal.replica())).isEqualTo(before);
        }
    }

    /** Zeros over the end of the last record, and no tip that knows of it, as a power cut leaves them. */
    private void tearLastRecord() throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().equals("tip")) {
                Files.delete(file);
            } else {
                byte[] bytes = Files.readAllBytes(file);
                int end = bytes.length;
                while (bytes[end - 1] == 0) {
                    end--;
                }
                java.util.Arrays.fill(bytes, end - 300, end, (byte) 0);
                Files.write(file, bytes);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("kept"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsDamagedOrDeletedOrAnotherOnesIsBegunAnew() throws Exception {
        String before;
        try (ReplicaJournal journal = open()) {
            world.catchUp("Bob", journal.replica(), 3);
            before = told(journal.replica());
        }
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 64] ^= 1;
            bytes[200] ^= 1;
            Files.write(file, bytes);
        }
        try (ReplicaJournal journal = open()) {
            assertThat(journal.replica().seq()).isZero();
            world.catchUp("Bob", journal.replica(), 3);
            assertThat(told(journal.replica())).isEqualTo(before);
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        try (ReplicaJournal journal = open()) {
            assertThat(journal.replica().seq()).isZero();
            world.catchUp("Bob", journal.replica(), 100);
        }
        try (ReplicaJournal journal = open("Ann", TestNode.HUB.publicKey())) {
            assertThat(journal.replica().seq()).isZero();
            world.catchUp("Ann", journal.replica(), 100);
        }
        try (ReplicaJournal journal = open("Ann", TestNode.key("another hub").publicKey())) {
            assertThat(journal.replica().seq()).isZero();
        }
    }

    @Test
    void aPageThatCannotBeKeptIsNotFolded() throws Exception {
        ReplicaJournal journal = open();
        FeedPage page = world.page("Bob", journal.replica(), 100);
        journal.close();
        assertThat(journal.replica().apply(page)).isInstanceOf(Applied.Unkept.class);
        assertThat(journal.replica().seq()).isZero();
    }

    @Test
    void aNewestBlockAloneIsWrittenDownOnceAnHour() throws Exception {
        String hash;
        try (ReplicaJournal journal = open()) {
            world.catchUp("Bob", journal.replica(), 100);
            hash = journal.replica().newest().orElseThrow().hash();
            world.node.register("Dora");
            world.catchUp("Bob", journal.replica(), 100);
            assertThat(journal.replica().newest().orElseThrow().hash()).isNotEqualTo(hash);
        }
        try (ReplicaJournal journal = open()) {
            assertThat(journal.replica().newest().orElseThrow().hash()).isEqualTo(hash);
            world.clock.pass(3_600_000);
            world.node.register("Eve");
            world.catchUp("Bob", journal.replica(), 100);
            hash = journal.replica().newest().orElseThrow().hash();
        }
        try (ReplicaJournal journal = open()) {
            assertThat(journal.replica().newest().orElseThrow().hash()).isEqualTo(hash);
        }
    }
}
