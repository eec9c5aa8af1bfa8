package org.tallystick.node.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;

final class ProofTest {

    private static final KeyPair HUB = key("hub");
    private static final Pid HUB_PID = HUB.pid();
    private static final Randomness SALTS = Randomness.seeded(7);

    private static KeyPair key(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static Pid pid(String name) {
        return key(name).pid();
    }

    private static SignedStatement payment(Pid hub, String txId) {
        return SignedStatement.sign(
                key("ann"),
                "payment.create",
                hub,
                Json.object()
                        .put("tx_id", txId)
                        .put("to", pid("bob").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "5")
                        .put("description", "for “bread”\n")
                        .build());
    }

    private static Transaction transaction(String type, String txId, SignedStatement statement) {
        Frame frame = new Frame(txId, type, 1);
        PersonalText note = new PersonalText("description", statement.signer(), "for “bread”\n");
        return Transaction.of(
                frame,
                List.of(statement),
                List.of(note),
                List.of(),
                List.of(),
                List.of(
                        Part.open(PartKind.FRAME, salt(), frame.content()),
                        Part.open(PartKind.STATEMENT, salt(), StatementPart.content(statement)),
                        Part.open(PartKind.TEXT, salt(), note.content())));
    }

    private static byte[] salt() {
        return SALTS.bytes(Part.SALT_BYTES);
    }

    private static Block block(int count, Transaction last) {
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            transactions.add(transaction("payment.create", "other-" + i, payment(HUB_PID, "other-" + i)));
        }
        transactions.add(last);
        BlockHeader header = new BlockHeader(
                BlockHeader.VERSION,
                0,
                7,
                SALTS.bytes(32),
                SALTS.bytes(32),
                1_790_000_000_000L,
                count,
                Block.transactionRoot(transactions));
        byte[] signature =
                HUB.sign(BlockHeader.sealMessage(HUB_PID, header.hash())).bytes();
        return new Block(header, header.hash(), signature, transactions);
    }

    private static Proof proof(int count, Predicate<Part> shown) {
        Block block = block(count, transaction("payment.create", "p1", payment(HUB_PID, "p1")));
        return Proof.of(HUB_PID, HUB.publicKey(), block, count - 1, shown);
    }

    private static Proof whole() {
        return proof(5, part -> true);
    }

    private static ProofCheck.Step failedStep(Proof proof) {
        return ((ProofCheck.Failed) proof.check()).step();
    }

    @Test
    void eachTransactionOfEachSizeOfBlockIsProven() {
        for (int count = 1; count <= 9; count++) {
            Block block = block(count, transaction("payment.create", "p1", payment(HUB_PID, "p1")));
            for (int index = 0; index < count; index++) {
                Proof proof = Proof.of(HUB_PID, HUB.publicKey(), block, index, part -> true);
                assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
            }
        }
    }

    @Test
    void whatIsShownIsReadBackAndWhatIsNotIsNowhereInTheProof() throws MalformedJson {
        Proof proof = Proof.parse(proof(3, part -> part.kind() != PartKind.TEXT).bytes());
        ProofCheck.Proven proven = (ProofCheck.Proven) proof.check();
        assertThat(proven.transaction().frame().txId()).isEqualTo("p1");
        assertThat(proven.transaction().statements()).containsExactly(payment(HUB_PID, "p1"));
        assertThat(proven.transaction().texts()).isEmpty();
        assertThat(proven.transaction().erasedParts()).isEqualTo(1);
        assertThat(proven.blockHash()).isEqualTo(proof.header().hash());

        Proof withoutStatement = proof(3, part -> part.kind() == PartKind.FRAME);
        assertThat(new String(withoutStatement.bytes(), StandardCharsets.UTF_8))
                .doesNotContain("bread")
                .doesNotContain(pid("ann").text());
        assertThat(withoutStatement.check()).isInstanceOf(ProofCheck.Proven.class);
    }

    @Test
    void withoutTheFrameItIsProvedThatThePartsStandSomewhereAndTheStatementsStillHaveToBeRight() throws Exception {
        Proof nothing = Proof.parse(proof(3, part -> false).bytes());
        ProofCheck.Partly partly = (ProofCheck.Partly) nothing.check();
        assertThat(partly.shown().frame()).isEmpty();
        assertThat(partly.shown().statements()).isEmpty();
        Block one = block(2, transaction("payment.create", "p1", payment(HUB_PID, "p1")));
        ProofCheck.Partly hidden = (ProofCheck.Partly)
                Proof.of(HUB_PID, HUB.publicKey(), one, 1, part -> false).check();
        assertThat(hidden.transactionHash()).isEqualTo(one.transactions().get(1).hash());
        assertThat(partly.blockHash()).isEqualTo(nothing.header().hash());
        Proof text = proof(3, part -> part.kind() == PartKind.TEXT);
        assertThat(((ProofCheck.Partly) text.check()).shown().texts()).hasSize(1);

        SignedStatement elsewhere = payment(pid("other hub"), "p1");
        Block block = block(2, transaction("payment.create", "p1", elsewhere));
        Proof wrong = Proof.of(HUB_PID, HUB.publicKey(), block, 1, part -> part.kind() == PartKind.STATEMENT);
        assertThat(failedStep(wrong)).isEqualTo(ProofCheck.Step.STATEMENT_HUB);
    }

    @Test
    void aFrameStandsFirstAndOnceShownOrNot() {
        assertThat(failedStep(withParts(parts -> parts.subList(1, 3)))).isEqualTo(ProofCheck.Step.PARTS);
        assertThat(failedStep(withParts(
                        parts -> List.of(parts.get(0), Part.leafOnly(PartKind.FRAME, new byte[32]), parts.get(1)))))
                .isEqualTo(ProofCheck.Step.PARTS);
        assertThat(failedStep(withParts(parts -> List.of()))).isEqualTo(ProofCheck.Step.PARTS);
    }

    @Test
    void aProofSurvivesItsText() throws MalformedJson {
        byte[] bytes = whole().bytes();
        assertThat(Proof.parse(bytes).bytes()).isEqualTo(bytes);
    }

    @Test
    void anErasedPartIsShownAsItsLeaf() {
        Transaction plain = transaction("payment.create", "p1", payment(HUB_PID, "p1"));
        List<Part> parts = new ArrayList<>(plain.parts());
        Part note = parts.get(2);
        parts.set(2, Part.leafOnly(PartKind.TEXT, note.leaf()));
        Transaction erased =
                Transaction.of(plain.frame(), plain.statements(), plain.texts(), List.of(), List.of(), parts);
        Proof proof = Proof.of(HUB_PID, HUB.publicKey(), block(2, erased), 1, part -> true);
        ProofCheck.Proven proven = (ProofCheck.Proven) proof.check();
        assertThat(proven.transaction().hash()).isEqualTo(plain.hash());
        assertThat(proven.transaction().texts()).isEmpty();
    }

    @Test
    void theKeyHasToBeTheHubs() {
        Proof proof = whole();
        KeyPair other = key("other");
        assertThat(failedStep(new Proof(
                        HUB_PID,
                        other.publicKey(),
                        proof.header(),
                        other.sign(
                                BlockHeader.sealMessage(HUB_PID, proof.header().hash())),
                        proof.parts(),
                        proof.index(),
                        proof.path())))
                .isEqualTo(ProofCheck.Step.HUB_KEY);
    }

    @Test
    void theHeaderHasToBeSignedByTheHub() {
        Proof proof = whole();
        assertThat(failedStep(new Proof(
                        HUB_PID,
                        HUB.publicKey(),
                        proof.header(),
                        Signature.of(new byte[64]),
                        proof.parts(),
                        proof.index(),
                        proof.path())))
                .isEqualTo(ProofCheck.Step.HEADER_SIGNATURE);
    }

    @Test
    void thePartsHaveToBeThoseOfATransaction() {
        assertThat(failedStep(withParts(parts -> parts.reversed()))).isEqualTo(ProofCheck.Step.PARTS);
        assertThat(failedStep(withParts(parts -> parts.subList(1, 3)))).isEqualTo(ProofCheck.Step.PARTS);
        assertThat(failedStep(withParts(parts -> List.of(
                        parts.get(0),
                        parts.get(1),
                        Part.open(
                                PartKind.FACT,
                                parts.get(2).salt().orElseThrow(),
                                parts.get(2).content().orElseThrow())))))
                .isEqualTo(ProofCheck.Step.PARTS);
    }

    @Test
    void anotherSaltContentLeafPathOrPlaceIsNotInTheBlock() {
        Proof proof = whole();
        assertThat(failedStep(withParts(parts -> List.of(
                        parts.get(0),
                        parts.get(1),
                        Part.open(
                                PartKind.TEXT,
                                new byte[16],
                                parts.get(2).content().orElseThrow())))))
                .isEqualTo(ProofCheck.Step.INCLUSION);
        assertThat(failedStep(withParts(
                        parts -> List.of(parts.get(0), parts.get(1), Part.leafOnly(PartKind.TEXT, new byte[32])))))
                .isEqualTo(ProofCheck.Step.INCLUSION);
        assertThat(failedStep(withParts(parts -> parts.subList(0, 2)))).isEqualTo(ProofCheck.Step.INCLUSION);
        assertThat(failedStep(withPath(proof, proof.index(), List.of()))).isEqualTo(ProofCheck.Step.INCLUSION);
        assertThat(failedStep(withPath(proof, 0, proof.path()))).isEqualTo(ProofCheck.Step.INCLUSION);
    }

    @Test
    void aPartThatIsNotCanonicalProvesNothingThoughTheHubSignedIt() {
        Frame frame = new Frame("p1", "clearing.cycle", 1);
        Transaction loose = Transaction.of(
                frame,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Part.open(
                        PartKind.FRAME,
                        salt(),
                        "{\"tx_id\":\"p1\",\"part\":\"frame\",\"type\":\"clearing.cycle\",\"v\":1}"
                                .getBytes(StandardCharsets.UTF_8))));
        assertThat(failedStep(Proof.of(HUB_PID, HUB.publicKey(), block(1, loose), 0, part -> true)))
                .isEqualTo(ProofCheck.Step.PARTS);
    }

    @Test
    void aStatementForAnotherHubOrByAnotherKeyOrForAnotherTransactionProvesNothing() throws Exception {
        SignedStatement elsewhere = payment(pid("other hub"), "p1");
        assertThat(failedStep(of("payment.create", "p1", elsewhere))).isEqualTo(ProofCheck.Step.STATEMENT_HUB);
        SignedStatement good = payment(HUB_PID, "p1");
        SignedStatement forged = SignedStatement.of(
                good.signer(),
                good.publicKey(),
                good.action(),
                good.hub(),
                good.fields(),
                payment(HUB_PID, "p2").signature());
        assertThat(failedStep(of("payment.create", "p1", forged))).isEqualTo(ProofCheck.Step.STATEMENT_SIGNATURE);
        assertThat(failedStep(of("payment.create", "p2", good))).isEqualTo(ProofCheck.Step.STATEMENT_FRAME);
        assertThat(failedStep(of("trustline.create", "p1", good))).isEqualTo(ProofCheck.Step.STATEMENT_FRAME);
    }

    private static Proof of(String type, String txId, SignedStatement statement) {
        Block block = block(2, transaction(type, txId, statement));
        return Proof.of(HUB_PID, HUB.publicKey(), block, 1, part -> true);
    }

    @Test
    void aTransactionWithoutAChosenIdBearsTheFingerprint() {
        SignedStatement statement = SignedStatement.sign(
                key("ann"),
                "trustline.close",
                HUB_PID,
                Json.object().put("id", "x").build());
        String id = Hex.encode(statement.fingerprint());
        assertThat(of("trustline.close", id, statement).check()).isInstanceOf(ProofCheck.Proven.class);
        assertThat(failedStep(of("trustline.close", "chosen", statement))).isEqualTo(ProofCheck.Step.STATEMENT_FRAME);
    }

    @Test
    void aTextThatIsNoProofIsRefusedAndSaysWhere() {
        Json.Obj json = whole().toJson();
        assertRefused(json.with("more", Json.of(1)), "$.more");
        assertRefused(json.without("path"), "$.path");
        assertRefused(json.with("format", Json.of("tallystick-proof-2")), "$.format");
        assertRefused(json.with("count", Json.of(6)), "$.count");
        assertRefused(json.with("index", Json.of(5)), "$.index");
        assertRefused(json.with("index", Json.of(-1)), "$.index");
        assertRefused(json.with("parts", Json.of(List.of())), "$.parts");
        assertRefused(json.with("path", Json.of(List.of(Json.of("00")))), "$.path[0]");
        assertRefused(json.with("hub_key", Json.of("AAAA")), "$");
        assertRefused(json.with("header", header(json, "version", 2)), "$.header");
        assertRefused(json.with("header", header(json, "more", 2)), "$.header");
        assertRefused(withPart(json, part -> part.with("kind", Json.of("leg"))), "$.parts[1].kind");
        assertRefused(withPart(json, part -> part.with("salt", Json.of("00"))), "$.parts[1].salt");
        assertRefused(withPart(json, part -> part.without("content").with("leaf", Json.of("00".repeat(32)))), "$.salt");
        assertRefused(withPart(json, part -> part.with("content", Json.of(""))), "$.parts[1].content");
        assertRefused(
                withPart(json, part -> part.without("salt").without("content").with("leaf", Json.of("AA".repeat(32)))),
                "$.parts[1].leaf");
    }

    private static Json.Obj header(Json.Obj proof, String name, long value) {
        return ((Json.Obj) proof.find("header").orElseThrow()).with(name, Json.of(value));
    }

    private static Json.Obj withPart(Json.Obj proof, UnaryOperator<Json.Obj> change) {
        List<Json> parts = new ArrayList<>(((Json.Arr) proof.find("parts").orElseThrow()).items());
        parts.set(1, change.apply((Json.Obj) parts.get(1)));
        return proof.with("parts", Json.of(parts));
    }

    private static void assertRefused(Json.Obj json, String where) {
        assertThatThrownBy(() -> Proof.parse(CanonicalJson.bytes(json)))
                .isInstanceOfSatisfying(
                        MalformedJson.class,
                        refused -> assertThat(refused.where()).isEqualTo(where));
    }

    private static Proof withParts(UnaryOperator<List<Part>> change) {
        Proof proof = whole();
        return new Proof(
                proof.hub(),
                proof.hubKey(),
                proof.header(),
                proof.signature(),
                change.apply(proof.parts()),
                proof.index(),
                proof.path());
    }

    private static Proof withPath(Proof proof, int index, List<byte[]> path) {
        return new Proof(proof.hub(), proof.hubKey(), proof.header(), proof.signature(), proof.parts(), index, path);
    }

    @Test
    void aHiddenPartKeepsItsPlaceInTheLeaves() {
        Proof proof = proof(2, part -> part.kind() != PartKind.STATEMENT);
        assertThat(proof.parts()).extracting(Part::erased).containsExactly(false, true, false);
        assertThat(((ProofCheck.Proven) proof.check()).transaction().text("description"))
                .isEqualTo(Optional.of("for “bread”\n"));
    }
}
