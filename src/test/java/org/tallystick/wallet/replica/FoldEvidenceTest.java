package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.wallet.replica.LyingHub.pid;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Signature;
import org.tallystick.node.block.Block;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.distrust.EvidenceCheck.Verdict;
import org.tallystick.wallet.distrust.EvidenceCheck.Why;
import org.tallystick.wallet.distrust.WordAtBlock;

/** What a replica found against its hub convinces a stranger who knows only the hub's key, and what is lawful does not. */
final class FoldEvidenceTest {

    private final LyingHub hub = new LyingHub();
    private final Replica replica = ReplicaWorld.replica("Ann");
    private final List<FeedPage> pages = new ArrayList<>();

    @BeforeEach
    void twoLinesAndAPayment() throws Exception {
        take(hub.register("Ann"));
        take(hub.line("given", "Ann", "Bob", "50.00", Json.Obj.EMPTY));
        take(hub.line("got", "Cleo", "Ann", "40.00", Json.Obj.EMPTY));
        take(hub.payment("p1", "Ann", "Cleo", "5.00")
                .debt("debt.owe", "got", "5.00")
                .seal());
    }

    private void take(Block block) {
        FeedPage page = hub.page(replica, part -> true, block);
        assertThat(replica.apply(page)).isInstanceOf(Applied.Done.class);
        pages.add(page);
    }

    /** The page that the replica refuses, behind all that it took. */
    private List<FeedPage> with(Block block) {
        FeedPage page = hub.page(replica, part -> true, block);
        assertThat(replica.apply(page)).isInstanceOf(Applied.Contradicted.class);
        List<FeedPage> all = new ArrayList<>(pages);
        all.add(page);
        return all;
    }

    private static Verdict check(Contradiction contradiction) throws MalformedJson {
        Evidence evidence = new Evidence(LyingHub.PID, LyingHub.HUB.publicKey(), contradiction);
        return EvidenceCheck.of(Evidence.parse(evidence.bytes()));
    }

    private static Verdict unlawful(List<FeedPage> pages) throws MalformedJson {
        return check(new Contradiction.Unlawful(pid("Ann"), pages));
    }

    @Test
    void creditBeyondALimitConvicts() throws Exception {
        Block block = hub.payment("p2", "Bob", "Ann", "60.00")
                .debt("debt.owe", "given", "60.00")
                .seal();
        assertThat(unlawful(with(block))).isEqualTo(new Verdict.Convicts());
    }

    @Test
    void creditBeyondALimitTogetherWithEarlierCreditConvicts() throws Exception {
        Block block = hub.payment("p2", "Ann", "Cleo", "36.00")
                .debt("debt.owe", "got", "36.00")
                .seal();
        assertThat(unlawful(with(block))).isEqualTo(new Verdict.Convicts());
    }

    @Test
    void anUnsignedPaymentConvicts() throws Exception {
        Block block =
                hub.make("payment.create", "p2").debt("debt.owe", "got", "1.00").seal();
        assertThat(unlawful(with(block))).isEqualTo(new Verdict.Convicts());
    }

    @Test
    void whatIsLawfulConvictsNobodyAndWhatIsLeftOutShowsNothing() throws Exception {
        assertThat(unlawful(pages)).isEqualTo(new Verdict.Fails(Why.NO_CONTRADICTION));
        assertThat(unlawful(List.of())).isEqualTo(new Verdict.Fails(Why.NO_CONTRADICTION));
        Block block = hub.payment("p2", "Ann", "Cleo", "36.00")
                .debt("debt.owe", "got", "36.00")
                .seal();
        List<FeedPage> all = with(block);
        for (int left = 0; left < all.size() - 1; left++) {
            List<FeedPage> fewer = new ArrayList<>(all);
            fewer.remove(left);
            assertThat(unlawful(fewer)).as("without page %d", left).isEqualTo(new Verdict.Fails(Why.NOT_SIGNED));
        }
        // Told of somebody else it is not the hub's word.
        assertThat(check(new Contradiction.Unlawful(pid("Cleo"), all))).isEqualTo(new Verdict.Fails(Why.NOT_SIGNED));
    }

    @Test
    void pagesOfTwoEpochsAreNotOneHistory() throws Exception {
        hub.epoch = 7;
        Block block = hub.payment("p2", "Ann", "Cleo", "36.00")
                .debt("debt.owe", "got", "36.00")
                .seal();
        assertThat(unlawful(with(block))).isEqualTo(new Verdict.Fails(Why.NOT_SIGNED));
    }

    private WordAtBlock word(long seq, String head, String balance) throws MalformedJson {
        SealedHeader tip = pages.getLast().tip();
        Json.Obj said = Json.object()
                .put("hub", LyingHub.PID.text())
                .put("pid", pid("Ann").text())
                .put("seq", seq)
                .put("head", head)
                .put("balances", Json.object().put("HOUR", balance).build())
                .put("height", tip.height())
                .put("block_hash", tip.hash())
                .put("at", "2026-11-22T12:00:00Z")
                .build();
        Signature signature = LyingHub.HUB.sign(CanonicalJson.bytes(said.with("action", Json.of("hub.statement"))));
        return new WordAtBlock(AccountWord.fromJson(said.with("signature", Json.of(signature.text()))), tip);
    }

    @Test
    void aWordThatIsNotWhatTheHistoryComesToConvicts() throws Exception {
        String head = replica.head();
        assertThat(check(new Contradiction.WrongSum(word(4, head, "-5.00"), pages)))
                .isEqualTo(new Verdict.Fails(Why.NO_CONTRADICTION));
        assertThat(check(new Contradiction.WrongSum(word(4, head, "-4.00"), pages)))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.WrongSum(word(4, "00".repeat(32), "-5.00"), pages)))
                .isEqualTo(new Verdict.Convicts());
        assertThat(check(new Contradiction.WrongSum(word(3, head, "-4.00"), pages)))
                .isEqualTo(new Verdict.Fails(Why.NOT_COMPARABLE));
        assertThat(check(new Contradiction.WrongSum(word(4, head, "-4.00"), pages.subList(1, 4))))
                .isEqualTo(new Verdict.Fails(Why.NOT_SIGNED));
    }
}
