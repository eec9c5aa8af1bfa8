package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.bench.CpuTimes;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.http.Desk;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.node.TestNode;

/**
 * How much of what a batch finds is carried out while 1,000 payments a second go on, and for how long copying holds the ledger thread,
 * by its processor time; {@code -Dclearing.people}, {@code -Dclearing.seconds} and {@code -Dclearing.perSecond} say how much.
 */
@Tag("long")
final class ClearingUnderLoadTest {

    private static final int PEOPLE = Integer.getInteger("clearing.people", 2_000);
    private static final int SECONDS = Integer.getInteger("clearing.seconds", 30);
    private static final int PER_SECOND = Integer.getInteger("clearing.perSecond", 1_000);
    private static final int LINES_EACH = 6;
    private static final int PAYMENTS_BEFORE = 15_000;
    private static final int WINDOW = 256;

    @TempDir
    Path temp;

    private final Random random = new Random(6);

    @Test
    void batchesUnderLoadCarryOutNearlyAllThatTheyFind() throws Exception {
        try (TestNode node = TestNode.create(temp.resolve("node"), Clock.system())) {
            build(node);
            payAll(node, payments(node, "before", PAYMENTS_BEFORE), 1_000_000);
            long[] slicesNs = slices(node);
            List<SignedStatement> during = payments(node, "during", PER_SECOND * SECONDS);
            CountDownLatch paid = new CountDownLatch(1);
            int[] refused = new int[1];
            Thread payer = Thread.ofPlatform().start(() -> {
                refused[0] = payAll(node, during, PER_SECOND);
                paid.countDown();
            });
            BatchResult first = BatchResult.NOTHING;
            BatchResult total = BatchResult.NOTHING;
            int batches = 0;
            try (ClearingBatches clearing = new ClearingBatches(
                    new Desk(node.node), Clock.system(), Randomness.seeded(4), BatchLimits.DEFAULT)) {
                while (!paid.await(2, TimeUnit.SECONDS)) {
                    BatchResult result = clearing.net("HOUR");
                    first = batches == 0 ? result : first;
                    total = total.and(result);
                    batches++;
                }
            }
            payer.join();
            report(first, total, batches, slicesNs, during.size(), refused[0]);
        }
    }

    private static void report(
            BatchResult first, BatchResult total, int batches, long[] slicesNs, int payments, int refused) {
        System.out.printf(
                "first batch under load: %d debts, %.2f %% of the optimum carried out (%d cleared, %d dropped)%n",
                first.debts(), share(first), first.cleared(), first.dropped());
        System.out.printf(
                "%d batches: %.2f %% (%d cleared, %d dropped, %d postponed); %d payments, %d refused%n",
                batches, share(total), total.cleared(), total.dropped(), total.postponed(), payments, refused);
        System.out.printf(
                "slices: %d, p50 %.0f us, p99 %.0f us, most %.0f us%n",
                slicesNs.length,
                slicesNs[slicesNs.length / 2] / 1e3,
                slicesNs[(int) (slicesNs.length * 0.99)] / 1e3,
                slicesNs[slicesNs.length - 1] / 1e3);
        assertThat(first.optimal()).isTrue();
        assertThat(first.cleared()).isPositive();
        assertThat(share(total)).isGreaterThan(50);
        assertThat(refused).as("payments that found no way").isLessThan(payments / 2);
    }

    private static double share(BatchResult result) {
        return 100.0 * result.clearedMinor() / Math.max(1, result.foundMinor());
    }

    private void build(TestNode node) {
        node.define("HOUR", 2);
        for (int i = 0; i < PEOPLE; i++) {
            node.register("p" + i);
        }
        for (int i = 0; i < PEOPLE; i++) {
            for (int line = 0; line < LINES_EACH; line++) {
                int other = line == 0 ? (i + 1) % PEOPLE : random.nextInt(1 + random.nextInt(PEOPLE));
                if (other != i) {
                    node.trust("p" + i, "p" + other, "HOUR", Integer.toString(100 + random.nextInt(900)));
                }
            }
        }
    }

    private List<SignedStatement> payments(TestNode node, String name, int count) {
        List<SignedStatement> payments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(PEOPLE);
            int to = (from + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            String amount = (1 + random.nextInt(40)) + "." + (10 + random.nextInt(90));
            payments.add(node.payment("p" + from, "p" + to, "HOUR", amount, name + i));
        }
        return payments;
    }

    /** Submits them at a pace, with so many under way at most; how many were refused. */
    private static int payAll(TestNode node, List<SignedStatement> payments, int perSecond) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(payments.size());
        long startNs = System.nanoTime();
        for (int i = 0; i < payments.size(); i++) {
            long dueNs = startNs + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < dueNs) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            if (i >= WINDOW) {
                answers.get(i - WINDOW).join();
            }
            answers.add(node.node.submit(payments.get(i)));
        }
        int refused = 0;
        for (CompletableFuture<Answer> answer : answers) {
            refused += answer.join() instanceof Answer.Refused ? 1 : 0;
        }
        return refused;
    }

    /** How long each slice of some copies holds the ledger thread, in ascending order. */
    private static long[] slices(TestNode node) throws Exception {
        Desk desk = new Desk(node.node);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            DebtCopy copy = new DebtCopy();
            boolean whole = false;
            while (!whole) {
                copy.makeRoom();
                whole = desk.ask(view -> {
                    long before = CpuTimes.nowNs();
                    boolean last = copy.copySome(view.ledger(), ClearingService.unit(view.ledger(), "HOUR"));
                    times.add(CpuTimes.nowNs() - before);
                    return last;
                });
            }
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
