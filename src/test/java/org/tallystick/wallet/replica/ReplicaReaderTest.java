package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.Place;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.Activity.Kind;
import org.tallystick.wallet.ActivityDetail;

/** The same questions to the node itself and to the replica of the same person have the same answers. */
final class ReplicaReaderTest {

    private static final List<String> PEOPLE = List.of("Ann", "Bob", "Cleo", "Dora");

    @TempDir
    Path temp;

    private ReplicaWorld world;

    @BeforeEach
    void makeCommunity() throws Exception {
        world = new ReplicaWorld(temp.resolve("node"));
        for (String name : PEOPLE) {
            world.node.register(name);
        }
        world.trust("Bob", "Ann", "100.00", Json.Obj.EMPTY);
        world.trust("Cleo", "Bob", "60.00", Json.Obj.EMPTY);
        world.trust("Ann", "Cleo", "50.00", Json.Obj.EMPTY);
        world.trust(
                "Dora",
                "Cleo",
                "50.00",
                Json.object().put("daily_limit", "7.00").build());
        world.pay("Ann", "Cleo", "12.50", "bread for Dora");
        world.pay("Cleo", "Dora", "3.00", "");
        world.pay("Cleo", "Ann", "2.00", "");
        world.change(
                "Bob",
                "Ann",
                Json.object().put("limit", "1,000.00".replace(",", "")).build());
        world.change("Bob", "Ann", Json.object().put("status", "frozen").build());
        world.change("Bob", "Ann", Json.object().put("status", "active").build());
        world.trust("Dora", "Ann", "5.00", Json.Obj.EMPTY);
        world.close("Dora", "Ann");
        world.rekey("Ann");
        world.act(
                "Bob",
                "participant.update",
                Json.object().put("display_name", "Bobby").build());
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private ReplicaJournal journal(String name) throws Exception {
        ReplicaJournal journal = ReplicaJournal.open(
                JournalConfig.in(temp.resolve(name)).withSizes(1 << 20, 1 << 12),
                ReplicaWorld.pid(name),
                TestNode.HUB.publicKey());
        world.catchUp(name, journal.replica(), 4);
        return journal;
    }

    @Test
    void standingNeighboursAndHistoryAreTheSame() throws Exception {
        for (String name : PEOPLE) {
            try (ReplicaJournal journal = journal(name)) {
                var pid = ReplicaWorld.pid(name);
                ReplicaReader reader = new ReplicaReader(journal.replica(), world.names(), journal);
                assertThat(reader.standing(pid))
                        .isEqualTo(world.reader.standing(pid))
                        .isPresent();
                assertThat(reader.neighbours(pid))
                        .isEqualTo(world.reader.neighbours(pid))
                        .isNotEmpty();
                for (Set<Kind> kinds : List.of(Set.<Kind>of(), Set.of(Kind.PAYMENT), Set.of(Kind.LINE, Kind.OTHER))) {
                    for (String text : List.of("", "bread", "bob", "12.50", "3,00", "1,000.00 hour", "closed")) {
                        List<Activity> found = ReplicaWorld.all(from -> reader.activity(pid, kinds, text, from, 3));
                        assertThat(found)
                                .as(name + " " + kinds + " " + text)
                                .isEqualTo(world.fromNode(name, kinds, text));
                    }
                }
            }
        }
    }

    @Test
    void whatIsSeenOfOneThingIsTheSameWithItsProof() throws Exception {
        for (String name : PEOPLE) {
            try (ReplicaJournal journal = journal(name)) {
                var pid = ReplicaWorld.pid(name);
                ReplicaReader reader = new ReplicaReader(journal.replica(), world.names(), journal);
                for (Activity activity : world.fromNode(name, Set.of(), "")) {
                    ActivityDetail wanted =
                            world.reader.detail(pid, activity.place()).orElseThrow();
                    ActivityDetail detail = reader.detail(pid, activity.place()).orElseThrow();
                    assertThat(detail.activity()).isEqualTo(wanted.activity());
                    assertThat(detail.legs()).isEqualTo(wanted.legs());
                    assertThat(detail.proof().orElseThrow().bytes())
                            .isEqualTo(wanted.proof().orElseThrow().bytes());
                    assertThat(detail.evidence().orElseThrow().holds()).isTrue();
                }
                assertThat(reader.detail(pid, new Place(1_000_000, 0))).isEmpty();
            }
        }
    }

    @Test
    void ofOthersNothingIsKnown() throws Exception {
        try (ReplicaJournal journal = journal("Bob")) {
            ReplicaReader reader = new ReplicaReader(journal.replica(), person -> Optional.empty(), journal);
            var ann = ReplicaWorld.pid("Ann");
            assertThat(reader.standing(ann)).isEmpty();
            assertThat(reader.neighbours(ann)).isEmpty();
            assertThat(reader.activity(ann, Set.of(), "", OptionalLong.empty(), 5)
                            .entries())
                    .isEmpty();
            assertThat(reader.standing(ReplicaWorld.pid("Bob"))
                            .orElseThrow()
                            .person()
                            .name())
                    .contains("Bobby");
        }
    }
}
