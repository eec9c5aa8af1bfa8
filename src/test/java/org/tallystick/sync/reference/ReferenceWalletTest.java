package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Clock;
import org.tallystick.journal.JournalConfig;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.OwnerOpening;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.PaymentResult.Pending;
import org.tallystick.wallet.PaymentResult.Refused;
import org.tallystick.wallet.PaymentResult.SaidPaid;
import org.tallystick.wallet.PaymentResult.Why;
import org.tallystick.wallet.Payments;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.Wallet;

/** A whole wallet at a hub of the reference dialect: what a person does, and what they are told. */
class ReferenceWalletTest {

    @TempDir
    Path folder;

    private final ReferenceWorld world = new ReferenceWorld();
    private final TestVault vault = new TestVault();
    private ReferenceHub ann;
    private ReferenceHub bob;
    private OwnerJournal journal;
    private Wallet wallet;

    @BeforeEach
    void makeCommunity() throws Exception {
        ann = world.member("Ann");
        bob = world.member("Bob");
        world.trust(bob, "Ann", "10.00");
        open();
    }

    private void open() throws IOException {
        OwnerOpening opening = OwnerJournal.openOrCreate(
                JournalConfig.in(folder.resolve("owner")).withSizes(1 << 20, 4096), ReferenceWorld.pid("Ann"), vault);
        journal = ((OwnerOpening.Opened) opening).journal();
        wallet = new Wallet(ann.signing(), ann.connection(), ann.reader(), journal, world.ids, world.clock);
    }

    @AfterEach
    void stop() {
        journal.close();
        assertThat(world.stub.isHung()).isFalse();
        world.close();
    }

    private PaymentResult pay(long amountMinor) throws Exception {
        return wallet.pay(
                ReferenceWorld.pid("Bob"),
                ReferenceWorld.HOUR,
                amountMinor,
                Optional.of("bread"),
                ReferenceWorld.USUAL);
    }

    private Neighbour bob() throws HubUnreachable {
        return wallet.hub().neighbours(wallet.me()).getFirst();
    }

    @Test
    void whatIsPaidIsPaidAsTheHubSaysAndStaysSo() throws Exception {
        PaymentResult result = pay(400);

        assertThat(result).isInstanceOf(SaidPaid.class);
        assertThat(bob().owesMinor()).isEqualTo(400);
        journal.close();
        open();
        assertThat(wallet.state().outcome(result.txId())).contains(new OwnerEntry.Outcome.Said());
        assertThat(wallet.state().outbox()).isEmpty();
        assertThat(wallet.evidence(result.txId())).isEmpty();
        assertThat(wallet.resolve()).isEmpty();
    }

    @Test
    void aConflictIsTriedUnderANewIdOnlyWhenTheOldOneIsSpent() throws Exception {
        world.stub.conflict(1, true);

        PaymentResult result = pay(400);

        assertThat(result).isInstanceOf(SaidPaid.class);
        assertThat(world.stub.committed()).isEqualTo(1);
        assertThat(bob().owesMinor()).isEqualTo(400);
        assertThat(world.stub.asked().stream().filter("POST /payments"::equals)).hasSize(3);
    }

    @Test
    void conflictsThatDoNotEndWaitUnderTheirIdAndPayOnce() throws Exception {
        world.stub.conflict(4, false);
        PaymentResult result = pay(400);
        assertThat(result).isEqualTo(new Pending(result.txId(), Why.BUSY));

        assertThat(wallet.sendAgain(result.txId())).isEqualTo(new SaidPaid(result.txId()));
        assertThat(world.stub.committed()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsUnknownUntilTheHubIsAskedAndIsNeverPaidTwice() throws Exception {
        world.stub.loseAnswers(true);
        PaymentResult result = pay(400);
        assertThat(result).isEqualTo(new Pending(result.txId(), Why.UNREACHABLE));
        world.stub.loseAnswers(false);
        world.stub.keepUnderWay(result.txId());
        assertThat(wallet.resolve()).containsExactly(new Pending(result.txId(), Why.UNDER_WAY));
        assertThat(wallet.sendAgain(result.txId())).isEqualTo(new Pending(result.txId(), Why.UNDER_WAY));
        world.stub.done();

        assertThat(wallet.resolve()).containsExactly(new SaidPaid(result.txId()));
        assertThat(world.stub.committed()).isEqualTo(1);
        assertThat(world.stub.asked().stream().filter("POST /payments"::equals)).hasSize(1);
    }

    @Test
    void whatNeverArrivedIsSentAgainWithTheSameBytes() throws Exception {
        world.stub.takeOnly(0);
        PaymentResult result = pay(400);
        assertThat(result).isEqualTo(new Pending(result.txId(), Why.BUSY));
        world.stub.takeOnly(100);
        assertThat(wallet.resolve())
                .as("who called too often does not ask again at once")
                .containsExactly(new Pending(result.txId(), Why.UNREACHABLE));
        ann.wake();

        assertThat(wallet.resolve()).containsExactly(new Pending(result.txId(), Why.NOT_THERE));
        assertThat(wallet.sendAgain(result.txId())).isEqualTo(new SaidPaid(result.txId()));
        assertThat(world.stub.committed()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsOver() throws Exception {
        assertThat(pay(1001)).isInstanceOfSatisfying(PaymentResult.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("E002");
            assertThat(refused.details()).isEqualTo(Map.of("requested", "10.01", "available", "10.00"));
        });
        assertThat(wallet.state().outbox()).isEmpty();
    }

    @Test
    void aLineIsOpenedWithItsPolicyChangedAndClosed() throws Exception {
        Policy strict = new Policy(
                false,
                Optional.of(false),
                OptionalLong.of(500),
                OptionalLong.of(300),
                List.of(ReferenceWorld.pid("Cyd")),
                Optional.empty());
        assertThat(wallet.openLine(ReferenceWorld.pid("Bob"), ReferenceWorld.HOUR, 2_000, strict))
                .isEqualTo(new LineResult.Said());
        assertThat(bob().given()).hasValueSatisfying(line -> {
            assertThat(line.limitMinor()).isEqualTo(2_000);
            assertThat(line.policy()).isEqualTo(strict);
            assertThat(line.status()).isEqualTo(LineStatus.ACTIVE);
        });
        var line = bob().given().orElseThrow().id();
        assertThat(wallet.changeLine(
                        line,
                        ReferenceWorld.HOUR,
                        OptionalLong.of(3_000),
                        Optional.of(Policy.DEFAULT),
                        Optional.empty()))
                .isEqualTo(new LineResult.Said());
        assertThat(bob().given().orElseThrow().limitMinor()).isEqualTo(3_000);
        assertThat(bob().given().orElseThrow().policy()).isEqualTo(Policy.DEFAULT);
        assertThat(wallet.changeLine(
                        line,
                        ReferenceWorld.HOUR,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.of(LineStatus.FROZEN)))
                .isEqualTo(new LineResult.Refused("E019", Map.of("field", "status")));
        assertThat(wallet.closeLine(line)).isEqualTo(new LineResult.Said());
        assertThat(bob().given()).isEmpty();
    }

    @Test
    void whatSuchAHubHasNoWordsForIsRefusedBeforeAnythingIsSent() {
        int asked = world.stub.asked().size();
        assertThat(wallet.govern(new AdminAct.Approval(true)))
                .isEqualTo(new AdminResult.Refused("E019", Map.of("field", "admin.config")));
        assertThat(world.stub.asked()).hasSize(asked);
    }

    @Test
    void aPaymentThatWaitsIsSentLaterOrTakenBack() throws Exception {
        PaymentResult waiting = wallet.prepare(
                ReferenceWorld.pid("Bob"), ReferenceWorld.HOUR, 100, Optional.empty(), ReferenceWorld.USUAL);
        PaymentResult other = wallet.prepare(
                ReferenceWorld.pid("Bob"), ReferenceWorld.HOUR, 200, Optional.empty(), ReferenceWorld.USUAL);
        assertThat(waiting).isEqualTo(new Pending(waiting.txId(), Why.WAITS));
        assertThat(wallet.state().open(waiting.txId()).orElseThrow().validUntilMs())
                .isBetween(Clock.system().wallMs(), Clock.system().wallMs() + 24 * 60 * 60_000);

        assertThat(wallet.sendAgain(waiting.txId())).isEqualTo(new SaidPaid(waiting.txId()));
        assertThat(wallet.withdraw(other.txId())).isTrue();
        assertThat(world.stub.committed()).isEqualTo(1);
    }

    private long sent() {
        return world.stub.asked().stream().filter("POST /payments"::equals).count();
    }

    private void comesBack() {
        world.stub.takeOnly(1_000);
        ann.wake();
    }

    private void pass(long minutes) {
        world.clock.pass(minutes * 60_000);
    }

    @Test
    void whatNeverArrivedIsNotSentAfterItsEndAndHasLapsedWhenTheHubStillDoesNotHaveItMuchLater() throws Exception {
        world.stub.takeOnly(0);
        PaymentResult result = pay(400);
        assertThat(result).isEqualTo(new Pending(result.txId(), Why.BUSY));
        long before = sent();
        pass(3);
        comesBack();

        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.NOT_THERE));
        pass(9);
        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.NOT_THERE));
        pass(1);
        assertThat(wallet.sendWaiting())
                .containsExactly(new Refused(result.txId(), "E007", Map.of("field", "valid_until")));
        assertThat(sent()).isEqualTo(before);
        assertThat(wallet.state().outbox()).isEmpty();
        assertThat(world.stub.committed()).isZero();
    }

    @Test
    void aSilentHubLetsNothingLapse() throws Exception {
        world.stub.loseAnswers(true);
        PaymentResult result = pay(400);
        world.stub.loseAnswers(false);
        world.stub.takeOnly(0);
        pass(60);
        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.UNREACHABLE));
        pass(60);
        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.UNREACHABLE));
        comesBack();

        assertThat(wallet.sendWaiting()).containsExactly(new SaidPaid(result.txId()));
    }

    @Test
    void whatWasWrittenWithoutAnEndIsNotSentAgainByItselfAndLapsesToo() throws Exception {
        world.stub.takeOnly(0);
        PaymentResult result = new Payments(journal, ann.connection(), world.clock)
                .pay(ReferenceWorld.payment(ann, "without-an-end", "Bob", "4.00"));
        assertThat(result).isEqualTo(new Pending("without-an-end", Why.BUSY));
        long before = sent();
        comesBack();

        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.NOT_THERE));
        pass(9);
        assertThat(wallet.sendWaiting()).containsExactly(new Pending(result.txId(), Why.NOT_THERE));
        pass(1);
        assertThat(wallet.sendWaiting())
                .containsExactly(new Refused(result.txId(), "E007", Map.of("field", "valid_until")));
        assertThat(sent()).isEqualTo(before);
    }

    @Test
    void eachSendingBeginsTheTimeAnewAfterWhichNothingCanArriveAnyMore() throws Exception {
        world.stub.takeOnly(0);
        Payments payments = new Payments(journal, ann.connection(), world.clock);
        String txId = payments.pay(ReferenceWorld.payment(ann, "without-an-end", "Bob", "4.00"))
                .txId();
        comesBack();
        assertThat(payments.resolve()).containsExactly(new Pending(txId, Why.NOT_THERE));
        pass(9);
        world.stub.conflict(4, false);
        assertThat(payments.send(txId)).isEqualTo(new Pending(txId, Why.BUSY));
        pass(2);
        assertThat(payments.resolve()).containsExactly(new Pending(txId, Why.NOT_THERE));
    }
}
