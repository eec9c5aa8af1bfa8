package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.wallet.replica.LyingHub.pid;
import static org.tallystick.wallet.replica.LyingHub.signed;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.feature.trust.LineIds;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.wallet.replica.Violation.Kind;

/**
 * Ann trusts Bob for 50 (line "given") and Cleo trusts Ann for 40 (line "got"); the hub signs what it may not, and Ann's replica
 * says what and changes nothing.
 */
final class ViolationTest {

    private static final String GIVEN = "given";
    private static final String GOT = "got";

    private LyingHub hub = new LyingHub();
    private Replica replica = ReplicaWorld.replica("Ann");

    private static boolean all(Part part) {
        return !part.erased();
    }

    private static boolean steps(Part part) {
        return part.kind() == PartKind.OPERATION;
    }

    @BeforeEach
    void twoLines() throws Exception {
        begin(Json.Obj.EMPTY);
    }

    private void begin(Json.Obj policy) throws Exception {
        hub = new LyingHub();
        replica = ReplicaWorld.replica("Ann");
        right(hub.register("Ann"));
        right(hub.line(GIVEN, "Ann", "Bob", "50.00", policy));
        right(hub.line(GOT, "Cleo", "Ann", "40.00", Json.Obj.EMPTY));
    }

    private void right(LyingHub.Making making) throws Exception {
        right(making.seal());
    }

    private void right(Block block) {
        assertThat(replica.apply(hub.page(replica, ViolationTest::all, block))).isInstanceOf(Applied.Done.class);
    }

    /** Is taken though only the steps are shown. */
    private void rightInSteps(LyingHub.Making making) throws Exception {
        assertThat(replica.apply(hub.page(replica, ViolationTest::steps, making.seal())))
                .isInstanceOf(Applied.Done.class);
    }

    private Violation wrong(Kind kind, LyingHub.Making making) throws Exception {
        return wrong(kind, making.seal());
    }

    private Violation wrong(Kind kind, Block block) {
        return wrong(kind, hub.page(replica, ViolationTest::all, block));
    }

    /** Is noticed though only the steps are shown. */
    private Violation wrongInSteps(Kind kind, LyingHub.Making making) throws Exception {
        return wrongInSteps(kind, making.seal());
    }

    private Violation wrongInSteps(Kind kind, Block block) {
        return wrong(kind, hub.page(replica, ViolationTest::steps, block));
    }

    private Violation wrong(Kind kind, FeedPage page) {
        Fold before = replica.fold();
        Applied applied = replica.apply(page);
        assertThat(applied).isInstanceOf(Applied.Contradicted.class);
        Violation violation = ((Applied.Contradicted) applied).violation();
        assertThat(violation.kind()).as(violation.what()).isEqualTo(kind);
        assertThat(replica.fold()).isSameAs(before);
        return violation;
    }

    private void unproven(Applied.Why why, FeedPage page) {
        Fold before = replica.fold();
        assertThat(replica.apply(page))
                .isInstanceOfSatisfying(
                        Applied.Unproven.class,
                        unproven ->
                                assertThat(unproven.why()).as(unproven.what()).isEqualTo(why));
        assertThat(replica.fold()).isSameAs(before);
    }

    /** The beginning of a policy under which others pay through the line. */
    private static Json.ObjBuilder passing() {
        return Json.object().put("can_be_intermediate", true);
    }

    private LyingHub.Making annPaysCleo(String txId) {
        return hub.payment(txId, "Ann", "Cleo", "5.00").debt("debt.owe", GOT, "5.00");
    }

    private LyingHub.Making carried(String in, String out) {
        return hub.payment("c" + in + out, "Bob", "Cleo", in)
                .debt("debt.owe", GIVEN, in)
                .debt("debt.owe", GOT, out);
    }

    @Test
    void whatIsRightIsTaken() throws Exception {
        right(annPaysCleo("p1"));
        rightInSteps(carried("7.00", "7.00"));
        right(hub.payment("p2", "Bob", "Ann", "3.00").debt("debt.owe", GIVEN, "3.00"));
        assertThat(replica.netsMinor()).isEqualTo(Map.of("HOUR", -200L));
        assertThat(replica.seq()).isEqualTo(6);
    }

    @Test
    void aLineDoesNotChangeByTheHubAlone() throws Exception {
        String id = LineIds.of(GIVEN, 0).toString();
        Block change = hub.make("trustline.update", "u1")
                .step("line.change", "line", id, "limit", "5000.00")
                .seal();
        Violation violation = wrong(Kind.LINE_WITHOUT_STATEMENT, change);
        assertThat(violation.proofs()).hasSize(1);
        wrongInSteps(Kind.LINE_WITHOUT_STATEMENT, change);
        wrong(
                Kind.LINE_WITHOUT_STATEMENT,
                hub.make("node.import", "hub:i1").step("line.change", "line", id, "limit", "5000.00"));
        wrong(Kind.LINE_WITHOUT_STATEMENT, hub.make("trustline.close", "u2").step("line.close", "line", id));
        wrong(
                Kind.LINE_NOT_AS_SIGNED,
                hub.make("trustline.close", "u3")
                        .step("line.close", "line", LineIds.of(GOT, 0).toString()));
    }

    @Test
    void aLineBecomesWhatWasSigned() throws Exception {
        wrong(Kind.LINE_NOT_AS_SIGNED, hub.line("n1", "Ann", "Dora", "10.00", "100.00", Json.Obj.EMPTY));
        SignedStatement update = signed(
                "Ann",
                "trustline.update",
                Json.object()
                        .put("id", LineIds.of(GIVEN, 0).toString())
                        .put("limit", "60.00")
                        .put("statement_id", "u1")
                        .build());
        String id = LineIds.of(GIVEN, 0).toString();
        wrong(
                Kind.LINE_NOT_AS_SIGNED,
                hub.make("trustline.update", "u1")
                        .statement(update)
                        .step("line.change", "line", id, "limit", "600.00"));
        wrong(
                Kind.LINE_NOT_AS_SIGNED,
                hub.make("trustline.update", "u1")
                        .statement(update)
                        .step("line.change", "line", id, "limit", "60.00", "status", "frozen"));
        right(hub.make("trustline.update", "u1").statement(update).step("line.change", "line", id, "limit", "60.00"));
    }

    @Test
    void nobodyPaysWithoutHavingSigned() throws Exception {
        wrong(
                Kind.PAYMENT_WITHOUT_STATEMENT,
                hub.payment("p1", "Bob", "Cleo", "5.00").debt("debt.owe", GOT, "5.00"));
        wrong(Kind.NET_CHANGED, hub.make("hub.tax", "t1").debt("debt.owe", GOT, "5.00"));
        wrong(
                Kind.PAYMENT_NOT_AS_SIGNED,
                hub.payment("p2", "Ann", "Cleo", "5.00").debt("debt.owe", GOT, "6.00"));
        wrong(
                Kind.PAYMENT_NOT_AS_SIGNED,
                hub.payment("p3", "Bob", "Ann", "5.00").debt("debt.owe", GIVEN, "4.00"));
        wrong(
                Kind.PAYMENT_NOT_AS_SIGNED,
                hub.payment("p4", "Bob", "Cleo", "5.00").debt("debt.owe", GIVEN, "5.00"));
    }

    @Test
    void whatPassesThroughLeavesTheNetAlone() throws Exception {
        wrongInSteps(Kind.NET_CHANGED, carried("5.00", "6.00"));
        wrongInSteps(Kind.NET_CHANGED, carried("6.00", "5.00"));
        wrongInSteps(Kind.NET_CHANGED, carried("5.00", "5.00").debt("debt.owe", GOT, "0.01"));
    }

    @Test
    void noDebtRisesAboveItsLimitOrOnAFrozenLine() throws Exception {
        rightInSteps(carried("30.00", "30.00"));
        wrongInSteps(Kind.BEYOND_LIMIT, carried("10.01", "10.01"));
        SignedStatement freeze = signed(
                "Ann",
                "trustline.update",
                Json.object()
                        .put("id", LineIds.of(GIVEN, 0).toString())
                        .put("status", "frozen")
                        .put("statement_id", "f1")
                        .build());
        right(hub.make("trustline.update", "f1")
                .statement(freeze)
                .step("line.change", "line", LineIds.of(GIVEN, 0).toString(), "status", "frozen"));
        wrongInSteps(Kind.FROZEN_LINE, carried("1.00", "1.00"));
    }

    @Test
    void policiesAreKept() throws Exception {
        begin(Json.object().put("can_be_intermediate", false).build());
        wrongInSteps(Kind.POLICY, carried("1.00", "1.00"));
        begin(passing().put("max_hop_usage", "5.00").build());
        rightInSteps(carried("5.00", "5.00"));
        wrongInSteps(Kind.POLICY, carried("5.01", "5.01"));
        begin(passing().put("daily_limit", "5.00").build());
        rightInSteps(carried("3.00", "3.00"));
        wrongInSteps(Kind.POLICY, carried("2.01", "2.01"));
    }

    @Test
    void aPaymentDoesNotComeThroughWhomTheLineBlocks() throws Exception {
        Json blocked = Json.of(List.of(Json.of(pid("Bob").text())));
        begin(passing().put("blocked_participants", blocked).build());
        right(hub.payment("b1", "Bob", "Ann", "1.00").debt("debt.owe", GIVEN, "1.00"));
        wrong(Kind.POLICY, hub.payment("b2", "Dora", "Ann", "1.00").debt("debt.owe", GIVEN, "1.00"));
    }

    private Block hold(String id, String party, String amount, int days) throws Exception {
        String hold = LineIds.of(id, 0).toString();
        return hub.make("hold.create", id)
                .step(Json.object()
                        .put("part", "operation")
                        .put("op", "hold.open")
                        .put("hold", hold)
                        .put("owner", pid("Dora").text())
                        .put("parties", Json.of(List.of(Json.of(pid(party).text()))))
                        .put("expires_at", hub.timeMs + days * 86_400_000L)
                        .build())
                .step(Json.object()
                        .put("part", "operation")
                        .put("op", "hold.leg")
                        .put("hold", hold)
                        .put("leg", 0)
                        .put("line", LineIds.of(GIVEN, 0).toString())
                        .put("direction", "owe")
                        .put("equivalent", "HOUR")
                        .put("amount", amount)
                        .build())
                .seal();
    }

    @Test
    void othersHoldOnlyWhatTheLineLeavesThem() throws Exception {
        right(hold("h1", "Ann", "9.00", 9));
        wrong(Kind.POLICY, hold("h2", "Bob", "1.00", 1));
        begin(passing()
                .put(
                        "allow_holds",
                        Json.object().put("amount", "5.00").put("days", 3).build())
                .build());
        right(hold("h3", "Bob", "3.00", 3));
        wrong(Kind.POLICY, hold("h4", "Bob", "1.00", 4));
        begin(passing()
                .put(
                        "allow_holds",
                        Json.object().put("amount", "5.00").put("days", 3).build())
                .build());
        right(hold("h5", "Bob", "3.00", 3));
        wrong(Kind.POLICY, hold("h6", "Bob", "2.01", 1));
    }

    @Test
    void theDayLimitBeginsAnewEachDay() throws Exception {
        begin(passing().put("daily_limit", "5.00").build());
        rightInSteps(carried("5.00", "5.00"));
        hub.timeMs += 86_400_000L;
        rightInSteps(carried("4.99", "4.99"));
    }

    private Block cleared(String id) throws Exception {
        return hub.make("clearing.cycle", id)
                .fact("of_proposal", Map.of("proposal", "prop"))
                .debt("debt.clear", GIVEN, "2.00")
                .debt("debt.clear", GOT, "2.00")
                .seal();
    }

    @Test
    void aDebtIsClearedOnlyWithTheConsentThatItsLineAsksFor() throws Exception {
        begin(passing().put("auto_clearing", false).build());
        rightInSteps(carried("9.00", "9.00"));
        wrong(Kind.CLEARED_WITHOUT_CONSENT, cleared("hub:k1"));
    }

    @Test
    void whoAgreedIsCleared() throws Exception {
        begin(passing().put("auto_clearing", false).build());
        rightInSteps(carried("9.00", "9.00"));
        right(hub.make("clearing.accept", "a1")
                .statement(signed(
                        "Ann",
                        "clearing.accept",
                        Json.object()
                                .put("id", "prop")
                                .put("statement_id", "a1")
                                .build())));
        right(cleared("hub:k2"));
        wrong(Kind.CLEARED_WITHOUT_CONSENT, cleared("hub:k3"));
    }

    @Test
    void aClearingThatChangesTheNetOrIsCalledSomethingElseIsNone() throws Exception {
        rightInSteps(carried("9.00", "9.00"));
        wrong(Kind.NET_CHANGED, hub.make("clearing.cycle", "hub:k1").debt("debt.clear", GIVEN, "2.00"));
        wrong(
                Kind.IMPOSSIBLE_STEP,
                hub.make("payment.create", "x1")
                        .debt("debt.clear", GIVEN, "2.00")
                        .debt("debt.clear", GOT, "2.00"));
    }

    @Test
    void nothingMovesOnAnAccountThatIsFrozen() throws Exception {
        right(hub.make("admin.freeze", "z1")
                .step("account.change", "pid", pid("Ann").text(), "status", "frozen"));
        wrongInSteps(Kind.ACCOUNT_NOT_ACTIVE, carried("1.00", "1.00"));
    }

    @Test
    void whatIsSignedUnderTheOwnersNameIsSignedWithTheKeyInForce() throws Exception {
        SignedStatement foreign = SignedStatement.sign(
                pid("Ann"),
                TestNode.key("Mallory"),
                "payment.create",
                LyingHub.PID,
                LyingHub.order("p1", "Ann", "Cleo", "5.00").fields());
        wrong(
                Kind.FOREIGN_KEY,
                hub.make("payment.create", "p1").statement(foreign).debt("debt.owe", GOT, "5.00"));
        String mallory = TestNode.key("Mallory").publicKey().text();
        wrong(
                Kind.ACCOUNT_WITHOUT_STATEMENT,
                hub.make("participant.rekey", "k1")
                        .step("account.change", "pid", pid("Ann").text(), "key", mallory));
        Json.Obj fields = Json.object()
                .put("new_public_key", mallory)
                .put("statement_id", "k2")
                .build();
        SignedStatement second =
                SignedStatement.sign(pid("Ann"), TestNode.key("Mallory"), "participant.rekey", LyingHub.PID, fields);
        wrong(
                Kind.FOREIGN_KEY,
                hub.make("participant.rekey", "k2")
                        .statement(second)
                        .statement(second)
                        .step("account.change", "pid", pid("Ann").text(), "key", mallory));
    }

    @Test
    void aStatementThatItsSignerDidNotSignConvictsTheHub() throws Exception {
        SignedStatement good = LyingHub.order("p1", "Bob", "Ann", "5.00");
        SignedStatement forged = SignedStatement.of(
                good.signer(),
                good.publicKey(),
                good.action(),
                good.hub(),
                LyingHub.order("p1", "Bob", "Ann", "50.00").fields(),
                good.signature());
        Violation violation = wrong(
                Kind.FORGED_STATEMENT,
                hub.make("payment.create", "p1").statement(forged).debt("debt.owe", GIVEN, "50.00"));
        assertThat(violation.proofs()).hasSize(1);
    }

    @Test
    void stepsThatNoLedgerTakesAreNone() throws Exception {
        wrong(Kind.IMPOSSIBLE_STEP, hub.payment("p1", "Ann", "Bob", "1.00").debt("debt.cancel", GIVEN, "1.00"));
        wrong(Kind.IMPOSSIBLE_STEP, hub.payment("p2", "Ann", "Cleo", "1.0").debt("debt.owe", GOT, "1.0"));
        wrong(Kind.IMPOSSIBLE_STEP, hub.register("Ann"));
        wrong(Kind.IMPOSSIBLE_STEP, hub.line("twice", "Ann", "Bob", "1.00", Json.Obj.EMPTY));
    }

    @Test
    void twoBlocksAtOnePlaceConvictTheHub() throws Exception {
        SealedHeader known = replica.newest().orElseThrow();
        LyingHub other = new LyingHub();
        other.timeMs++;
        other.register("Ann");
        other.line(GIVEN, "Ann", "Bob", "50.00", Json.Obj.EMPTY);
        Block fork = other.line(GOT, "Cleo", "Ann", "40.00", Json.Obj.EMPTY);
        Violation violation = wrong(
                Kind.TWO_BLOCKS, LyingHub.page(replica, java.util.Optional.empty(), LyingHub.header(fork), List.of()));
        assertThat(violation.headers()).containsExactly(known, LyingHub.header(fork));
    }

    @Test
    void aBlockNamesTheOneBeforeIt() throws Exception {
        Block loose = hub.sealed(annPaysCleo("p1").transactions(), BlockHeader.noHash());
        hub.append(loose);
        wrong(Kind.BROKEN_CHAIN, hub.page(replica, ViolationTest::all, loose));
    }

    @Test
    void timeDoesNotGoBack() throws Exception {
        hub.timeMs -= 5;
        wrong(Kind.BROKEN_CHAIN, annPaysCleo("p1"));
    }

    @Test
    void aHubThatBeganANewEpochWithoutWhatIsKnownHasLostIt() throws Exception {
        LyingHub restored = new LyingHub();
        restored.epoch = 1;
        restored.register("Ann");
        FeedPage page =
                LyingHub.page(replica, java.util.Optional.empty(), LyingHub.header(restored.block(0)), List.of());
        Fold before = replica.fold();
        assertThat(replica.apply(page)).isEqualTo(new Applied.NewEpoch(page.tip()));
        assertThat(replica.fold()).isSameAs(before);
    }

    @Test
    void aHistoryThatDoesNotShowThatItContinuesWhatIsKnownIsNotTaken() throws Exception {
        Block paid = annPaysCleo("p1").seal();
        FeedPage page = hub.page(replica, ViolationTest::all, paid);
        unproven(
                Applied.Why.CONSISTENCY,
                LyingHub.page(replica, java.util.Optional.empty(), page.tip(), page.entries()));
        FeedPage.Since since = page.since().orElseThrow();
        unproven(
                Applied.Why.INCLUSION,
                LyingHub.page(
                        replica,
                        java.util.Optional.of(new FeedPage.Since(since.height(), since.consistency(), List.of())),
                        page.tip(),
                        page.entries()));
        right(paid);
        unproven(
                Applied.Why.OLD,
                LyingHub.page(replica, java.util.Optional.empty(), LyingHub.header(hub.block(1)), List.of()));
    }

    @Test
    void aPageThatTheHubGivesNoWordOnIsNotTaken() throws Exception {
        Block paid = annPaysCleo("p1").seal();
        FeedPage page = hub.page(replica, ViolationTest::all, paid);
        FeedPage other = hub.page(ReplicaWorld.replica("Bob"), ViolationTest::all);
        unproven(
                Applied.Why.SIGNATURE,
                new FeedPage(
                        page.seq(),
                        page.tip(),
                        page.since(),
                        page.entries(),
                        new FeedPage.Word(other.word().signature(), page.word().digest())));
        right(paid);
    }

    @Test
    void whoIsNotToldOfATransactionFindsOutByTheStatement() throws Exception {
        Block left = annPaysCleo("p1").seal();
        Block told = annPaysCleo("p2").seal();
        Replica whole = ReplicaWorld.replica("Ann");
        assertThat(whole.apply(hub.page(whole, ViolationTest::all, hub.block(0), hub.block(1), hub.block(2), left)))
                .isInstanceOf(Applied.Done.class);
        right(told);
        assertThat(replica.compare(statement(replica.head(), "-5.00"))).isEqualTo(new Comparison.Agrees());
        assertThat(replica.compare(statement(whole.head(), "-5.00")))
                .isEqualTo(new Comparison.Differs(Comparison.What.HEAD));
        assertThat(replica.compare(statement(replica.head(), "-10.00")))
                .isEqualTo(new Comparison.Differs(Comparison.What.BALANCES));
    }

    private AccountStatement statement(String head, String balance) {
        return new AccountStatement(
                pid("Ann"), replica.seq(), head, Map.of("HOUR", balance), 4, replica.head(), hub.timeMs);
    }

    @Test
    void aTransactionOfOthersIsNotOnesOwn() throws Exception {
        unproven(
                Applied.Why.NOT_OWN,
                hub.page(replica, ViolationTest::all, hub.line("else", "Bob", "Dora", "5.00", Json.Obj.EMPTY)));
    }

    @Test
    void anImportedAccountIsClaimedByAStatementOfTheNewKey() throws Exception {
        hub = new LyingHub();
        replica = ReplicaWorld.replica("Ann");
        right(hub.make("node.import", "hub:i")
                .step("account.open", "pid", pid("Ann").text(), "status", "unclaimed"));
        right(hub.line(GOT, "Cleo", "Ann", "5.00", Json.Obj.EMPTY));
        wrongInSteps(Kind.ACCOUNT_NOT_ACTIVE, carried("1.00", "1.00"));
        String key = TestNode.key("Ann's new key").publicKey().text();
        LyingHub.Making without = hub.make("participant.claim", "c0")
                .step("account.change", "pid", pid("Ann").text(), "status", "active", "key", key);
        wrong(Kind.ACCOUNT_WITHOUT_STATEMENT, without);
        SignedStatement claim = SignedStatement.sign(
                pid("Ann"),
                TestNode.key("Ann's new key"),
                "participant.claim",
                LyingHub.PID,
                Json.object()
                        .put("code", "0123456789abcdef")
                        .put("public_key", key)
                        .put("statement_id", "c1")
                        .build());
        right(hub.make("participant.claim", "c1")
                .statement(claim)
                .step("account.change", "pid", pid("Ann").text(), "status", "active", "key", key));
        assertThat(replica.key().orElseThrow().text()).isEqualTo(key);
        right(hub.make("clearing.accept", "a1")
                .statement(SignedStatement.sign(
                        pid("Ann"),
                        TestNode.key("Ann's new key"),
                        "clearing.accept",
                        LyingHub.PID,
                        Json.object()
                                .put("id", "prop")
                                .put("statement_id", "a1")
                                .build())));
    }

    @Test
    void anImportIsOverOnceTheOwnerHasSigned() throws Exception {
        hub = new LyingHub();
        replica = ReplicaWorld.replica("Ann");
        Json.Obj open = Json.object()
                .put("part", "operation")
                .put("op", "line.open")
                .put("line", LineIds.of("hub:i", 0).toString())
                .put("creditor", pid("Ann").text())
                .put("debtor", pid("Bob").text())
                .put("equivalent", "HOUR")
                .put("limit", "5.00")
                .put("policy", passing().build())
                .build();
        right(hub.make("node.import", "hub:i")
                .step(
                        "account.open",
                        "pid",
                        pid("Ann").text(),
                        "status",
                        "active",
                        "key",
                        TestNode.key("Ann").publicKey().text())
                .step(open));
        right(hub.line(GOT, "Cleo", "Ann", "5.00", Json.Obj.EMPTY));
        right(hub.payment("p1", "Ann", "Cleo", "1.00").debt("debt.owe", GOT, "1.00"));
        wrong(
                Kind.LINE_WITHOUT_STATEMENT,
                hub.make("node.import", "hub:j")
                        .step(open.with("line", Json.of(LineIds.of("hub:j", 0).toString()))
                                .with("debtor", Json.of(pid("Eve").text()))));
    }
}
