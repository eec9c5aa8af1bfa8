package org.tallystick.wallet.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.identity.CanonicalJson;

/** Pages of a real hub, and what becomes of them on the way. */
final class ReplicaPageTest {

    private static final long SEED = 20261122;
    private static final int MUTATIONS = 400;

    @TempDir
    Path temp;

    private ReplicaWorld world;
    private Replica replica;

    @BeforeEach
    void makeCommunity() throws Exception {
        world = new ReplicaWorld(temp.resolve("node"));
        for (String name : List.of("Ann", "Bob", "Cleo")) {
            world.node.register(name);
        }
        replica = ReplicaWorld.replica("Bob");
        world.catchUp("Bob", replica, 10);
        world.trust("Bob", "Ann", "100.00", Json.Obj.EMPTY);
        world.trust("Cleo", "Bob", "60.00", Json.Obj.EMPTY);
        world.pay("Ann", "Bob", "3.00", "bread “and” butter");
        world.pay("Ann", "Cleo", "12.50", "");
        world.pay("Bob", "Cleo", "1.00", "");
        world.node.register("Dora");
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private Json.Obj data() throws Exception {
        return world.data("Bob", replica, 100);
    }

    private boolean applied(Json.Obj data) {
        Fold before = replica.fold();
        try {
            boolean done = replica.apply(FeedPage.parse(data)) instanceof Applied.Done;
            if (!done) {
                assertThat(replica.fold()).isSameAs(before);
            }
            return done;
        } catch (MalformedJson malformed) {
            return false;
        }
    }

    private static Json.Obj with(Json.Obj data, List<Json.Obj> transactions) {
        return data.with("transactions", Json.of(transactions));
    }

    private static List<Json.Obj> transactions(Json.Obj data) throws MalformedJson {
        return data.array("transactions").objects();
    }

    @Test
    void aPageThatIsRightIsTakenOnce() throws Exception {
        Json.Obj data = data();
        assertThat(applied(data)).isTrue();
        assertThat(replica.seq()).isEqualTo(6);
        assertThat(applied(data)).isFalse();
        assertThat(applied(data())).isTrue();
    }

    @Test
    void noPageOfWhichACharacterIsAnotherIsTaken() throws Exception {
        Json.Obj data = data();
        byte[] text = CanonicalJson.bytes(data);
        // What stands before it is how many there are so far, which nobody can prove.
        int seqAt = new String(text, UTF_8).indexOf("\"seq\":6,\"signature\"");
        assertThat(seqAt).isPositive();
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutation = text.clone();
            int at;
            do {
                at = random.nextInt(text.length);
            } while (!Character.isLetterOrDigit(text[at]) || Math.abs(at - seqAt) < 8);
            do {
                mutation[at] = (byte) "0123456789abcdefABCDEFxyz".charAt(random.nextInt(25));
            } while (mutation[at] == text[at]);
            Json.Obj read;
            try {
                read = Json.readObject(mutation);
            } catch (MalformedJson malformed) {
                continue;
            }
            assertThat(applied(read)).as(new String(mutation, UTF_8)).isFalse();
        }
        assertThat(applied(data)).isTrue();
    }

    @Test
    void transactionsInAnotherOrderOrWithOneLeftOutAreNotTaken() throws Exception {
        Json.Obj data = data();
        for (int out = 0; out < 4; out++) {
            List<Json.Obj> some = new ArrayList<>(transactions(data));
            some.remove(out);
            assertThat(applied(with(data, some))).as("without " + out).isFalse();
        }
        for (int at = 0; at < 4; at++) {
            List<Json.Obj> swapped = new ArrayList<>(transactions(data));
            Collections.swap(swapped, at, at + 1);
            assertThat(applied(with(data, swapped))).as("swapped " + at).isFalse();
            assertThat(applied(with(data, counted(swapped))))
                    .as("swapped and counted anew " + at)
                    .isFalse();
        }
        List<Json.Obj> twice = new ArrayList<>(transactions(data));
        twice.add(1, twice.getFirst());
        assertThat(applied(with(data, counted(twice)))).isFalse();
    }

    /** The same transactions with counts that follow one another. */
    private static List<Json.Obj> counted(List<Json.Obj> transactions) {
        List<Json.Obj> counted = new ArrayList<>();
        for (Json.Obj transaction : transactions) {
            counted.add(transaction.with("seq", Json.of(2L + counted.size())));
        }
        return counted;
    }

    @Test
    void aStatementIsHeldAgainstHeadAndBalances() throws Exception {
        AccountStatement early = ReplicaPropertyTest.statement(world, "Bob");
        world.catchUp("Bob", replica, 2);
        assertThat(replica.compare(early)).isEqualTo(new Comparison.Agrees());
        AccountStatement rich = new AccountStatement(
                early.pid(),
                early.seq(),
                early.head(),
                java.util.Map.of("HOUR", "1000.00"),
                early.height(),
                early.blockHash(),
                early.timestampMs());
        assertThat(replica.compare(rich)).isEqualTo(new Comparison.Differs(Comparison.What.BALANCES));
        world.pay("Ann", "Bob", "1.00", "");
        world.catchUp("Bob", replica, 2);
        assertThat(replica.compare(early)).isEqualTo(new Comparison.Agrees());
        assertThat(replica.counted(replica.seq())).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aCircleIsClearedWithTheConsentThatItsLineAsksFor() throws Exception {
        world.trust(
                "Ann",
                "Cleo",
                "50.00",
                Json.object().put("auto_clearing", false).build());
        world.pay("Cleo", "Ann", "2.00", "");
        world.pay("Cleo", "Dora", "2.00", "");
        Replica ann = ReplicaWorld.replica("Ann");
        world.catchUp("Ann", ann, 3);
        world.catchUp("Bob", replica, 3);
        assertThat(world.proposals).isNotEmpty();
        long before = replica.seq();
        assertThat(world.act(
                        "Ann",
                        "clearing.accept",
                        Json.object().put("id", world.proposals.getLast()).build()))
                .isInstanceOf(org.tallystick.node.Answer.Committed.class);
        world.catchUp("Ann", ann, 3);
        world.catchUp("Bob", replica, 3);
        assertThat(replica.seq()).isGreaterThan(before);
        for (Replica one : List.of(ann, replica)) {
            ReplicaReader reader = new ReplicaReader(one, world.names(), seq -> java.util.Optional.empty());
            assertThat(reader.activity(
                                    one.owner(),
                                    java.util.Set.of(org.tallystick.wallet.Activity.Kind.CLEARING),
                                    "",
                                    java.util.OptionalLong.empty(),
                                    5)
                            .entries())
                    .hasSize(1);
        }
    }

    @Test
    void whatSomebodyPaidWhoWasErasedStillCounts() throws Exception {
        world.node.node.erase(ReplicaWorld.pid("Ann"));
        world.catchUp("Bob", replica, 3);
        assertThat(replica.compare(ReplicaPropertyTest.statement(world, "Bob"))).isEqualTo(new Comparison.Agrees());
        ReplicaReader reader = new ReplicaReader(replica, world.names(), seq -> java.util.Optional.empty());
        assertThat(ReplicaWorld.all(from -> reader.activity(
                        replica.owner(),
                        java.util.Set.of(org.tallystick.wallet.Activity.Kind.OTHER),
                        "payment.create",
                        from,
                        5)))
                .hasSize(1);
    }

    @Test
    void aPageOfAnotherIsNotTaken() throws Exception {
        Json.Obj anns = world.data("Ann", ReplicaWorld.replica("Ann"), 100);
        assertThat(applied(anns)).isFalse();
        assertThat(ReplicaWorld.replica("Bob").apply(FeedPage.parse(anns))).isNotInstanceOf(Applied.Done.class);
    }
}
