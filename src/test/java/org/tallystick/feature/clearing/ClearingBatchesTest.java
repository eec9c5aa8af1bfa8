package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.NettingLimits;
import org.tallystick.http.Desk;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;

/** Batches at a real node: when they come, what they clear, what they leave to people, and what no longer holds. */
final class ClearingBatchesTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final long MINUTE_MS = 60_000;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);

    private TestNode ring(int people, int whoAsks) throws IOException {
        return DebtRing.of(people, whoAsks, temp.resolve("node"), clock);
    }

    private ClearingBatches batches(TestNode node) {
        return new ClearingBatches(new Desk(node.node), clock, Randomness.seeded(4), BatchLimits.DEFAULT);
    }

    private NettingBatch batch(TestNode node) {
        return new NettingBatch(new Desk(node.node), Randomness.seeded(5), NettingLimits.BATCH, "HOUR", () -> false);
    }

    private static long owes(TestNode node, String debtor, String creditor) {
        return node.asked(view -> {
            var pair = view.ledger()
                    .pair(
                            view.ledger().account(TestNode.pid(debtor)),
                            view.ledger().account(TestNode.pid(creditor)),
                            view.ledger().equivalent("HOUR"));
            return pair.owesMinor(view.ledger().account(TestNode.pid(debtor)));
        });
    }

    @Test
    void aRingThatNoPaymentClosedIsClearedWithinAMinuteAndOnce() throws Exception {
        try (TestNode node = ring(12, DebtRing.NOBODY);
                ClearingBatches batches = batches(node)) {
            long net = node.netMinor("p3", "HOUR");
            clock.pass(MINUTE_MS - 1);
            batches.look();
            assertThat(batches.batches()).isZero();
            clock.pass(1);
            batches.look();
            assertThat(batches.total()).isEqualTo(new BatchResult(12, true, 12_000, 12_000, 1, 0, 0, 0));
            assertThat(owes(node, "p0", "p1")).isZero();
            assertThat(owes(node, "p7", "p8")).isEqualTo(700);
            assertThat(node.netMinor("p3", "HOUR")).isEqualTo(net);
            clock.pass(MINUTE_MS);
            batches.look();
            assertThat(batches.batches()).isEqualTo(1);
        }
    }

    @Test
    void manyNewDebtsAreNettedBeforeTheMinuteIsOver() throws Exception {
        try (TestNode node = ring(4, DebtRing.NOBODY)) {
            BatchLimits soon = new BatchLimits(3, 1_000, MINUTE_MS, 9, NettingLimits.BATCH);
            ClearingBatches batches = new ClearingBatches(new Desk(node.node), clock, Randomness.seeded(4), soon);
            clock.pass(1_000);
            batches.look();
            assertThat(batches.total().cleared()).isEqualTo(1);
        }
    }

    @Test
    void whereSomebodyWantsToBeAskedTheCircleIsProposedOnce() throws Exception {
        try (TestNode node = ring(5, 2);
                ClearingBatches batches = batches(node)) {
            assertThat(batches.net("HOUR")).isEqualTo(new BatchResult(5, true, 0, 0, 0, 0, 0, 1));
            assertThat(owes(node, "p0", "p1")).isEqualTo(1_000);
            assertThat(batches.net("HOUR").proposed()).isZero();
            String id = node.asked(view -> view.room(ClearingRoom.class)
                    .proposals()
                    .all()
                    .iterator()
                    .next()
                    .id());
            DebtRing.done(node.submit(SignedStatement.sign(
                    TestNode.key("p2"),
                    "clearing.accept",
                    node.node.hub(),
                    Json.object().put("id", id).build())));
            assertThat(owes(node, "p0", "p1")).isZero();
        }
    }

    @Test
    void aRingThatIsTooLongToAskAboutIsLeftAlone() throws Exception {
        try (TestNode node = ring(11, 2);
                ClearingBatches batches = batches(node)) {
            assertThat(batches.net("HOUR")).isEqualTo(new BatchResult(11, true, 0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void whatWasPaidBackMeanwhileIsDroppedAndCounted() throws Exception {
        try (TestNode node = ring(5, DebtRing.NOBODY)) {
            NettingBatch batch = batch(node);
            assertThat(batch.copyAll()).isTrue();
            List<Cycle> cycles = batch.solve();
            assertThat(cycles).hasSize(1);
            DebtRing.done(node.pay("p3", "p2", "HOUR", "12", "back"));
            assertThat(batch.apply(cycles)).isTrue();
            assertThat(batch.result()).isEqualTo(new BatchResult(5, true, 5_000, 0, 0, 1, 0, 0));
            assertThat(owes(node, "p0", "p1")).isEqualTo(1_000);
        }
    }

    @Test
    void ofWhatWasPaidBackInPartTheRestIsCleared() throws Exception {
        try (TestNode node = ring(5, DebtRing.NOBODY)) {
            NettingBatch batch = batch(node);
            assertThat(batch.copyAll()).isTrue();
            List<Cycle> cycles = batch.solve();
            DebtRing.done(node.pay("p3", "p2", "HOUR", "5", "back"));
            batch.apply(cycles);
            assertThat(batch.result()).isEqualTo(new BatchResult(5, true, 5_000, 5 * 700, 1, 0, 0, 0));
            assertThat(owes(node, "p0", "p1")).isEqualTo(300);
            assertThat(owes(node, "p2", "p3")).isZero();
        }
    }

    @Test
    void whoWasAskedSinceIsNotClearedWithoutAsking() throws Exception {
        try (TestNode node = ring(5, DebtRing.NOBODY)) {
            NettingBatch batch = batch(node);
            assertThat(batch.copyAll()).isTrue();
            List<Cycle> cycles = batch.solve();
            String line = node.asked(view -> view.ledger()
                    .pair(
                            view.ledger().account(TestNode.pid("p1")),
                            view.ledger().account(TestNode.pid("p2")),
                            view.ledger().equivalent("HOUR"))
                    .trustOf(view.ledger().account(TestNode.pid("p2")))
                    .id()
                    .toString());
            DebtRing.done(node.submit(SignedStatement.sign(
                    TestNode.key("p2"),
                    "trustline.update",
                    node.node.hub(),
                    Json.object()
                            .put("id", line)
                            .put(
                                    "policy",
                                    Json.object().put("auto_clearing", false).build())
                            .build())));
            batch.apply(cycles);
            assertThat(batch.result().dropped()).isEqualTo(1);
            assertThat(owes(node, "p0", "p1")).isEqualTo(1_000);
        }
    }

    @Test
    void whatABatchThatIsStoppedLeavesIsCountedAndNobodyIsAsked() throws Exception {
        try (TestNode node = ring(5, DebtRing.NOBODY)) {
            boolean[] stopped = new boolean[1];
            NettingBatch batch = new NettingBatch(
                    new Desk(node.node), Randomness.seeded(5), NettingLimits.BATCH, "HOUR", () -> stopped[0]);
            assertThat(batch.copyAll()).isTrue();
            List<Cycle> cycles = batch.solve();
            stopped[0] = true;
            assertThat(batch.apply(cycles)).isFalse();
            assertThat(batch.result()).isEqualTo(new BatchResult(5, true, 5_000, 0, 0, 0, 1, 0));
            assertThat(owes(node, "p0", "p1")).isEqualTo(1_000);
        }
    }

    @Test
    void moreCirclesThanGoTogetherAreAllCleared() throws Exception {
        try (TestNode node = TestNode.ready(temp.resolve("node"), clock);
                ClearingBatches batches = batches(node)) {
            node.define("HOUR", 2);
            int people = 4 * 70;
            for (int i = 0; i < people; i++) {
                node.register("p" + i);
            }
            for (int i = 0; i < people; i++) {
                int next = i % 4 == 3 ? i - 3 : i + 1;
                DebtRing.trust(node, "p" + next, "p" + i, false);
                DebtRing.done(node.pay("p" + i, "p" + next, "HOUR", "10", "pay-" + i));
            }
            assertThat(batches.net("HOUR")).isEqualTo(new BatchResult(280, true, 280_000, 280_000, 70, 0, 0, 0));
        }
    }

    @Test
    void aBatchThatIsStoppedOrFindsTheNodeClosedEndsQuietly() throws Exception {
        TestNode node = ring(4, DebtRing.NOBODY);
        ClearingBatches batches = batches(node);
        batches.close();
        assertThat(batches.net("HOUR")).isEqualTo(BatchResult.NOTHING);
        ClearingBatches late = batches(node);
        node.close();
        clock.pass(MINUTE_MS);
        late.look();
        assertThat(late.batches()).isZero();
    }
}
