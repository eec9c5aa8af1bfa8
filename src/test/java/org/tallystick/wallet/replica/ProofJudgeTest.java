package org.tallystick.wallet.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.wallet.replica.LyingHub.pid;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Place;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.distrust.Contradiction;
import org.tallystick.wallet.distrust.Evidence;
import org.tallystick.wallet.distrust.EvidenceCheck;
import org.tallystick.wallet.distrust.ProofJudge;
import org.tallystick.wallet.distrust.ProofJudgement;
import org.tallystick.wallet.distrust.WordAtBlock;

/** Ann, whom Bob owes up to 50 (line "given"), is handed proofs of what her hub signed. */
final class ProofJudgeTest {

    private static final String GIVEN = "given";

    private final LyingHub hub = new LyingHub();
    private final Replica replica = ReplicaWorld.replica("Ann");
    private Optional<WordAtBlock> word = Optional.empty();

    @BeforeEach
    void aLine() throws Exception {
        take(hub.register("Ann"), hub.line(GIVEN, "Ann", "Bob", "50.00", Json.Obj.EMPTY));
    }

    private void take(Block... blocks) {
        assertThat(replica.apply(hub.page(replica, part -> true, blocks))).isInstanceOf(Applied.Done.class);
    }

    private void giveWord() throws Exception {
        SealedHeader newest = replica.newest().orElseThrow();
        word = WordAtBlock.of(LyingHub.word(replica, replica.seq(), "0.00", newest), newest);
        assertThat(word).isPresent();
    }

    private Block paid(String from, String to) throws Exception {
        return hub.payment("p1", from, to, "5.00")
                .debt("debt.owe", GIVEN, "5.00")
                .seal();
    }

    private ProofJudgement judge(Proof proof) {
        return ProofJudge.judge(ShownProof.read(proof.bytes()).orElseThrow(), replica, word);
    }

    private ProofJudgement judge(Block block) {
        return judge(LyingHub.proof(block));
    }

    /** What it is convicted of, as a stranger finds who has the file. */
    private static String convicted(ProofJudgement judgement) throws Exception {
        assertThat(judgement).isInstanceOf(ProofJudgement.Against.class);
        Contradiction contradiction = ((ProofJudgement.Against) judgement).contradiction();
        byte[] file = new Evidence(LyingHub.PID, LyingHub.HUB.publicKey(), contradiction).bytes();
        assertThat(EvidenceCheck.of(Evidence.parse(file))).isEqualTo(new EvidenceCheck.Verdict.Convicts());
        return contradiction.kind();
    }

    @Test
    void aPaymentThatIsThereIsFoundWhereItStands() throws Exception {
        Block block = paid("Bob", "Ann");
        take(block);
        assertThat(judge(block)).isEqualTo(new ProofJudgement.InHistory(new Place(2, 0)));
        assertThat(judge(LyingHub.proof(block).showing(part -> part.kind() == PartKind.FRAME)))
                .as("it is the same transaction, however little of it is shown")
                .isEqualTo(new ProofJudgement.InHistory(new Place(2, 0)));
    }

    @Test
    void aPaymentToThemThatTheHubKeptFromThemConvictsIt() throws Exception {
        Block block = paid("Bob", "Ann");
        take();
        assertThat(judge(block)).as("without a word of the hub").isEqualTo(new ProofJudgement.NotYet());
        giveWord();
        assertThat(convicted(judge(block))).isEqualTo("withheld");
    }

    @Test
    void aPaymentOfTheirOwnThatTheHubKeptFromThemConvictsIt() throws Exception {
        Block block = paid("Ann", "Bob");
        take();
        giveWord();
        assertThat(convicted(judge(block))).isEqualTo("withheld");
    }

    @Test
    void aWordOnAnEarlierBlockSaysNothing() throws Exception {
        giveWord();
        assertThat(judge(paid("Bob", "Ann"))).isEqualTo(new ProofJudgement.NotYet());
    }

    @Test
    void aPaymentBetweenOthersIsNothingOfTheirs() throws Exception {
        Block block = paid("Bob", "Cleo");
        take();
        giveWord();
        assertThat(judge(block)).isEqualTo(new ProofJudgement.BetweenOthers());
    }

    @Test
    void whatShowsNoPaymentCannotBeLookedFor() throws Exception {
        Block line = hub.line("other", "Bob", "Cleo", "1.00", Json.Obj.EMPTY);
        Block payment = paid("Bob", "Ann");
        take();
        giveWord();
        assertThat(judge(line)).isEqualTo(new ProofJudgement.NoPayment());
        assertThat(judge(LyingHub.proof(payment).showing(part -> part.kind() != PartKind.STATEMENT)))
                .isEqualTo(new ProofJudgement.NoPayment());
        assertThat(judge(LyingHub.proof(payment).showing(part -> part.kind() == PartKind.OPERATION)))
                .isEqualTo(new ProofJudgement.NoPayment());
    }

    @Test
    void afterLostBlocksItMayBeOneOfThose() throws Exception {
        LyingHub before = new LyingHub();
        before.register("Ann");
        before.line(GIVEN, "Ann", "Bob", "50.00", Json.Obj.EMPTY);
        Block lost = before.payment("p1", "Bob", "Ann", "5.00")
                .debt("debt.owe", GIVEN, "5.00")
                .seal();
        hub.epoch = 2;
        hub.register("Dora");
        take();
        giveWord();
        assertThat(judge(lost)).isEqualTo(new ProofJudgement.Lost());
        hub.epoch = 3;
        assertThat(judge(paid("Bob", "Ann")))
                .as("of an epoch that is not known yet")
                .isEqualTo(new ProofJudgement.NotYet());
    }

    @Test
    void anotherBlockAtThePlaceOfOneThatIsKnownConvictsWhoeverPaid() throws Exception {
        LyingHub other = new LyingHub();
        other.register("Bob");
        Block fork = other.payment("p1", "Bob", "Cleo", "5.00")
                .debt("debt.owe", GIVEN, "5.00")
                .seal();
        assertThat(convicted(judge(fork))).isEqualTo("two_blocks");
    }

    @Test
    void aBlockThatStandsOnAnotherThanTheNewestConvicts() throws Exception {
        Block loose = hub.sealed(
                hub.payment("p1", "Bob", "Cleo", "5.00")
                        .debt("debt.owe", GIVEN, "5.00")
                        .transactions(),
                BlockHeader.noHash());
        assertThat(convicted(judge(loose))).isEqualTo("broken_link");
    }

    @Test
    void aStatementThatItsPayerDidNotSignConvictsWhoeverTookItIntoItsHistory() throws Exception {
        SignedStatement good = LyingHub.order("p1", "Bob", "Ann", "5.00");
        SignedStatement forged = SignedStatement.of(
                good.signer(),
                good.publicKey(),
                good.action(),
                good.hub(),
                LyingHub.order("p1", "Bob", "Ann", "50.00").fields(),
                good.signature());
        Block block = hub.make("payment.create", "p1").statement(forged).seal();
        assertThat(convicted(judge(block))).isEqualTo("forged");
    }

    @Test
    void whatSomebodyChangedShowsNothingAgainstTheHub() throws Exception {
        Proof proof = LyingHub.proof(paid("Bob", "Ann"));
        Proof unsigned = new Proof(
                proof.hub(),
                proof.hubKey(),
                proof.header(),
                Signature.of(new byte[Signature.BYTES]),
                proof.parts(),
                proof.index(),
                proof.path());
        assertThat(judge(unsigned)).isEqualTo(new ProofJudgement.Invalid(ProofCheck.Step.HEADER_SIGNATURE));
        Proof elsewhere = new Proof(
                proof.hub(),
                proof.hubKey(),
                proof.header(),
                proof.signature(),
                proof.parts(),
                proof.index(),
                List.of(new byte[32]));
        assertThat(judge(elsewhere)).isEqualTo(new ProofJudgement.Invalid(ProofCheck.Step.INCLUSION));
    }

    @Test
    void whatIsNoProofIsNotRead() throws Exception {
        byte[] good = LyingHub.proof(paid("Bob", "Ann")).bytes();
        assertThat(ShownProof.read(good).flatMap(ShownProof::payment))
                .contains(new ShownProof.Payment(pid("Bob"), pid("Ann"), "HOUR", "5.00"));
        assertThat(ShownProof.read(new byte[0])).isEmpty();
        assertThat(ShownProof.read("{}".getBytes(UTF_8))).isEmpty();
        assertThat(ShownProof.read("[".repeat(100_000).getBytes(UTF_8))).isEmpty();
        assertThat(ShownProof.read(new byte[ShownProof.MAX_BYTES + 1])).isEmpty();
        assertThat(ShownProof.read((new String(good, UTF_8) + " ".repeat(ShownProof.MAX_BYTES)).getBytes(UTF_8)))
                .isEmpty();
    }
}
