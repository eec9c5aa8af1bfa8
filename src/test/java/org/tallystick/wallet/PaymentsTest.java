package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.Journal;
import org.tallystick.journal.JournalConfig;
import org.tallystick.journal.JournalOpening;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.PaymentResult.Doubt;
import org.tallystick.wallet.PaymentResult.Paid;
import org.tallystick.wallet.PaymentResult.Pending;
import org.tallystick.wallet.PaymentResult.Refused;
import org.tallystick.wallet.PaymentResult.Suspect;
import org.tallystick.wallet.PaymentResult.Why;

final class PaymentsTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final long VALID_MS = 120_000;
    private static final Pid OWNER = TestNode.pid("ann");

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private final TestVault vault = new TestVault();
    private final List<OwnerJournal> opened = new ArrayList<>();
    private TestNode node;
    private HubConnection hub;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"ann", "bob", "cleo"}) {
            node.register(name);
        }
        node.trust("bob", "ann", "HOUR", "100.00");
        node.trust("cleo", "bob", "HOUR", "100.00");
        hub = new NodeConnection(node.node, TestNode.HUB.publicKey(), clock);
    }

    @AfterEach
    void close() throws IOException {
        opened.forEach(OwnerJournal::close);
        node.close();
    }

    private JournalConfig config() {
        return JournalConfig.in(temp.resolve("owner")).withSizes(1 << 20, 4096);
    }

    private OwnerJournal open() throws IOException {
        OwnerOpening opening = OwnerJournal.openOrCreate(config(), OWNER, vault);
        assertThat(opening).isInstanceOf(OwnerOpening.Opened.class);
        opened.add(((OwnerOpening.Opened) opening).journal());
        return opened.getLast();
    }

    private Payments payments(OwnerJournal journal) {
        return new Payments(journal, hub, clock);
    }

    private SignedStatement statement(String txId, String amount) {
        return SignedStatement.sign(
                TestNode.key("ann"),
                "payment.create",
                node.node.hub(),
                Json.object()
                        .put("tx_id", txId)
                        .put("to", TestNode.pid("cleo").text())
                        .put("equivalent", "HOUR")
                        .put("amount", amount)
                        .put("description", "for bread")
                        .put(
                                "valid_until",
                                Instant.ofEpochMilli(START_MS + VALID_MS).toString())
                        .build());
    }

    private long annOwesMinor() {
        return -node.netMinor("ann", "HOUR");
    }

    @Test
    void whatIsPaidIsProvenRememberedAndAnsweredAgain() throws Exception {
        OwnerJournal journal = open();
        PaymentResult result = payments(journal).pay(statement("p1", "5"));
        long height = node.node.health().height();
        assertThat(result).isEqualTo(new Paid("p1", height));
        assertThat(annOwesMinor()).isEqualTo(500);
        OwnerJournal again = open();
        assertThat(again.state().outbox()).isEmpty();
        assertThat(again.state().outcome("p1")).contains(new OwnerEntry.Outcome.Committed(height));
        assertThat(again.state().head(node.node.hub()).map(Head::height)).contains(height);
        ProofCheck.Proven proven =
                (ProofCheck.Proven) again.proof("p1").orElseThrow().check();
        assertThat(proven.transaction().text("description")).contains("for bread");
        assertThat(payments(again).pay(statement("p1", "5"))).isEqualTo(result);
        assertThat(payments(again).resolve()).isEmpty();
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    @Test
    void anIdThatWasUsedForAnotherPaymentIsRefusedBeforeAnythingIsSent() throws Exception {
        OwnerJournal journal = open();
        payments(journal).pay(statement("p1", "5"));
        assertThat(payments(journal).pay(statement("p1", "6")))
                .isEqualTo(new Refused("p1", "E008", Map.of("tx_id", "p1")));
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    @Test
    void whatIsRefusedIsOver() throws Exception {
        OwnerJournal journal = open();
        PaymentResult result = payments(journal).pay(statement("p1", "500"));
        assertThat(result).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("E002");
            assertThat(refused.details()).containsEntry("available", "100.00");
        });
        assertThat(open().state().outcome("p1")).contains(new OwnerEntry.Outcome.Refused("E002"));
        assertThat(payments(open()).pay(statement("p1", "500"))).isEqualTo(new Refused("p1", "E002", Map.of()));
    }

    @Test
    void onlyAPaymentWithAnIdForThisHubIsTaken() throws Exception {
        OwnerJournal journal = open();
        Json.Obj fields = statement("p1", "5").fields();
        for (SignedStatement wrong : List.of(
                SignedStatement.sign(TestNode.key("ann"), "payment.create", OWNER, fields),
                SignedStatement.sign(TestNode.key("ann"), "trustline.create", node.node.hub(), fields),
                SignedStatement.sign(TestNode.key("ann"), "payment.create", node.node.hub(), fields.without("tx_id")),
                SignedStatement.sign(
                        TestNode.key("ann"),
                        "payment.create",
                        node.node.hub(),
                        fields.with("valid_until", Json.of("soon"))))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> payments(journal).pay(wrong));
        }
        assertThat(journal.size()).isZero();
    }

    /** The wallet dies before and after each thing that it does; the hub lives on. */
    @Test
    void aKillAtAnyStepLeavesNothingInDoubtAndPaysAtMostOnce() throws Exception {
        int points = killedAt(-1, "none");
        assertThat(points).isGreaterThanOrEqualTo(12);
        long paidMinor = annOwesMinor();
        for (int point = 0; point < points; point++) {
            String txId = "kill-" + point;
            killedAt(point, txId);
            OwnerJournal journal = open();
            List<PaymentResult> results = payments(journal).resolve();
            boolean isPaid = annOwesMinor() == paidMinor + 100;
            assertThat(annOwesMinor()).as(txId).isIn(paidMinor, paidMinor + 100);
            if (results.isEmpty()) {
                // Either nothing was begun, or all of it had been written down.
                assertThat(journal.state().outcome(txId).isPresent()).as(txId).isEqualTo(isPaid);
            } else {
                assertThat(results.getFirst()).as(txId).isInstanceOf(isPaid ? Paid.class : Pending.class);
            }
            PaymentResult sent = payments(journal).pay(statement(txId, "1"));
            assertThat(sent).as(txId).isInstanceOf(Paid.class);
            assertThat(annOwesMinor()).as(txId).isEqualTo(paidMinor + 100);
            assertThat(journal.proof(txId).orElseThrow().check()).isInstanceOf(ProofCheck.Proven.class);
            assertThat(open().state().outbox()).isEmpty();
            paidMinor += 100;
        }
    }

    private int killedAt(int point, String txId) throws Exception {
        open().close();
        KillPoints points = new KillPoints(point);
        JournalOpening.Opened files = (JournalOpening.Opened) Journal.open(config(), 0);
        Journal dying = points.around(Journal.class, files.journal(), "append");
        OwnerJournal journal = ((OwnerOpening.Opened) OwnerJournal.over(dying, files.report(), OWNER, vault)).journal();
        Payments payments = new Payments(journal, points.around(HubConnection.class, hub, "submit", "find"), clock);
        if (point < 0) {
            assertThat(payments.pay(statement(txId, "1"))).isInstanceOf(Paid.class);
        } else {
            assertThatThrownBy(() -> payments.pay(statement(txId, "1"))).isInstanceOf(KillPoints.Killed.class);
        }
        files.journal().close();
        return points.passed();
    }

    @Test
    void theNodeOfTheSameProgramDiesAsWellAndTheOutcomeIsFoundAfterwards() throws Exception {
        KillPoints points = new KillPoints(3);
        OwnerJournal journal = open();
        Payments dying = new Payments(journal, points.around(HubConnection.class, hub, "submit", "find"), clock);
        assertThatThrownBy(() -> dying.pay(statement("p1", "5"))).isInstanceOf(KillPoints.Killed.class);
        node.close();
        node = TestNode.open(temp.resolve("node"), clock);
        hub = new NodeConnection(node.node, TestNode.HUB.publicKey(), clock);
        assertThat(payments(open()).resolve()).hasOnlyElementsOfType(Paid.class).hasSize(1);
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    /** A way to the hub that a test can bend; straight where it is left alone. */
    private class Bent implements HubConnection {

        @Override
        public Pid hub() {
            return hub.hub();
        }

        @Override
        public Submitted submit(SignedStatement statement) throws HubUnreachable {
            return hub.submit(statement);
        }

        @Override
        public Found find(String txId, long fromHeight) throws HubUnreachable {
            return hub.find(txId, fromHeight);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsUnknownUntilTheHubIsAsked() throws Exception {
        HubConnection silent = new Bent() {
            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                super.submit(statement);
                throw new HubUnreachable("the line went dead");
            }
        };
        OwnerJournal journal = open();
        assertThat(new Payments(journal, silent, clock).pay(statement("p1", "5")))
                .isEqualTo(new Pending("p1", Why.UNREACHABLE));
        OwnerJournal again = open();
        assertThat(again.state().isUnsure("p1")).isTrue();
        assertThat(payments(again).resolve()).hasOnlyElementsOfType(Paid.class);
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    @Test
    void whatNeverArrivedStaysOpenIsSentAgainOnRequestAndEndsWithItsTime() throws Exception {
        HubConnection dead = new Bent() {
            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                throw new HubUnreachable("no network");
            }
        };
        OwnerJournal journal = open();
        Payments cut = new Payments(journal, dead, clock);
        assertThat(cut.pay(statement("p1", "5"))).isEqualTo(new Pending("p1", Why.UNREACHABLE));
        assertThat(cut.pay(statement("p2", "7"))).isEqualTo(new Pending("p2", Why.UNREACHABLE));
        assertThat(payments(journal).resolve())
                .containsExactly(new Pending("p1", Why.NOT_THERE), new Pending("p2", Why.NOT_THERE));
        assertThat(payments(journal).send("p1")).isInstanceOf(Paid.class);
        assertThat(annOwesMinor()).isEqualTo(500);
        clock.pass(VALID_MS + 1);
        assertThat(payments(journal).resolve())
                .containsExactly(new Refused("p2", "E007", Map.of("field", "valid_until")));
        assertThat(open().state().outbox()).isEmpty();
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    @Test
    void aRefusalOfASecondSendingIsNotTheEndWhileTheFirstMayStillArrive() throws Exception {
        List<SignedStatement> underWay = new ArrayList<>();
        HubConnection slow = new Bent() {
            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                if (underWay.isEmpty()) {
                    underWay.add(statement);
                    throw new HubUnreachable("it takes its time");
                }
                return new Submitted.Refused("E002", Map.of());
            }
        };
        OwnerJournal journal = open();
        Payments payments = new Payments(journal, slow, clock);
        payments.pay(statement("p1", "5"));
        assertThat(payments.send("p1")).isEqualTo(new Pending("p1", Why.EARLIER_MAY_ARRIVE));
        assertThat(node.submit(underWay.getFirst())).isInstanceOf(Answer.Committed.class);
        assertThat(payments.resolve()).hasOnlyElementsOfType(Paid.class);
        assertThat(annOwesMinor()).isEqualTo(500);
    }

    @Test
    void aBusyHubIsNoRefusal() throws Exception {
        HubConnection busy = new Bent() {
            @Override
            public Submitted submit(SignedStatement statement) {
                return new Submitted.Refused("E020", Map.of());
            }
        };
        OwnerJournal journal = open();
        assertThat(new Payments(journal, busy, clock).pay(statement("p1", "5"))).isEqualTo(new Pending("p1", Why.BUSY));
        assertThat(payments(open()).pay(statement("p1", "5"))).isInstanceOf(Paid.class);
    }

    @Test
    void whatTheHubCannotShowIsNotPaid() throws Exception {
        HubConnection boasting = new Bent() {
            @Override
            public Submitted submit(SignedStatement statement) {
                return new Submitted.Committed(3);
            }
        };
        OwnerJournal journal = open();
        assertThat(new Payments(journal, boasting, clock).pay(statement("p1", "5")))
                .isEqualTo(new Pending("p1", Why.NOT_SHOWN));
        assertThat(journal.state().outbox()).hasSize(1);
    }

    @Test
    void aProofThatDoesNotHoldOrIsOfSomethingElseIsNeverShownAsPaid() throws Exception {
        OwnerJournal journal = open();
        payments(journal).pay(statement("other", "1"));
        Proof other = journal.proof("other").orElseThrow();
        payments(journal).pay(statement("cut", "1"));
        Proof good = journal.proof("cut").orElseThrow();
        Proof cut = new Proof(
                good.hub(),
                good.hubKey(),
                good.header(),
                good.signature(),
                good.parts().subList(0, 2),
                good.index(),
                good.path());
        assertThat(doubt("p1", "1", other)).isEqualTo(Doubt.ANOTHER_TRANSACTION);
        assertThat(doubt("p2", "1", cut)).isEqualTo(Doubt.PROOF_FAILED);
        Proof elsewhere = new Proof(
                OWNER,
                TestNode.key("ann").publicKey(),
                good.header(),
                good.signature(),
                good.parts(),
                good.index(),
                good.path());
        assertThat(doubt("p3", "1", elsewhere)).isEqualTo(Doubt.ANOTHER_HUB);
        assertThat(open().state().outbox()).hasSize(3);
    }

    private Doubt doubt(String txId, String amount, Proof shown) throws Exception {
        HubConnection lying = new Bent() {
            @Override
            public Found find(String id, long fromHeight) {
                return new Found.There(shown);
            }
        };
        PaymentResult result = new Payments(open(), lying, clock).pay(statement(txId, amount));
        assertThat(result).isInstanceOf(Suspect.class);
        return ((Suspect) result).doubt();
    }

    @Test
    void aHubThatSignedAnotherBlockAtTheSamePlaceIsFoundOut() throws Exception {
        OwnerJournal journal = open();
        long next = node.node.health().height() + 1;
        journal.append(new OwnerEntry.HeadSeen(new Head(node.node.hub(), 0, next, "ab".repeat(32))));
        HubConnection all = new Bent() {
            @Override
            public Found find(String txId, long fromHeight) throws HubUnreachable {
                return super.find(txId, 0);
            }
        };
        assertThat(new Payments(journal, all, clock).pay(statement("p1", "5")))
                .isInstanceOfSatisfying(
                        Suspect.class, suspect -> assertThat(suspect.doubt()).isEqualTo(Doubt.CONTRADICTS_HEAD));
    }

    @Test
    void anErasedPayersOpenPaymentIsStillResolvedByItsId() throws Exception {
        KillPoints points = new KillPoints(1);
        OwnerJournal journal = open();
        Payments dying = new Payments(journal, points.around(HubConnection.class, hub, "submit"), clock);
        assertThatThrownBy(() -> dying.pay(statement("p1", "5"))).isInstanceOf(KillPoints.Killed.class);
        vault.destroy(TestNode.pid("ann"));
        OwnerJournal again = open();
        assertThat(payments(again).resolve()).hasOnlyElementsOfType(Paid.class).hasSize(1);
        assertThat(again.proof("p1")).isEqualTo(Optional.empty());
    }

    @Test
    void whatWaitsIsSentOnceLaterAndSurvivesAStopInBetween() throws Exception {
        OwnerJournal journal = open();
        assertThat(payments(journal).prepare(statement("p1", "5"))).isEqualTo(new Pending("p1", Why.WAITS));
        assertThat(annOwesMinor()).isZero();
        OwnerJournal again = open();
        assertThat(payments(again).resolve()).containsExactly(new Pending("p1", Why.WAITS));
        assertThat(again.state().isWaiting("p1")).isTrue();
        assertThat(payments(again).send("p1")).isInstanceOf(Paid.class);
        assertThat(annOwesMinor()).isEqualTo(500);
        assertThat(again.state().outbox()).isEmpty();
        assertThat(payments(again).withdraw("p1")).isFalse();
    }

    @Test
    void whatWaitsCanBeTakenBackAndIsNeverSentThen() throws Exception {
        OwnerJournal journal = open();
        payments(journal).prepare(statement("p1", "5"));
        assertThat(payments(journal).withdraw("p1")).isTrue();
        assertThat(payments(journal).withdraw("p1")).isFalse();
        OwnerJournal again = open();
        assertThat(again.state().outbox()).isEmpty();
        assertThat(again.state().outcome("p1")).contains(new OwnerEntry.Outcome.Withdrawn());
        assertThat(payments(again).pay(statement("p1", "5"))).isInstanceOf(Refused.class);
        assertThat(annOwesMinor()).isZero();
    }

    @Test
    void whatMayHaveBeenSentCannotBeTakenBack() throws Exception {
        OwnerJournal journal = open();
        HubConnection silent = new HubConnection() {
            @Override
            public Pid hub() {
                return hub.hub();
            }

            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                throw new HubUnreachable("nobody answers");
            }

            @Override
            public Found find(String txId, long fromHeight) throws HubUnreachable {
                throw new HubUnreachable("nobody answers");
            }
        };
        Payments away = new Payments(journal, silent, clock);
        away.prepare(statement("p1", "5"));
        assertThat(away.send("p1")).isEqualTo(new Pending("p1", Why.UNREACHABLE));
        assertThat(away.withdraw("p1")).isFalse();
        assertThat(open().state().isUnsure("p1")).isTrue();
    }

    @Test
    void whatWaitedTooLongIsNotSentAnyMore() throws Exception {
        OwnerJournal journal = open();
        payments(journal).prepare(statement("p1", "5"));
        clock.pass(VALID_MS + 1);
        assertThat(payments(journal).send("p1")).isEqualTo(new Refused("p1", "E007", Map.of("field", "valid_until")));
        assertThat(annOwesMinor()).isZero();
        assertThat(journal.state().outbox()).isEmpty();
    }
}
