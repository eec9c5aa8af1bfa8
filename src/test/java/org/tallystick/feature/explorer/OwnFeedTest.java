package org.tallystick.feature.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.MerkleHasher;
import org.tallystick.journal.MerkleProofs;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransactions;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.replica.FeedPage;

/** Ann pays Cleo over Bob; Eve has nothing to do with it. */
final class OwnFeedTest {

    @TempDir
    Path temp;

    private TestNode node;
    private RouteTester routes;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), new SetClock(1_790_000_000_000L));
        node.define("HOUR", 2);
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Eve"}) {
            node.register(name);
        }
        node.trust("Bob", "Ann", "HOUR", "100.00");
        node.trust("Cleo", "Bob", "HOUR", "60.00");
        node.submit(SignedStatement.sign(
                TestNode.key("Ann"),
                "payment.create",
                node.node.hub(),
                Json.object()
                        .put("tx_id", "p1")
                        .put("to", pid("Cleo").text())
                        .put("equivalent", "HOUR")
                        .put("amount", "12.50")
                        .put("description", "bread")
                        .build()));
        routes = new RouteTester(new BlockRoutes(new Desk(node.node), TestNode.HUB::sign).all());
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private static Pid pid(String name) {
        return TestNode.pid(name);
    }

    private Json.Obj page(String who, String... parameters) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return routes.get(pid(who), "/transactions", given);
    }

    private static List<Proof> proofs(Json.Obj page) throws MalformedJson {
        List<Proof> proofs = new ArrayList<>();
        for (Json.Obj transaction : page.array("transactions").objects()) {
            proofs.add(Proof.fromJson(transaction.object("proof")));
        }
        return proofs;
    }

    /** The kinds of the parts that are shown, steps as so many of all. */
    private static String shown(Proof proof) {
        StringBuilder shown = new StringBuilder();
        int steps = 0;
        int seen = 0;
        for (Part part : proof.parts()) {
            if (part.kind() == PartKind.OPERATION) {
                steps++;
                seen += part.erased() ? 0 : 1;
            } else if (!part.erased()) {
                shown.append(part.kind().word()).append(' ');
            }
        }
        return shown.append(seen).append('/').append(steps).toString();
    }

    private List<String> shown(String who) throws Exception {
        return proofs(page(who)).stream().map(OwnFeedTest::shown).toList();
    }

    @Test
    void eachSeesOfAPaymentWhatIsTheirs() throws Exception {
        assertThat(shown("Ann").getLast()).isEqualTo("frame statement text 2/2");
        assertThat(shown("Bob").getLast()).isEqualTo("2/2");
        assertThat(shown("Cleo").getLast()).isEqualTo("frame statement text 1/2");
        assertThat(shown("Eve")).containsExactly("frame statement text fact 1/1");
        assertThat(page("nobody").array("transactions").items()).isEmpty();
        assertThat(page("nobody").number("seq")).isZero();
        assertThat(page("Bob").toString())
                .doesNotContain("\"p1\"")
                .doesNotContain("bread")
                .doesNotContain("payment.create");
    }

    @Test
    void bothEndsOfALineSeeWhatWasSignedAboutIt() throws Exception {
        for (String name : new String[] {"Ann", "Bob"}) {
            assertThat(shown(name).get(1)).isEqualTo("frame statement 1/1");
        }
    }

    @Test
    void aMemberOfACircleSeesTheirOwnTwoDebts() throws Exception {
        node.register("Fay");
        node.trust("Ann", "Cleo", "HOUR", "30.00");
        node.trust("Fay", "Cleo", "HOUR", "30.00");
        node.trust("Ann", "Fay", "HOUR", "30.00");
        assertThat(node.pay("Cleo", "Fay", "HOUR", "3.00", "p2")).isInstanceOf(Answer.Committed.class);
        assertThat(node.pay("Fay", "Ann", "HOUR", "3.00", "p3")).isInstanceOf(Answer.Committed.class);
        node.node
                .submitAlone(clearing("c1", List.of("Bob-Ann", "Cleo-Bob", "Fay-Cleo", "Ann-Fay"), 300))
                .join();
        for (String name : new String[] {"Ann", "Bob", "Cleo", "Fay"}) {
            assertThat(shown(name).getLast()).as(name).isEqualTo("frame 2/4");
        }
    }

    private org.tallystick.node.HubTransaction clearing(String name, List<String> lines, long amountMinor) {
        List<org.tallystick.ledger.Operation> steps = new ArrayList<>();
        for (String line : lines) {
            List<String> ends = List.of(line.split("-", -1));
            steps.add(node.asked(view -> {
                var creditor = view.ledger().account(pid(ends.get(0)));
                var debtor = view.ledger().account(pid(ends.get(1)));
                var pair = java.util.Objects.requireNonNull(
                        view.ledger().pair(creditor, debtor, view.ledger().equivalent("HOUR")));
                return new org.tallystick.ledger.Operation.MoveDebt(
                        pair.trustOf(creditor).id(),
                        org.tallystick.ledger.Direction.CANCEL,
                        amountMinor,
                        org.tallystick.ledger.Operation.DebtUse.CLEARING);
            }));
        }
        return new org.tallystick.node.HubTransaction(
                new org.tallystick.node.block.Frame("hub:clear-" + name, "clearing.cycle", 1),
                List.of(),
                List.of(),
                steps);
    }

    @Test
    void everyBlockOfAPageStandsInTheHistoryOfTheTip() throws Exception {
        Json.Obj known = page("Ann", "limit", "1");
        BlockHeader before = header(known);
        for (int i = 0; i < 5; i++) {
            node.pay("Ann", "Bob", "HOUR", "1.00", "q" + i);
            node.register("other" + i);
        }
        Json.Obj page = page("Ann", "after", "1", "since", Long.toString(before.height()));
        BlockHeader tip = header(page);
        assertThat(page.number("seq")).isEqualTo(8);
        MerkleHasher hasher = new MerkleHasher();
        int earlier = 0;
        for (Json.Obj transaction : page.array("transactions").objects()) {
            BlockHeader block = Proof.fromJson(transaction.object("proof")).header();
            if (block.height() == tip.height()) {
                assertThat(transaction.has("inclusion")).isFalse();
            } else {
                assertThat(MerkleProofs.included(
                                hasher.leaf(block.hash()),
                                block.height(),
                                tip.height(),
                                path(transaction, "inclusion"),
                                tip.historyRoot()))
                        .isTrue();
                earlier++;
            }
        }
        assertThat(earlier).isGreaterThan(4);
        Json.Obj since = page.object("since");
        assertThat(MerkleProofs.consistent(
                        before.height(),
                        before.historyRoot(),
                        tip.height(),
                        tip.historyRoot(),
                        path(since, "consistency")))
                .isTrue();
        assertThat(MerkleProofs.included(
                        hasher.leaf(before.hash()),
                        before.height(),
                        tip.height(),
                        path(since, "inclusion"),
                        tip.historyRoot()))
                .isTrue();
        Json.Obj same = page("Ann", "after", "8", "since", Long.toString(tip.height()));
        assertThat(path(same.object("since"), "consistency")).isEmpty();
        assertThat(path(same.object("since"), "inclusion")).isEmpty();
        assertThat(same.array("transactions").items()).isEmpty();
        assertThat(RouteTester.code(() -> page("Ann", "since", Long.toString(tip.height() + 1))))
                .isEqualTo(ErrorCode.E015);
    }

    private static BlockHeader header(Json.Obj page) throws Exception {
        return BlockHeader.parse(
                org.tallystick.identity.CanonicalJson.bytes(page.object("tip").object("header")));
    }

    private static List<byte[]> path(Json.Obj json, String name) throws MalformedJson {
        List<byte[]> path = new ArrayList<>();
        for (String hash : json.array(name).texts()) {
            path.add(Hex.decode(hash).orElseThrow());
        }
        return path;
    }

    @Test
    void aPageEndsWithinItsSizeAndWhatIsLargerComesAlone() throws Exception {
        List<org.tallystick.ledger.Operation> steps = new ArrayList<>();
        steps.add(new org.tallystick.ledger.Operation.ChangeAccount(pid("Ann"), null, null));
        for (int i = 0; i < 12_000; i++) {
            steps.add(new org.tallystick.ledger.Operation.ChangeAccount(pid("Eve"), null, null));
        }
        for (int i = 0; i < 2; i++) {
            node.node
                    .submitAlone(HubTransactions.imported("big" + i, List.of(), List.of(), steps))
                    .join();
        }
        long seq = node.seq("Ann");
        assertThat(proofs(page("Ann"))).hasSize((int) seq - 2);
        Json.Obj alone = page("Ann", "after", Long.toString(seq - 2));
        assertThat(proofs(alone)).hasSize(1);
        assertThat(proofs(alone).getFirst().check()).isInstanceOf(ProofCheck.Proven.class);
        assertThat(shown(proofs(alone).getFirst())).isEqualTo("frame 1/12001");
    }

    @Test
    void theHubGivesItsWordThatThisIsAllThereIsInBetween() throws Exception {
        FeedPage page = FeedPage.parse(page("Bob", "after", "1", "limit", "2"));
        assertThat(page.isWordOf(TestNode.HUB.publicKey(), pid("Bob"), 1)).isTrue();
        assertThat(page.isWordOf(TestNode.HUB.publicKey(), pid("Bob"), 0)).isFalse();
        assertThat(page.isWordOf(TestNode.HUB.publicKey(), pid("Ann"), 1)).isFalse();
        assertThat(page.isWordOf(TestNode.key("Ann").publicKey(), pid("Bob"), 1))
                .isFalse();
        FeedPage nothing = FeedPage.parse(page("Bob", "after", "1000"));
        assertThat(nothing.entries()).isEmpty();
        assertThat(nothing.isWordOf(TestNode.HUB.publicKey(), pid("Bob"), 1000)).isTrue();
    }

    @Test
    void aTransactionThatIsTakenOutIsNotWhatTheHubGaveItsWordOn() throws Exception {
        Json.Obj whole = page("Bob");
        List<Json.Obj> all = whole.array("transactions").objects();
        Json fewer = Json.of(List.<Json>copyOf(all.subList(0, all.size() - 1)));
        FeedPage page = FeedPage.parse(whole.with("transactions", fewer));
        assertThat(page.isWordOf(TestNode.HUB.publicKey(), pid("Bob"), 0)).isFalse();
    }
}
