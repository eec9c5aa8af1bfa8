package org.tallystick.app.wallets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.Answer;
import org.tallystick.node.Place;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.replica.LyingHistory;

/** Ann's wallet at a node of her own, where Bob pays her and Cleo. */
final class OwnProofsTest {

    private static final Pid HUB = TestNode.HUB.pid();

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private TestNode node;
    private NodeReader reader;
    private OwnerJournal journal;
    private Wallet wallet;

    @BeforeEach
    void open() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"Ann", "Bob", "Cleo"}) {
            node.register(name);
        }
        node.trust("Ann", "Bob", "HOUR", "50.00");
        node.trust("Cleo", "Bob", "HOUR", "50.00");
        reader = new NodeReader(node.node, TestNode.HUB.publicKey(), PaymentLimits.DEFAULT);
        journal = OwnerJournal.create(
                JournalConfig.in(temp.resolve("owner")).withSizes(4 << 20, 4096), TestNode.pid("Ann"), new TestVault());
        wallet = new Wallet(
                TestNode.key("Ann"),
                new NodeConnection(node.node, TestNode.HUB.publicKey(), clock),
                reader,
                journal,
                new Ids(clock, Randomness.seeded(7)),
                clock);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        reader.close();
        node.close();
    }

    /** The proof of the newest block's only transaction, as Bob has it after he paid. */
    private Proof paid(String to) throws Exception {
        assertThat(node.submit(SignedStatement.sign(
                        TestNode.key("Bob"),
                        "payment.create",
                        HUB,
                        Json.object()
                                .put("tx_id", "to-" + to)
                                .put("to", TestNode.pid(to).text())
                                .put("equivalent", "HOUR")
                                .put("amount", "7.00")
                                .build())))
                .isInstanceOf(Answer.Committed.class);
        Block newest = node.node.block(node.node.journal().height()).orElseThrow();
        return Proof.of(HUB, TestNode.HUB.publicKey(), newest, 0, part -> true);
    }

    private ProofAnswer check(byte[] proof) throws Exception {
        return OwnProofs.check(ShownProof.read(proof).orElseThrow(), wallet);
    }

    @Test
    void aPaymentToTheOwnerIsInTheirHistory() throws Exception {
        Proof proof = paid("Ann");
        assertThat(check(proof.bytes()))
                .isInstanceOfSatisfying(
                        ProofAnswer.InHistory.class,
                        found -> assertThat(found.activity().place())
                                .isEqualTo(new Place(proof.header().height(), 0)));
    }

    @Test
    void aPaymentToSomebodyElseIsNot() throws Exception {
        assertThat(check(paid("Cleo").bytes())).isEqualTo(new ProofAnswer.BetweenOthers(HUB));
    }

    @Test
    void whatTheNodeSignedAndDoesNotHaveItLost() throws Exception {
        assertThat(check(LyingHistory.paidInABlockThatIsNotShown())).isEqualTo(new ProofAnswer.Lost(HUB));
    }

    @Test
    void whatDoesNotHoldIsNotLookedFor() throws Exception {
        Proof good = paid("Ann");
        Proof bad = new Proof(
                good.hub(),
                good.hubKey(),
                good.header(),
                good.signature(),
                good.parts().subList(0, 1),
                0,
                good.path());
        assertThat(check(bad.bytes())).isEqualTo(new ProofAnswer.Invalid(ProofAnswer.Fault.PARTS));
    }

    @Test
    void ofALineThereIsNoPaymentToLookFor() throws Exception {
        node.trust("Bob", "Cleo", "HOUR", "1.00");
        Block newest = node.node.block(node.node.journal().height()).orElseThrow();
        Proof line = Proof.of(HUB, TestNode.HUB.publicKey(), newest, 0, part -> true);
        assertThat(check(line.bytes())).isEqualTo(new ProofAnswer.NoPayment(HUB));
    }
}
