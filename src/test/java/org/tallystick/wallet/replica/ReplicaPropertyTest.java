package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.ledger.Account;
import org.tallystick.node.Answer;
import org.tallystick.wallet.Activity;

/** Whatever happens at a hub that keeps the rules, everybody's replica is what the hub's own node says of them. */
final class ReplicaPropertyTest {

    private static final List<String> PEOPLE = List.of("Ann", "Bob", "Cleo", "Dora", "Eve");
    private static final int STEPS = 180;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void everyReplicaIsWhatTheNodeSaysAtEachStep(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, Integer> kinds = new HashMap<>();
        try (ReplicaWorld world = new ReplicaWorld(temp.resolve("node"))) {
            Map<String, Replica> replicas = new HashMap<>();
            for (String name : PEOPLE) {
                assertThat(world.node.register(name)).isInstanceOf(Answer.Committed.class);
                replicas.put(name, ReplicaWorld.replica(name));
            }
            world.firstAdmin("Ann");
            for (int step = 0; step < STEPS; step++) {
                something(world, random);
                if (random.nextInt(20) == 0) {
                    world.clock.pass(1_000L * random.nextInt(60_000));
                }
                if (step % 4 == 0 || step == STEPS - 1) {
                    for (String name : PEOPLE) {
                        compare(world, name, replicas.get(name), 1 + random.nextInt(5));
                    }
                }
            }
            for (String name : PEOPLE) {
                Replica replica = replicas.get(name);
                ReplicaReader reader = new ReplicaReader(replica, world.names(), seq -> java.util.Optional.empty());
                List<Activity> all =
                        ReplicaWorld.all(from -> reader.activity(ReplicaWorld.pid(name), Set.of(), "", from, 7));
                assertThat(all).isEqualTo(world.fromNode(name, Set.of(), ""));
                all.forEach(one -> kinds.merge(one.what().getClass().getSimpleName(), 1, Integer::sum));
            }
        }
        assertThat(kinds).containsKeys("Payment", "LineChange", "Carried", "Other");
    }

    private static void compare(ReplicaWorld world, String name, Replica replica, int limit) throws Exception {
        world.catchUp(name, replica, limit);
        var pid = ReplicaWorld.pid(name);
        ReplicaReader reader = new ReplicaReader(replica, world.names(), seq -> java.util.Optional.empty());
        assertThat(reader.standing(pid)).isEqualTo(world.reader.standing(pid));
        assertThat(reader.neighbours(pid)).isEqualTo(world.reader.neighbours(pid));
        AccountStatement statement = statement(world, name);
        assertThat(statement.seq()).isEqualTo(replica.seq());
        assertThat(replica.compare(statement)).isEqualTo(new Comparison.Agrees());
    }

    /** As the hub makes it, from its ledger. */
    static AccountStatement statement(ReplicaWorld world, String name) {
        return world.node.asked(view -> {
            Account account = java.util.Objects.requireNonNull(view.ledger().account(ReplicaWorld.pid(name)));
            Map<String, String> balances = new HashMap<>();
            for (var unit : org.tallystick.feature.trust.UnitTotals.of(account, view.ledger())) {
                balances.put(unit.equivalent(), org.tallystick.http.Wire.amount(unit.netMinor(), unit.precision()));
            }
            return new AccountStatement(
                    account.pid(),
                    account.seq(),
                    org.tallystick.base.Hex.encode(account.head()),
                    balances,
                    view.tip().height(),
                    org.tallystick.base.Hex.encode(view.tip().hash()),
                    view.tip().timestampMs());
        });
    }

    private static void something(ReplicaWorld world, Random random) {
        String one = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String other = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> world.trust(one, other, amount(random, 200), policy(random));
            case 4 ->
                world.change(
                        one,
                        other,
                        Json.object().put("limit", amount(random, 200)).build());
            case 5 ->
                world.change(
                        one, other, Json.object().put("policy", policy(random)).build());
            case 6 ->
                world.change(
                        one,
                        other,
                        Json.object()
                                .put("status", random.nextInt(3) == 0 ? "frozen" : "active")
                                .build());
            case 7 -> world.close(one, other);
            case 8 -> world.rekey(one);
            case 9 ->
                world.act(
                        one,
                        "participant.update",
                        Json.object()
                                .put("display_name", one + " " + random.nextInt(9))
                                .build());
            case 10 ->
                world.govern(
                        "Ann",
                        random.nextInt(3) == 0 ? "freeze" : "unfreeze",
                        "Eve",
                        random.nextBoolean() ? "a reason" : "");
            case 11, 12 -> {
                if (!world.proposals.isEmpty()) {
                    world.act(
                            one,
                            random.nextInt(5) == 0 ? "clearing.reject" : "clearing.accept",
                            Json.object().put("id", world.proposals.getLast()).build());
                }
            }
            default -> world.pay(one, other, amount(random, 40), random.nextBoolean() ? "for " + other : "");
        }
    }

    private static String amount(Random random, int most) {
        return random.nextInt(most) + "." + (10 + random.nextInt(90));
    }

    private static Json.Obj policy(Random random) {
        Json.ObjBuilder policy = Json.object();
        if (random.nextInt(4) == 0) {
            policy.put("can_be_intermediate", random.nextInt(3) > 0);
        }
        if (random.nextInt(12) == 0) {
            policy.put("auto_clearing", false);
        }
        if (random.nextInt(5) == 0) {
            policy.put("max_hop_usage", amount(random, 30));
        }
        if (random.nextInt(5) == 0) {
            policy.put("daily_limit", amount(random, 60));
        }
        return policy.build();
    }
}
