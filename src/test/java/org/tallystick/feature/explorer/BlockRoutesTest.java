package org.tallystick.feature.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Hex;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.feature.RouteTester;
import org.tallystick.http.Desk;
import org.tallystick.http.Reply;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Ed25519;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.identity.Signature;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.BlockHeader;

/** Ann pays Cleo over Bob; Eve has nothing to do with it. */
final class BlockRoutesTest {

    @TempDir
    Path temp;

    private TestNode node;
    private RouteTester routes;
    private long height;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), new SetClock(1_790_000_000_000L));
        node.define("HOUR", 2);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100.00");
        node.trust("Cleo", "Bob", "HOUR", "60.00");
        height = ((Answer.Committed) node.pay("Ann", "Cleo", "HOUR", "12.50", "p1")).height();
        node.pay("Ann", "Bob", "HOUR", "1.00", "p2");
        routes = new RouteTester(new BlockRoutes(new Desk(node.node), TestNode.HUB::sign).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Pid pid(String name) {
        return TestNode.pid(name);
    }

    private Json.Obj block(String caller) throws Exception {
        return routes.get(pid(caller), "/blocks/{height}", Map.of("height", Long.toString(height)));
    }

    private Json.Obj proof(String caller, String wanted) throws Exception {
        return routes.get(
                pid(caller),
                "/blocks/{height}/proof/{tx_id}",
                Map.of("height", Long.toString(height), "tx_id", wanted));
    }

    private Json.Obj consistency(long from, long to) throws Exception {
        return routes.get(
                pid("Eve"),
                "/blocks/{height}/consistency",
                Map.of("height", Long.toString(to), "from", Long.toString(from)));
    }

    private static byte[] hex(Json.Obj json, String name) throws MalformedJson {
        return Hex.decode(json.text(name)).orElseThrow();
    }

    @Test
    void blocksComeInPagesTheHighestFirst() throws Exception {
        long tip = node.node.health().height();
        Reply.Listed page = routes.list(pid("Eve"), "/blocks", Map.of("page", "2", "per_page", "2"));
        assertThat(page.total()).isEqualTo(tip + 1);
        assertThat(((Json.Obj) page.items().get(0)).number("height")).isEqualTo(tip - 2);
        assertThat(((Json.Obj) page.items().get(1)).number("height")).isEqualTo(tip - 3);
        assertThat(routes.list(pid("Eve"), "/blocks", Map.of("page", "100")).items())
                .isEmpty();
        Json.Obj paid = (Json.Obj) routes.list(pid("Eve"), "/blocks", Map.of("per_page", "1"))
                .items()
                .getFirst();
        assertThat(paid.text("block_hash")).isEqualTo(node.tipHash());
        assertThat(paid.text("timestamp")).isEqualTo("2026-09-21T14:13:20Z");
    }

    @Test
    void aBlockShowsItsHeaderAndTheTypesOfWhatTouchedTheCaller() throws Exception {
        Json.Obj block = block("Eve");
        byte[] hash = hex(block, "block_hash");
        assertThat(Sha256.of(CanonicalJson.bytes(block.object("header")))).isEqualTo(hash);
        assertThat(Ed25519.verify(
                        TestNode.HUB.publicKey(),
                        BlockHeader.sealMessage(node.node.hub(), hash),
                        Signature.parse(block.text("signature"))))
                .isTrue();
        assertThat(block.text("hub_key")).isEqualTo(TestNode.HUB.publicKey().text());
        assertThat(types("Eve")).containsExactly("");
        for (String name : new String[] {"Ann", "Bob", "Cleo"}) {
            assertThat(types(name)).containsExactly("payment.create");
        }
        assertThat(types("nobody")).containsExactly("");
    }

    private List<String> types(String caller) throws Exception {
        List<String> types = new ArrayList<>();
        for (Json.Obj transaction : block(caller).array("transactions").objects()) {
            types.add(transaction.optionalText("type").orElse(""));
        }
        return types;
    }

    @Test
    void aTransactionIsProvedByItsHashToAllAndByItsIdToThoseWhoseItIs() throws Exception {
        String hash = block("Eve").array("transactions").objects().getFirst().text("hash");
        for (String caller : new String[] {"Ann", "Cleo"}) {
            assertThat(proof(caller, "p1").text("tx_hash")).isEqualTo(hash);
        }
        for (String caller : new String[] {"Bob", "Eve", "nobody"}) {
            assertThat(RouteTester.code(() -> proof(caller, "p1"))).isEqualTo(ErrorCode.E015);
            Json.Obj proof = proof(caller, hash);
            List<byte[]> path = new ArrayList<>();
            for (String step : proof.array("path").texts()) {
                path.add(Hex.decode(step).orElseThrow());
            }
            assertThat(MerkleProofs.included(
                            new MerkleHasher().leaf(hex(proof, "tx_hash")),
                            proof.number("index"),
                            proof.number("count"),
                            path,
                            hex(proof.object("header"), "tx_root")))
                    .isTrue();
        }
        assertThat(RouteTester.code(() -> proof("Ann", "p2"))).isEqualTo(ErrorCode.E015);
    }

    @Test
    void oneHistoryContinuesAnother() throws Exception {
        long tip = node.node.health().height();
        for (long from = 0; from <= tip; from++) {
            Json.Obj proof = consistency(from, tip);
            List<byte[]> path = new ArrayList<>();
            for (String step : proof.array("path").texts()) {
                path.add(Hex.decode(step).orElseThrow());
            }
            byte[] first = node.node.block(from).orElseThrow().header().historyRoot();
            byte[] second = node.node.block(tip).orElseThrow().header().historyRoot();
            assertThat(hex(proof, "from_history_root")).isEqualTo(first);
            assertThat(hex(proof, "history_root")).isEqualTo(second);
            assertThat(MerkleProofs.consistent(from, first, tip, second, path)).isTrue();
        }
        assertThat(RouteTester.code(() -> consistency(3, 2))).isEqualTo(ErrorCode.E009);
        assertThat(RouteTester.code(() -> consistency(0, tip + 1))).isEqualTo(ErrorCode.E015);
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        height = node.node.health().height() + 1;
        assertThat(RouteTester.code(() -> block("Ann"))).isEqualTo(ErrorCode.E015);
        assertThat(RouteTester.code(() -> proof("Ann", "p1"))).isEqualTo(ErrorCode.E015);
    }
}
