package org.tallystick.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.feature.trust.sql.TrustLineRow;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineStatus;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.TestChain;
import org.tallystick.store.TableDigest;

/** All projections together over random histories, against the ledger and against each other. */
class ProjectionsTest {

    private static final int PEOPLE = 12;
    private static final int STEPS = 600;

    @TempDir
    Path folder;

    private TestChain randomHistory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestChain chain = new TestChain();
        chain.register("0");
        chain.register("1");
        int people = 2;
        for (int step = 0; step < STEPS; step++) {
            String one = Integer.toString(random.nextInt(people));
            String other = Integer.toString(random.nextInt(people));
            switch (random.nextInt(20)) {
                case 0 -> {
                    if (people < PEOPLE) {
                        chain.register(Integer.toString(people++));
                    }
                }
                case 1, 2, 3, 4 -> chain.trust(one, other, random.nextInt(1, 50) + ".00");
                case 5 ->
                    chain.change(
                            one,
                            other,
                            Json.object()
                                    .put("limit", random.nextInt(60) + ".50")
                                    .build());
                case 6 ->
                    chain.change(
                            one,
                            other,
                            Json.object()
                                    .put("status", random.nextBoolean() ? "frozen" : "active")
                                    .build());
                case 7 -> {
                    chain.trust(one, other, "1");
                    chain.close(one, other);
                }
                case 8 ->
                    chain.update(
                            one,
                            Json.object().put("display_name", "name " + step).build());
                case 9, 10 -> chain.seal();
                default -> chain.pay(one, other, random.nextInt(20) + "." + random.nextInt(10, 100));
            }
        }
        chain.seal();
        return chain;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTablesAgreeWithTheLedger(long seed) throws Exception {
        TestChain chain = randomHistory(seed);
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 7)) {
            List<Line> lines = new ArrayList<>();
            chain.ledger().forEachLine(lines::add);
            assertThat(lines).hasSizeGreaterThan(20).anyMatch(line -> line.debtMinor() > 0);
            assertThat(lines).anyMatch(line -> line.status() == LineStatus.CLOSED);
            for (Line line : lines) {
                TrustLineRow row = projected.lines().line(line.id()).value().orElseThrow();
                assertThat(row.debtMinor()).isEqualTo(line.debtMinor());
                assertThat(row.limitMinor()).isEqualTo(line.limitMinor());
                assertThat(row.status()).isEqualTo(line.status());
                assertThat(row.creditor()).isEqualTo(line.creditor().number());
                assertThat(row.debtor()).isEqualTo(line.debtor().number());
                assertThat(row.openedAtMs()).isEqualTo(line.openedAtMs());
            }
            Map<Integer, Long> netsMinor = netsOfPayments(projected, chain);
            for (int number = 0; number < chain.ledger().accountCount(); number++) {
                Account account = chain.ledger().account(number);
                var position = account.position(0);
                assertThat(netsMinor.getOrDefault(number, 0L))
                        .as("only payments change nets here")
                        .isEqualTo(position == null ? 0 : position.netMinor());
                List<AccountHistory.Entry> entries =
                        projected.explorer().after(number, 0, 1_000).value();
                assertThat(entries).hasSize((int) account.seq());
                for (int i = 0; i < entries.size(); i++) {
                    assertThat(entries.get(i).seq()).isEqualTo(i + 1);
                }
            }
            assertThat(projected.clearings().latest(Optional.empty(), 1_000).value())
                    .hasSize((int) count(chain, "clearing.cycle"));
        }
    }

    private static Map<Integer, Long> netsOfPayments(ProjectedChain projected, TestChain chain) throws Exception {
        Map<Integer, Long> netsMinor = new HashMap<>();
        long payments = 0;
        for (int number = 0; number < chain.ledger().accountCount(); number++) {
            for (PaymentRow payment : projected
                    .payments()
                    .ofAccount(number, OptionalLong.empty(), 1_000)
                    .value()
                    .payments()) {
                boolean pays = payment.payer() == number;
                assertThat(pays ? payment.payer() : payment.payee()).isEqualTo(number);
                netsMinor.merge(number, pays ? -payment.amountMinor() : payment.amountMinor(), Long::sum);
                payments++;
            }
        }
        assertThat(payments).isEqualTo(2 * count(chain, "payment.create")).isGreaterThan(50);
        return netsMinor;
    }

    private static long count(TestChain chain, String type) {
        return chain.blocks().stream()
                .flatMap(block -> block.applied().stream())
                .map(Applied::transaction)
                .filter(transaction -> transaction.frame().type().equals(type))
                .count();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whateverTheBatchesAndHoweverOftenItIsReopenedTheDigestsAreTheSame(long seed) throws Exception {
        List<CommittedBlock> blocks = randomHistory(seed).blocks();
        List<TableDigest> oneByOne;
        try (ProjectedChain projected = new ProjectedChain(folder.resolve("one")).project(blocks, 1)) {
            oneByOne = projected.digests();
        }
        try (ProjectedChain projected = new ProjectedChain(folder.resolve("all")).project(blocks, blocks.size())) {
            assertThat(withoutWatermark(projected.digests())).isEqualTo(withoutWatermark(oneByOne));
        }
        try (ProjectedChain projected = new ProjectedChain(folder.resolve("reopened"))) {
            for (int i = 0; i < blocks.size(); i += 40) {
                projected.project(blocks.subList(i, Math.min(blocks.size(), i + 40)), 9);
                projected.reopen(blocks);
            }
            assertThat(withoutWatermark(projected.digests())).isEqualTo(withoutWatermark(oneByOne));
        }
        assertThat(oneByOne).extracting(TableDigest::table).contains("activity", "line_debt", "trust_line", "payment");
    }

    /** The store's own tables are the same as well, but that is for its own tests. */
    private static List<TableDigest> withoutWatermark(List<TableDigest> digests) {
        return digests.stream()
                .filter(digest -> !digest.table().startsWith("store_"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {6})
    void noFileHoldsWhatAnErasedPersonWrote(long seed) throws Exception {
        TestChain chain = randomHistory(seed);
        chain.register(
                "zoe", Json.object().put("display_name", "Zoe Unmistakable").build());
        chain.trust("0", "zoe", "10");
        chain.seal();
        chain.pay(
                "zoe",
                Json.object()
                        .put("tx_id", "zoe-1")
                        .put("to", TestChain.pid("0").text())
                        .put("equivalent", TestChain.HOUR)
                        .put("amount", "1")
                        .put("description", "unmistakable note")
                        .build());
        chain.seal();
        Path before = folder.resolve("before");
        new ProjectedChain(before).project(chain.blocks(), 50).close();
        assertThat(filesHold(before, "nmistakable")).isTrue();
        List<CommittedBlock> erased = chain.blocksWithout("zoe");
        Path after = folder.resolve("after");
        try (ProjectedChain projected = new ProjectedChain(after).project(erased, 50)) {
            assertThat(projected
                            .payments()
                            .byTxId("zoe-1")
                            .value()
                            .orElseThrow()
                            .description())
                    .isEmpty();
            assertThat(projected
                            .lines()
                            .line(line("0", "zoe"))
                            .value()
                            .orElseThrow()
                            .debtMinor())
                    .isEqualTo(100);
        }
        assertThat(filesHold(after, "nmistakable")).isFalse();
    }

    private static boolean filesHold(Path folder, String text) throws IOException {
        boolean holds = false;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                holds |= Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
            }
        }
        return holds;
    }
}
