package org.tallystick.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.identity.StatementForm;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.Transaction;

/** Statements in the reference form: refused unless the operator says otherwise, and told apart in history for ever. */
final class UnboundSignaturesTest {

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_000_000_000L);
    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temp.resolve("node");
    }

    private static NodeConfig acceptingUnbound(NodeConfig config) {
        return config.withSignatures(SignatureCheck.acceptingUnbound());
    }

    private static SignedStatement reference(String name, String action, Json.Obj fields) {
        KeyPair keys = TestNode.key(name);
        return SignedStatement.signReference(keys.pid(), keys, action, TestNode.pid("hub"), fields);
    }

    private static SignedStatement registration(String name) {
        return reference(
                name,
                "participant.register",
                Json.object()
                        .put("display_name", name)
                        .put("public_key", TestNode.key(name).publicKey().text())
                        .build());
    }

    private static SignedStatement line(String from, String to, String limit) {
        return reference(
                from,
                "trustline.create",
                Json.object()
                        .put("to", TestNode.pid(to).text())
                        .put("equivalent", "HOUR")
                        .put("limit", limit)
                        .build());
    }

    private static SignedStatement payment(String amount, String txId) {
        return reference(
                "ann",
                "payment.create",
                Json.object()
                        .put("tx_id", txId)
                        .put("to", TestNode.pid("bob").text())
                        .put("equivalent", "HOUR")
                        .put("amount", amount)
                        .build());
    }

    private static SignedStatement update(UUID id, Json.Obj fields) {
        return reference("bob", "trustline.update", fields.with("id", Json.of(id.toString())));
    }

    private static UUID lineId(Answer opened) {
        return LineIds.of(((Answer.Committed) opened).txId(), 0);
    }

    private TestNode community(UnaryOperator<NodeConfig> change) throws IOException {
        TestNode node = TestNode.create(folder, clock, change);
        node.define("HOUR", 8);
        return node;
    }

    private static ErrorCode code(Answer answer) {
        return ((Answer.Refused) answer).refusal().code();
    }

    @Test
    void theFormIsRefusedUnlessTheOperatorTakesIt() throws IOException {
        try (TestNode node = community(config -> config)) {
            assertThat(code(node.submit(registration("ann")))).isEqualTo(ErrorCode.E005);
            assertThat(node.register("ann")).isInstanceOf(Answer.Committed.class);
        }
    }

    @Test
    void everythingThatTheFormExistsForWorksAndReplaysToTheSameStateByAStrictNode() throws Exception {
        String tip;
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            assertThat(node.submit(registration("ann"))).isInstanceOf(Answer.Committed.class);
            assertThat(node.submit(registration("bob"))).isInstanceOf(Answer.Committed.class);
            Answer opened = node.submit(line("bob", "ann", "100.00"));
            UUID line = lineId(opened);
            assertThat(node.submit(update(
                            line, Json.object().put("limit", "0.00000009").build())))
                    .isInstanceOf(Answer.Committed.class);
            assertThat(node.submit(payment("0.00000009", "p1"))).isInstanceOf(Answer.Committed.class);
            assertThat(((Answer.Committed) node.submit(payment("0.00000009", "p1"))).replayed())
                    .isTrue();
            assertThat(code(node.submit(payment("0.00000001", "p2")))).isEqualTo(ErrorCode.E001);
            assertThat(node.submit(reference(
                            "ann",
                            "participant.update",
                            Json.object().put("display_name", "Anna").build())))
                    .isInstanceOf(Answer.Committed.class);
            assertThat(node.netMinor("ann", "HOUR")).isEqualTo(-9);
            tip = node.tipHash();
        }
        Verification.Report report = verify();
        assertThat(report.isClean()).as("%s", report.findings()).isTrue();
        Files.delete(folder.resolve("snapshot.bin"));
        try (TestNode node = TestNode.open(folder, clock)) {
            assertThat(node.tipHash()).isEqualTo(tip);
            assertThat(node.netMinor("bob", "HOUR")).isEqualTo(9);
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void theSameBytesAreOneStatementWhereTheyHaveNoId() throws IOException {
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.submit(registration("ann"));
            node.submit(registration("bob"));
            UUID line = lineId(node.submit(line("bob", "ann", "100")));
            Json.Obj limit = Json.object().put("limit", "50").build();
            assertThat(node.submit(update(line, limit))).isInstanceOf(Answer.Committed.class);
            node.submit(update(line, Json.object().put("limit", "60").build()));
            assertThat(code(node.submit(update(line, limit)))).isEqualTo(ErrorCode.E008);
            assertThat(node.submit(update(line, limit.with("statement_id", Json.of("second-time")))))
                    .isInstanceOf(Answer.Committed.class);
        }
    }

    @Test
    void anUpdateWithoutAChangeIsRefusedSoThatItsSignatureIsNeverKeptAsAClose() throws IOException {
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.submit(registration("ann"));
            node.submit(registration("bob"));
            UUID line = lineId(node.submit(line("bob", "ann", "100")));
            Json.Obj nothing = Json.object().build();
            assertThat(code(node.submit(update(line, nothing)))).isEqualTo(ErrorCode.E009);
            assertThat(code(node.submit(
                            update(line, nothing.with("limit", Json.Null.NULL).with("policy", Json.Null.NULL)))))
                    .isEqualTo(ErrorCode.E009);
        }
    }

    @Test
    void limitsThatNobodyWritesPlainlyAreRefused() throws IOException {
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.submit(registration("ann"));
            node.submit(registration("bob"));
            for (String limit : List.of("1e3", "+5", "1E-8")) {
                assertThat(code(node.submit(line("bob", "ann", limit)))).isEqualTo(ErrorCode.E009);
            }
        }
    }

    @Test
    void historySaysTheFormAndAProofHolds() throws Exception {
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.submit(registration("ann"));
            node.submit(registration("bob"));
            node.submit(line("bob", "ann", "100"));
            Answer.Committed paid = (Answer.Committed) node.submit(payment("1", "p1"));
            Block block = node.node.block(paid.height()).orElseThrow();
            Transaction transaction = block.transactions().getFirst();
            String part = new String(transaction.parts().get(1).content().orElseThrow(), UTF_8);
            assertThat(part)
                    .startsWith("{\"action\":\"payment.create\",\"form\":\"reference\",\"hub\":\""
                            + node.node.hub().text())
                    .contains("\"signed\":{\"amount\":\"1\"");
            assertThat(transaction.statements().getFirst().form()).isEqualTo(StatementForm.REFERENCE);
            Proof proof = Proof.of(node.node.hub(), TestNode.HUB.publicKey(), block, 0, shown -> true);
            assertThat(proof.check()).isInstanceOf(ProofCheck.Proven.class);
        }
    }

    @Test
    void aBodyThatDoesNotSayItsFormIsTakenInTheOneInWhichItWasSigned() throws Exception {
        SignedStatement unbound = payment("1", "p1");
        SignedStatement received = SignedStatement.of(
                unbound.signer(),
                unbound.publicKey(),
                unbound.action(),
                unbound.hub(),
                unbound.fields(),
                unbound.signature());
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.register("ann");
            node.register("bob");
            node.trust("bob", "ann", "HOUR", "5");
            Answer.Committed paid = (Answer.Committed) node.submit(received);
            assertThat(node.node
                            .block(paid.height())
                            .orElseThrow()
                            .transactions()
                            .getFirst()
                            .statements())
                    .containsExactly(unbound);
        }
        try (TestNode strict = TestNode.open(folder, clock)) {
            assertThat(code(strict.submit(received))).isEqualTo(ErrorCode.E005);
        }
    }

    @Test
    void aSignatureForOneFormIsNoneForTheOther() throws Exception {
        try (TestNode node = community(UnboundSignaturesTest::acceptingUnbound)) {
            node.register("ann");
            node.register("bob");
            node.trust("bob", "ann", "HOUR", "5");
            SignedStatement bound = node.payment("ann", "bob", "HOUR", "1", "p");
            assertThat(code(node.submit(bound.inReferenceForm().orElseThrow()))).isEqualTo(ErrorCode.E005);
            SignedStatement nobodys = SignedStatement.of(
                    bound.signer(),
                    bound.publicKey(),
                    bound.action(),
                    bound.hub(),
                    bound.fields(),
                    payment("2", "p").signature());
            assertThat(code(node.submit(nobodys))).isEqualTo(ErrorCode.E005);
            assertThat(code(node.node.submit(List.of(bound, payment("1", "p"))).join()))
                    .isEqualTo(ErrorCode.E005);
        }
    }

    @Test
    void aForgedStatementInTheFormIsFoundByVerification() throws Exception {
        long height;
        try (TestNode node = community(config -> config.withSignatures(statement -> true))) {
            node.submit(registration("ann"));
            node.submit(registration("bob"));
            node.submit(line("bob", "ann", "100"));
            SignedStatement forged = SignedStatement.ofReference(
                    TestNode.pid("ann"),
                    TestNode.key("ann").publicKey(),
                    "payment.create",
                    TestNode.pid("hub"),
                    payment("1", "p").fields(),
                    payment("2", "p").signature());
            height = ((Answer.Committed) node.submit(forged)).height();
        }
        assertThat(verify().firstBadHeight()).contains(height);
    }

    private Verification.Report verify() throws IOException {
        return Verification.run(new Verification.Input(
                new NodeFolder(folder), new NoPersonKeys(), false, TestNode::rooms, Optional.empty()));
    }
}
