package org.tallystick.feature.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.feature.Visitor.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.feature.Visitor;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Method;
import org.tallystick.http.Reply;
import org.tallystick.http.StatementDesk;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.NodeView;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Frame;

final class KeyRoutesTest {

    private static final String REKEY = "participant.rekey";

    @TempDir
    Path temp;

    private TestNode node;
    private Visitor visitor;

    @BeforeEach
    void makeNode() throws IOException {
        node = TestNode.ready(temp.resolve("node"), new SetClock(1_790_000_000_000L));
        node.define("HOUR", 2);
        node.register("Ann");
        node.register("Bob");
        node.trust("Bob", "Ann", "HOUR", "100");
        node.pay("Ann", "Bob", "HOUR", "12.5", "p1");
        Desk desk = new Desk(node.node);
        visitor = new Visitor(
                node, new KeyRoutes(desk, new StatementDesk(desk), TestNode.HUB::sign, new OfTheRoom()).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    @Test
    void theHubSignsWhereSomebodyStands() throws Exception {
        Json.Obj statement = visitor.object("Ann", "/participants/me/statement");
        assertThat(statement.object("balances"))
                .isEqualTo(Json.object().put("HOUR", "-12.50").build());
        assertThat(statement.number("seq")).isEqualTo(node.seq("Ann"));
        assertThat(statement.number("height")).isEqualTo(node.node.health().height());
        assertThat(statement.text("block_hash")).isEqualTo(node.tipHash());
        assertThat(statement.text("head"))
                .isEqualTo(node.node.query(view ->
                        Hex.encode(view.ledger().account(TestNode.pid("Ann")).head())));
        byte[] message = CanonicalJson.bytes(statement.without("signature").with("action", Json.of("hub.statement")));
        assertThat(Ed25519.verify(TestNode.HUB.publicKey(), message, Signature.parse(statement.text("signature"))))
                .isTrue();
    }

    @Test
    void theFormatHasAStatementAsItIsSigned() throws Exception {
        KeyPair hub = KeyPair.fromSeed(
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        AccountStatement statement = new AccountStatement(
                Pid.parse("2KagShR4Usj2uARXJeDw7XJEKvQ3XDr84dC47hUB3Uyd"),
                3,
                Hex.encode(Sha256.of("head".getBytes(UTF_8))),
                Map.of("HOUR", "-12.50"),
                7,
                Hex.encode(Sha256.of("block".getBytes(UTF_8))),
                1_790_000_000_123L);
        byte[] message = statement.message(hub.pid());
        assertThat(Files.readString(Path.of("src/docs/format.md")))
                .contains(new String(message, UTF_8), hub.sign(message).text());
        Json.Obj vector =
                (Json.Obj) Json.readObject(Files.readAllBytes(Path.of("src/test/resources/format/section-12.json")))
                        .array("statements")
                        .items()
                        .getFirst();
        assertThat(vector.text("signed_bytes")).isEqualTo(new String(message, UTF_8));
        assertThat(vector.object("statement").text("signature"))
                .isEqualTo(hub.sign(message).text());
    }

    private static final class OfTheRoom implements KeyRoutes.Claims {

        @Override
        public Optional<Pid> claimable(String code, NodeView view) {
            return view.room(OperatorRoom.class).claimable(code);
        }

        @Override
        public Optional<Pid> claimed(String code, NodeView view) {
            return view.room(OperatorRoom.class).claimed(code);
        }
    }

    private static Json.Obj body(KeyPair newKey) {
        return Json.object()
                .put("new_public_key", newKey.publicKey().text())
                .put("statement_id", "rekey-1")
                .build();
    }

    private Json.Obj signed(KeyPair byOld, KeyPair byNew, Json.Obj fields) {
        Pid ann = TestNode.pid("Ann");
        return fields.with(
                        "signature",
                        Json.of(SignedStatement.sign(ann, byOld, REKEY, node.node.hub(), fields)
                                .signature()
                                .text()))
                .with(
                        "new_signature",
                        Json.of(SignedStatement.sign(ann, byNew, REKEY, node.node.hub(), fields)
                                .signature()
                                .text()));
    }

    private Json.Obj rekey(Json.Obj body) throws ApiError, InterruptedException {
        return (Json.Obj) ((Reply.Data) visitor.call("Ann", Method.POST, "/participants/rekey", Map.of(), body)).data();
    }

    @Test
    void anotherKeyComesIntoForceWhenBothSigned() throws Exception {
        KeyPair first = TestNode.key("Ann");
        KeyPair second = TestNode.key("Ann's second");
        Json.Obj fields = body(second);
        assertThat(refused(() -> rekey(signed(first, first, fields))).code()).isEqualTo(ErrorCode.E005);
        assertThat(refused(() -> rekey(signed(second, second, fields))).code()).isEqualTo(ErrorCode.E005);
        assertThat(refused(() -> rekey(signed(first, first, body(first)))).code())
                .as("the key that is in force already")
                .isEqualTo(ErrorCode.E005);
        assertThat(rekey(signed(first, second, fields)))
                .isEqualTo(Json.object()
                        .put("pid", TestNode.pid("Ann").text())
                        .put("public_key", second.publicKey().text())
                        .build());
        assertThat(refused(() -> rekey(signed(first, second, fields))).code())
                .as("the old key signs nothing any more")
                .isEqualTo(ErrorCode.E005);
        Json.Obj payment = Json.object()
                .put("tx_id", "p2")
                .put("to", TestNode.pid("Bob").text())
                .put("equivalent", "HOUR")
                .put("amount", "1")
                .build();
        assertThat(node.submit(
                        SignedStatement.sign(TestNode.pid("Ann"), second, "payment.create", node.node.hub(), payment)))
                .isInstanceOf(Answer.Committed.class);
    }

    private void offer(Pid account, String code) {
        node.node
                .submitAlone(new HubTransaction(
                        new Frame("hub:import-mill", "node.import", 1),
                        List.of(),
                        List.of(),
                        List.of(new Operation.OpenAccount(account, AccountStatus.UNCLAIMED, null))))
                .join();
        node.node
                .submitAlone(
                        node.node.query(view -> OperatorTransactions.firstAdmin(view.ledger(), TestNode.pid("Ann"))))
                .join();
        assertThat(node.submit(SignedStatement.sign(
                        TestNode.key("Ann"),
                        "admin.claim_code",
                        node.node.hub(),
                        Json.object()
                                .put("participant", account.text())
                                .put("code_hash", Hex.encode(Sha256.of(code.getBytes(UTF_8))))
                                .build())))
                .isInstanceOf(Answer.Committed.class);
    }

    @Test
    void whoHasTheCodeMakesAnImportedAccountTheirs() throws Exception {
        String code = "K7QM-2XRV-9TBD-HH3W";
        Pid mill = Pid.unclaimed(node.node.hub(), "Mill");
        offer(mill, code);
        assertThat(refused(() -> claim("miller", mill, "K7QM-2XRV-9TBD-HH3X")).details())
                .isEqualTo(Json.object().put("field", "code").build());
        assertThat(refused(() -> claim("miller", "miller's other", mill, code)).code())
                .as("signed with another key")
                .isEqualTo(ErrorCode.E005);
        assertThat(claim("miller", mill, code).text("pid")).isEqualTo(mill.text());
        assertThat(refused(() -> claim("thief", mill, code)).code())
                .as("a code is used once")
                .isEqualTo(ErrorCode.E006);
        assertThat(node.node.<AccountStatus>query(
                        view -> view.ledger().account(mill).status()))
                .isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void aClaimWhoseAnswerWasLostIsAnsweredTheSameAgain() throws Exception {
        String code = "K7QM-2XRV-9TBD-HH3W";
        Pid mill = Pid.unclaimed(node.node.hub(), "Mill");
        offer(mill, code);
        Json.Obj first = claim("miller", mill, code);
        long height = node.node.health().height();
        assertThat(claim("miller", mill, code)).isEqualTo(first);
        assertThat(node.node.health().height()).as("nothing new happened").isEqualTo(height);
        assertThat(refused(() -> claim("miller", "thief", mill, code)).code())
                .as("who has code and public key, but not the key")
                .isEqualTo(ErrorCode.E006);
        assertThat(refused(() -> claim("miller", mill, "K7QM-2XRV-9TBD-HH3X")).code())
                .isEqualTo(ErrorCode.E006);
    }

    private Json.Obj claim(String key, Pid account, String code) throws ApiError, InterruptedException {
        return claim(key, key, account, code);
    }

    private Json.Obj claim(String named, String signing, Pid account, String code)
            throws ApiError, InterruptedException {
        Json.Obj fields = Json.object()
                .put("code", code)
                .put("public_key", TestNode.key(named).publicKey().text())
                .build();
        Json.Obj body = fields.with(
                "signature",
                Json.of(SignedStatement.sign(
                                account, TestNode.key(signing), "participant.claim", node.node.hub(), fields)
                        .signature()
                        .text()));
        return (Json.Obj) ((Reply.Data) visitor.call("", Method.POST, "/participants/claim", Map.of(), body)).data();
    }
}
