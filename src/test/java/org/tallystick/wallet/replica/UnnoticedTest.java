package org.tallystick.wallet.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.wallet.replica.LyingHub.pid;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.distrust.WordAtBlock;

/**
 * What one wallet cannot notice alone, each with what brings it to light (the list stands in {@code src/docs/sync.md}). Ann trusts Bob
 * for 50 (line "given") and Cleo trusts Ann for 40 (line "got").
 */
final class UnnoticedTest {

    private static final String GIVEN = "given";
    private static final String GOT = "got";

    private final LyingHub hub = new LyingHub();
    private final Replica replica = ReplicaWorld.replica("Ann");

    @BeforeEach
    void twoLines() throws Exception {
        take(hub.register("Ann"));
        take(hub.line(GIVEN, "Ann", "Bob", "50.00", Json.Obj.EMPTY));
        take(hub.line(GOT, "Cleo", "Ann", "40.00", Json.Obj.EMPTY));
    }

    private void take(Block... blocks) {
        assertThat(replica.apply(hub.page(replica, part -> true, blocks))).isInstanceOf(Applied.Done.class);
    }

    private Block paid(String txId, String amount) throws Exception {
        return hub.payment(txId, "Bob", "Ann", amount)
                .debt("debt.owe", GIVEN, amount)
                .seal();
    }

    /** What the hub's word on what it shows comes to; in none of these tests has anything of it moved. */
    private Comparison word() throws Exception {
        AccountWord said = signed();
        return replica.compare(new AccountStatement(
                said.pid(), said.seq(), said.head(), said.balances(), said.height(), said.blockHash(), hub.timeMs));
    }

    private AccountWord signed() throws Exception {
        return LyingHub.word(replica, replica.seq(), "0.00", replica.newest().orElseThrow());
    }

    @Test
    void aPaymentThatIsWithheldIsNotNoticedUntilItsPayerShowsTheProof() throws Exception {
        Block withheld = paid("p1", "5.00");
        take();
        assertThat(replica.newest().orElseThrow().height()).isEqualTo(3);
        assertThat(word()).isEqualTo(new Comparison.Agrees());

        Contradiction contradiction = new Contradiction.Withheld(
                new WordAtBlock(signed(), replica.newest().orElseThrow()),
                replica.counted(replica.seq()),
                LyingHub.proof(withheld));
        Evidence evidence = new Evidence(LyingHub.PID, LyingHub.HUB.publicKey(), contradiction);
        assertThat(EvidenceCheck.of(Evidence.parse(evidence.bytes()))).isEqualTo(new EvidenceCheck.Verdict.Convicts());
    }

    @Test
    void anOldHeadIsNotNoticedUntilANewerOneIsSeen() throws Exception {
        SealedHeader shown = replica.newest().orElseThrow();
        Block later = paid("p1", "5.00");
        // The same page as before: the hub says that there is nothing new.
        FeedPage old = LyingHub.page(
                replica, Optional.of(new FeedPage.Since((int) shown.height(), List.of(), List.of())), shown, List.of());
        assertThat(replica.apply(old)).isInstanceOf(Applied.Done.class);
        assertThat(word()).isEqualTo(new Comparison.Agrees());

        // In a receipt of somebody else stands a later head.
        assertThat(LyingHub.header(later).height()).isGreaterThan(shown.height());
    }

    @Test
    void stepsOverOwnLinesThatAreNotShownAreNotNoticedUntilTheNeighboursCompare() throws Exception {
        Block carried = hub.payment("p1", "Bob", "Cleo", "5.00")
                .debt("debt.owe", GIVEN, "5.00")
                .debt("debt.owe", GOT, "5.00")
                .step("account.change", "pid", pid("Ann").text())
                .seal();
        // Shown is only that she counts it: nothing of what it moved.
        FeedPage page = hub.page(
                replica,
                part -> part.kind() == PartKind.OPERATION
                        && new String(part.content().orElseThrow(), UTF_8).contains("account.change"),
                carried);
        assertThat(replica.apply(page)).isInstanceOf(Applied.Done.class);
        assertThat(replica.netsMinor().getOrDefault("HOUR", 0L)).isZero();
        assertThat(word()).isEqualTo(new Comparison.Agrees());

        // Cleo, who is shown the step over her line, counts the same transaction.
        assertThat(Hex.encode(carried.transactions().getFirst().hash()))
                .isEqualTo(replica.counted(replica.seq()).getLast());
    }

    @Test
    void aKeyThatTheHubGaveToACounterpartyIsNotNoticedUntilTheySayThatItIsNotTheirs() throws Exception {
        KeyPair ofTheHub = TestNode.key("not Bob");
        SignedStatement order = SignedStatement.sign(
                pid("Bob"),
                ofTheHub,
                "payment.create",
                LyingHub.PID,
                LyingHub.order("p1", "Bob", "Ann", "5.00").fields());
        take(hub.make("payment.create", "p1")
                .statement(order)
                .debt("debt.owe", GIVEN, "5.00")
                .seal());
        assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", 500L));
        // What Bob sees of it names a key that is not his.
        assertThat(order.publicKey()).isNotEqualTo(TestNode.key("Bob").publicKey());
        assertThat(CanonicalJson.text(order.fields())).contains("5.00");
    }

    @Test
    void aBlockedPayerFartherAwayIsNotNoticedUntilTheyShowWhatTheySigned() throws Exception {
        take(hub.line(
                "wary",
                "Ann",
                "Eve",
                "50.00",
                Json.object()
                        .put("can_be_intermediate", true)
                        .put(
                                "blocked_participants",
                                Json.of(List.of(Json.of(pid("Dan").text()))))
                        .build()));
        Block passed = hub.payment("p1", "Dan", "Cleo", "5.00")
                .debt("debt.owe", "wary", "5.00")
                .debt("debt.owe", GOT, "5.00")
                .seal();
        // Who carries a payment is not shown who signed it.
        FeedPage page = hub.page(replica, part -> part.kind() == PartKind.OPERATION, passed);
        assertThat(replica.apply(page)).isInstanceOf(Applied.Done.class);
        assertThat(replica.netsMinor().getOrDefault("HOUR", 0L)).isZero();

        Proof ofDan = LyingHub.proof(passed);
        assertThat(ofDan.shown().statements())
                .singleElement()
                .satisfies(signed -> assertThat(signed.signer()).isEqualTo(pid("Dan")));
        assertThat(Hex.encode(ofDan.transactionHash()))
                .isEqualTo(replica.counted(replica.seq()).getLast());
    }

    @Test
    void thatSomebodyElseIsFrozenIsTheHubsWordAndPaymentsOfTheirsAreTaken() throws Exception {
        hub.make("admin.freeze", "f1")
                .step("account.change", "pid", pid("Bob").text(), "status", "frozen")
                .seal();
        take(paid("p1", "5.00"));
        assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", 500L));
        assertThat(replica.compare(new AccountStatement(
                        pid("Ann"),
                        replica.seq(),
                        replica.head(),
                        Map.of("HOUR", "5.00"),
                        replica.newest().orElseThrow().height(),
                        replica.newest().orElseThrow().hash(),
                        hub.timeMs)))
                .isEqualTo(new Comparison.Agrees());
    }

    @Test
    void aPaymentThatNobodySignedIsTakenFromAHubThatSaysItsPayerWasErased() throws Exception {
        Block unsigned =
                hub.make("payment.create", "p1").debt("debt.owe", GIVEN, "5.00").seal();
        take(unsigned);
        assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", 500L));

        // Nothing is taken from the owner that way: what lowers their net they have signed.
        Block lowered =
                hub.make("payment.create", "p2").debt("debt.owe", GOT, "5.00").seal();
        assertThat(replica.apply(hub.page(replica, part -> true, lowered))).isInstanceOf(Applied.Contradicted.class);
        assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", 500L));
    }
}
