package org.tallystick.feature.explorer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.feature.ProjectedChain;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.Effects;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.AccountHistory.End;
import org.tallystick.node.AccountHistory.Entry;
import org.tallystick.node.AccountHistory.PaymentFilter;
import org.tallystick.node.Applied;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Place;
import org.tallystick.node.TestChain;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Transaction;

class ExplorerQueriesTest {

    private static final Pid SOMEBODY = TestChain.pid("somebody");

    @TempDir
    Path folder;

    @Test
    void blocksAndTransactionsAreFoundWhereTheyStand() throws Exception {
        TestChain chain = new TestChain();
        chain.register("ada");
        chain.register("eve");
        chain.seal();
        CommittedBlock last = chain.blocks().getLast();
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 2)) {
            ExplorerQueries explorer = projected.explorer();
            assertThat(explorer.block(last.height()).value())
                    .contains(new BlockRow(
                            last.height(),
                            0,
                            Hex.encode(last.hash()),
                            last.block().header().timestampMs(),
                            2,
                            2));
            assertThat(explorer.block(last.height() + 1).value()).isEmpty();
            assertThat(explorer.blocksFrom(Long.MAX_VALUE, 2).value())
                    .extracting(BlockRow::height)
                    .containsExactly(last.height(), last.height() - 1);
            assertThat(explorer.transactionsFrom(new Place(last.height(), 1), 10)
                            .value())
                    .containsExactly(new TransactionRow(
                            new Place(last.height(), 1),
                            Hex.encode(last.block().transactions().get(1).hash()),
                            "participant.register",
                            last.block().transactions().get(1).frame().txId()));
            assertThat(explorer.transactionsFrom(new Place(0, 0), 10).value()).hasSize(4);
        }
    }

    @Test
    void whoOnlyPassedAPaymentOnIsTouchedWithoutAChangeOfTheirNet() throws Exception {
        TestChain chain = new TestChain();
        for (String name : List.of("ada", "bob", "eve")) {
            chain.register(name);
        }
        chain.trust("bob", "ada", "10");
        chain.trust("eve", "bob", "10");
        chain.seal();
        chain.pay("ada", "eve", "3");
        chain.seal();
        Place payment = new Place(chain.blocks().getLast().height(), 0);
        try (ProjectedChain projected = new ProjectedChain(folder).project(chain.blocks(), 100)) {
            assertThat(latest(projected, chain.account("bob"), false)).first().isEqualTo(new Entry(4, payment, false));
            assertThat(latest(projected, chain.account("bob"), true)).isEmpty();
            assertThat(latest(projected, chain.account("ada"), true)).containsExactly(new Entry(3, payment, true));
            assertThat(latest(projected, chain.account("eve"), true)).containsExactly(new Entry(3, payment, true));
            assertThat(latest(projected, 999, false)).isEmpty();
        }
    }

    private static List<Entry> latest(ProjectedChain projected, int account, boolean onlyNetChanges) throws Exception {
        return projected
                .explorer()
                .latest(account, OptionalLong.empty(), onlyNetChanges, 100)
                .value()
                .entries();
    }

    /** Three windows; account 7 in each block, account 8 in the first only, account 9 in the first and the last. */
    @Test
    void theActivityOfAnAccountIsOneRowOfEntriesAcrossWindows() throws Exception {
        List<CommittedBlock> blocks = new ArrayList<>();
        int count = 150;
        for (int i = 0; i < count; i++) {
            List<Effects.Touch> touches = new ArrayList<>();
            touches.add(touch(7, i + 1));
            if (i == 0) {
                touches.add(touch(8, 1));
            }
            if (i == 0 || i == count - 1) {
                touches.add(touch(9, i == 0 ? 1 : 2));
            }
            for (int other = 1_000; other < 2_000; other++) {
                touches.add(touch(other, i + 1));
            }
            blocks.add(block(i, new Effects(touches, List.of())));
        }
        try (ProjectedChain projected = new ProjectedChain(folder).project(blocks.subList(0, 90), 10)) {
            projected.reopen(blocks.subList(0, 90));
            projected.project(blocks.subList(90, count), 60);
            ExplorerQueries explorer = projected.explorer();
            long touches = explorer.block(count - 1L).value().orElseThrow().touchesSoFar();
            assertThat(touches).isEqualTo(count * 1_001L + 3).isGreaterThan(2 * ActivityKey.WINDOW);

            assertThat(pages(explorer, 7, 40)).isEqualTo(entries(count, 1));
            assertThat(pages(explorer, 8, 40)).containsExactly(new Entry(1, new Place(0, 0), false));
            assertThat(pages(explorer, 9, 1))
                    .containsExactly(
                            new Entry(2, new Place(count - 1, 0), false), new Entry(1, new Place(0, 0), false));
            assertThat(explorer.after(7, 0, 1_000).value())
                    .isEqualTo(entries(count, 1).reversed());
            assertThat(explorer.after(7, 20, 3).value())
                    .isEqualTo(entries(23, 21).reversed());
            assertThat(explorer.after(7, count, 3).value()).isEmpty();
            assertThat(explorer.after(9, 1, 3).value()).containsExactly(new Entry(2, new Place(count - 1, 0), false));
            assertThat(explorer.after(6, 0, 3).value()).isEmpty();
            for (int height = 0; height < count; height++) {
                Place place = new Place(height, 0);
                assertThat(explorer.entry(7, place).value()).contains(new Entry(height + 1, place, false));
                assertThat(explorer.latest(7, explorer.pageAfter(7, place), false, 1)
                                .value()
                                .entries())
                        .isEqualTo(entries(height, Math.max(1, height)));
            }
            assertThat(explorer.entry(8, new Place(1, 0)).value()).isEmpty();
            assertThat(explorer.entry(7, new Place(count, 0)).value()).isEmpty();
            assertThat(explorer.pageAfter(8, new Place(1, 0))).isEmpty();
        }
    }

    /** Three windows; account 7 pays account 20 in each even block, and is paid in each odd one; every third in another unit. */
    @Test
    void paymentsAreCountedAndListedAcrossWindowsByEveryFilter() throws Exception {
        List<CommittedBlock> blocks = new ArrayList<>();
        int count = 150;
        for (int i = 0; i < count; i++) {
            List<Effects.Touch> touches = new ArrayList<>(List.of(touch(7, i + 1), touch(20, i + 1)));
            for (int other = 1_000; other < 2_000; other++) {
                touches.add(touch(other, i + 1));
            }
            int change = i % 2 == 0 ? -5 : 5;
            blocks.add(block(
                    i,
                    "payment.create",
                    new Effects(
                            touches,
                            List.of(
                                    new Effects.NetChange(7, SOMEBODY, unit(i), change),
                                    new Effects.NetChange(20, SOMEBODY, unit(i), -change)))));
        }
        try (ProjectedChain projected = new ProjectedChain(folder).project(blocks, 60)) {
            ExplorerQueries explorer = projected.explorer();
            for (Optional<End> end : List.of(Optional.<End>empty(), Optional.of(End.PAYER), Optional.of(End.PAYEE))) {
                for (Optional<String> unit : List.of(Optional.<String>empty(), Optional.of("A"))) {
                    for (long[] range : new long[][] {{-1, -1}, {60, 70}, {140, 900}, {70, 60}}) {
                        PaymentFilter filter = new PaymentFilter(
                                end,
                                unit,
                                range[0] < 0 ? OptionalLong.empty() : OptionalLong.of(range[0]),
                                range[1] < 0 ? OptionalLong.empty() : OptionalLong.of(range[1]));
                        List<Place> expected = new ArrayList<>();
                        for (int i = count - 1; i >= 0; i--) {
                            boolean fits = (end.isEmpty() || (end.get() == End.PAYER) == (i % 2 == 0))
                                    && (unit.isEmpty() || unit.get().equals(unit(i)))
                                    && (range[0] < 0 || i >= range[0])
                                    && (range[1] < 0 || i <= range[1]);
                            if (fits) {
                                expected.add(new Place(i, 0));
                            }
                        }
                        for (int offset : new int[] {0, 71}) {
                            AccountHistory.Payments found =
                                    explorer.payments(7, filter, offset, 40).value();
                            assertThat(found.total()).isEqualTo(expected.size());
                            assertThat(found.places())
                                    .isEqualTo(expected.stream()
                                            .skip(offset)
                                            .limit(40)
                                            .toList());
                        }
                    }
                }
            }
            PaymentFilter any =
                    new PaymentFilter(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
            assertThat(explorer.payments(1_000, any, 0, 40).value().total()).isZero();
        }
    }

    private static String unit(int number) {
        return number % 3 == 0 ? "A" : "B";
    }

    private static List<Entry> pages(ExplorerQueries explorer, int account, int limit) throws Exception {
        List<Entry> entries = new ArrayList<>();
        OptionalLong from = OptionalLong.empty();
        do {
            AccountHistory.Page page =
                    explorer.latest(account, from, false, limit).value();
            entries.addAll(page.entries());
            from = page.next();
        } while (from.isPresent());
        return entries;
    }

    private static List<Entry> entries(int from, int to) {
        List<Entry> entries = new ArrayList<>();
        for (int seq = from; seq >= to; seq--) {
            entries.add(new Entry(seq, new Place(seq - 1, 0), false));
        }
        return entries;
    }

    private static Effects.Touch touch(int account, long seq) {
        return new Effects.Touch(account, SOMEBODY, seq);
    }

    /** A block that nobody signed, since projections do not look at signatures. */
    private static CommittedBlock block(long height, Effects effects) {
        return block(height, "node.import", effects);
    }

    private static CommittedBlock block(long height, String type, Effects effects) {
        Frame frame = new Frame("hub:" + height, type, 1);
        Part part = Part.open(PartKind.FRAME, new byte[Part.SALT_BYTES], frame.content());
        Transaction transaction = Transaction.of(frame, List.of(), List.of(), List.of(), List.of(), List.of(part));
        byte[] hash = Sha256.of(Long.toString(height).getBytes(StandardCharsets.US_ASCII));
        BlockHeader header = new BlockHeader(1, 0, height, hash, hash, height, 1, hash);
        return new CommittedBlock(
                new Block(header, hash, new byte[64], List.of(transaction)),
                List.of(new Applied(transaction, effects, 0)));
    }
}
