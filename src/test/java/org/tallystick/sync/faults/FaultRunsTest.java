package org.tallystick.sync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.ledger.Policy;
import org.tallystick.node.Answer;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PaymentOrder;

/** Whatever a network does to two wallets and their hub, in the end both have what the hub has, and each payment once. */
class FaultRunsTest {

    private static final int RUNS = 200;
    private static final int LONG_RUNS = 2_000;
    private static final int TRIES = 3;
    private static final int MISSED = 1_000;
    private static final long HOUR_MS = 3_600_000;

    /** After so long nothing is asked again for another reason than that a while is over. */
    private static final long SETTLED_MS = 40_000;

    /** A wallet that nobody tells anything asks after five minutes ({@code src/docs/sync.md}). */
    private static final long ASKED_MS = 5 * 60_000 + 5_000;

    private static final Constraints DIRECT = new Constraints(1, 1, java.util.List.of());

    @TempDir
    static Path folder;

    private static FaultWorld world;
    private static int foundByAsking;

    @BeforeAll
    static void open() throws Exception {
        world = new FaultWorld(folder);
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @Test
    void bothWalletsHaveWhatTheHubHasAfterTwoHundredFaultyRuns() throws Exception {
        runs(1, RUNS);
    }

    @Test
    @Tag("long")
    void bothWalletsHaveWhatTheHubHasAfterTwoThousandFaultyRuns() throws Exception {
        runs(1_001, LONG_RUNS);
    }

    private static void runs(long firstSeed, int count) throws Exception {
        long beganNs = System.nanoTime();
        Map<String, Integer> kinds = new TreeMap<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Faults faults;
            try {
                faults = run(seed);
            } catch (Exception | AssertionError failed) {
                throw new AssertionError("run with seed " + seed, failed);
            }
            kinds.merge(kind(faults), 1, Integer::sum);
        }
        assertThat(foundByAsking)
                .as("of what nobody told, so often it was found while the sockets lived")
                .isPositive();
        world.ann.assertWholeHistory();
        world.bob.assertWholeHistory();
        System.out.printf(
                "%d runs %s: %d payments paid, %d were unclear for a while, %d too late, 0 lost, 0 doubled; "
                        + "%d times found by asking alone; %.1f s%n",
                count,
                kinds,
                world.ann.paidSoFar() + world.bob.paidSoFar(),
                world.ann.doubtsSoFar() + world.bob.doubtsSoFar(),
                world.ann.lateSoFar() + world.bob.lateSoFar(),
                foundByAsking,
                (System.nanoTime() - beganNs) / 1e9);
    }

    private static String kind(Faults faults) {
        if (faults.equals(Faults.AWAY)) {
            return "an hour away";
        }
        if (faults.deaf()) {
            return "told nothing";
        }
        return faults.equals(Faults.SILENT) ? "silent" : "troubled";
    }

    private static Faults run(long seed) throws Exception {
        Random random = new Random(seed);
        Faults faults = Faults.draw(random);
        if (faults.deaf()) {
            for (int i = 0; i < TRIES && !nobodyTells(seed, 1L + random.nextInt(10_000)); i++) {
                world.proxy.faults(Faults.NONE, seed);
                world.await("both wallets are in step", FaultRunsTest::areInStep);
            }
        }
        world.proxy.faults(faults, seed);
        int steps = faults.silent() ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            boolean annActs = random.nextBoolean();
            step(random, annActs ? world.ann : world.bob, annActs ? world.bob : world.ann);
        }
        if (faults.away()) {
            world.clock.pass(HOUR_MS);
        }
        world.proxy.faults(Faults.NONE, seed);
        world.await("what is unclear becomes clear", FaultRunsTest::bothAreClear);
        world.await("both wallets are in step", FaultRunsTest::areInStep);
        world.ann.assertIsWhatTheHubSays();
        world.bob.assertIsWhatTheHubSays();
        return faults;
    }

    /**
     * What happens is never told although the sockets live: then it is found because the hub is asked now and then all the same.
     *
     * @return false where a socket ended, which would bring it to light too
     */
    private static boolean nobodyTells(long seed, long amountMinor) throws Exception {
        world.passAlive(SETTLED_MS);
        world.proxy.faults(Faults.DEAF, seed);
        cleoPays(world.ann, amountMinor);
        cleoPays(world.bob, amountMinor);
        if (!world.passAlive(ASKED_MS)) {
            return false;
        }
        world.awaitAtOnce("what nobody told is there", () -> areInStep() || !world.areLive());
        boolean found = areInStep();
        foundByAsking += found ? 1 : 0;
        return found;
    }

    private static boolean areInStep() {
        return world.ann.isInStep() && world.bob.isInStep();
    }

    private static boolean bothAreClear() {
        boolean ann = cleared(world.ann);
        boolean bob = cleared(world.bob);
        return ann && bob;
    }

    private static boolean cleared(FaultyWallet wallet) {
        try {
            if (!wallet.isClear()) {
                wallet.clear();
            }
            return wallet.isClear();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void step(Random random, FaultyWallet actor, FaultyWallet other) throws Exception {
        long amountMinor = 1L + random.nextInt(10_000);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> actor.pay(other, amountMinor);
            case 5, 6 -> cleoPays(actor, amountMinor);
            case 7 ->
                line(actor, other, FaultWorld.HOUR)
                        .ifPresent(line -> actor.wallet.changeLine(
                                line.id(),
                                FaultWorld.HOUR,
                                OptionalLong.of(90_000_000 + amountMinor),
                                Optional.empty(),
                                Optional.empty()));
            case 8 -> {
                Optional<UUID> line = line(actor, other, FaultWorld.SHELL).map(LineTerms::id);
                if (line.isPresent()) {
                    actor.wallet.closeLine(line.get());
                } else {
                    actor.wallet.openLine(other.pid(), FaultWorld.SHELL, amountMinor, Policy.DEFAULT);
                }
            }
            default -> world.clock.pass(random.nextInt(40_000));
        }
    }

    private static Optional<LineTerms> line(FaultyWallet from, FaultyWallet to, org.tallystick.wallet.Unit unit)
            throws Exception {
        return from.wallet.hub().neighbours(from.pid()).stream()
                .filter(one -> one.person().pid().equals(to.pid()) && one.unit().equals(unit))
                .findFirst()
                .flatMap(Neighbour::given);
    }

    /** Somebody else pays, at the hub itself: what the wallet is told of that may never reach it. */
    private static void cleoPays(FaultyWallet to, long amountMinor) {
        assertThat(cleoPaysSoon(to, amountMinor).join()).isInstanceOf(Answer.Committed.class);
    }

    private static CompletableFuture<Answer> cleoPaysSoon(FaultyWallet to, long amountMinor) {
        to.netMinor += amountMinor;
        String amount = org.tallystick.money.DecimalText.print(amountMinor, FaultWorld.HOUR.precision());
        return world.app
                .node()
                .submit(new PaymentOrder(
                                world.ids.next(),
                                to.pid(),
                                FaultWorld.HOUR.code(),
                                amount,
                                Optional.empty(),
                                DIRECT,
                                Optional.empty())
                        .sign(world.cleo, world.app.node().hub()));
    }

    @Test
    void aThousandMissedEventsAreThereSoonAfterTheConnectionIs() throws Exception {
        FaultyWallet ann = world.ann;
        world.proxy.faults(Faults.AWAY, 7);
        world.await("nobody is live", () -> !ann.isInStep());
        long before = ann.replica.seq();
        AtomicInteger told = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, MISSED)
                        .mapToObj(i -> cleoPaysSoon(ann, 1 + i))
                        .toArray(CompletableFuture[]::new))
                .join();
        world.clock.pass(HOUR_MS);
        assertThat(ann.replica.seq()).isEqualTo(before);
        assertThat(ann.hubSeq()).isEqualTo(before + MISSED);
        try (var following = ann.remote.follow(told::incrementAndGet)) {
            assertThat(following).isNotNull();
            long beganNs = System.nanoTime();
            world.proxy.faults(Faults.NONE, 7);
            world.await("what was missed is there", () -> ann.replica.seq() == before + MISSED);
            double tookMs = (System.nanoTime() - beganNs) / 1e6;
            world.await("both wallets are in step", FaultRunsTest::areInStep);
            System.out.printf("%d missed events repaired %.0f ms after the connection was back%n", MISSED, tookMs);
        }
        assertThat(told.get()).as("who shows it was told").isPositive();
        ann.assertIsWhatTheHubSays();
    }
}
