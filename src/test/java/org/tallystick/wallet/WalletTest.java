package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Ids;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.wallet.Activity.Kind;

/** Ann's wallet at a real node; Bob trusts her and Cleo trusts Bob. */
final class WalletTest {

    private static final long START_MS = 1_790_000_000_000L;
    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Constraints ANY = Constraints.of(PaymentLimits.DEFAULT);
    private static final Policy STRICT = new Policy(
            false,
            Optional.of(false),
            OptionalLong.of(500),
            OptionalLong.of(250),
            List.of(TestNode.pid("cleo")),
            Optional.of(new Policy.AllowHolds(300, 7)));

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(START_MS);
    private TestNode node;
    private OwnerJournal journal;
    private NodeReader reader;
    private Wallet wallet;

    @BeforeEach
    void makeCommunity() throws IOException {
        node = TestNode.ready(temp.resolve("node"), clock);
        node.define("HOUR", 2);
        for (String name : new String[] {"ann", "bob", "cleo"}) {
            node.register(name);
        }
        node.trust("bob", "ann", "HOUR", "100.00");
        node.trust("cleo", "bob", "HOUR", "100.00");
        journal = OwnerJournal.create(
                JournalConfig.in(temp.resolve("owner")).withSizes(4 << 20, 4096), TestNode.pid("ann"), new TestVault());
        reader = new NodeReader(node.node, TestNode.HUB.publicKey(), PaymentLimits.DEFAULT);
        wallet = new Wallet(
                TestNode.key("ann"),
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

    private LineTerms given() throws HubUnreachable {
        return wallet.hub().neighbours(wallet.me()).stream()
                .flatMap(neighbour -> neighbour.given().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLineIsOpenedWithItsPolicyChangedAndClosed() throws Exception {
        assertThat(wallet.openLine(TestNode.pid("bob"), HOUR, 5000, STRICT)).isInstanceOf(LineResult.Done.class);
        LineTerms opened = given();
        assertThat(opened.limitMinor()).isEqualTo(5000);
        assertThat(opened.policy()).isEqualTo(STRICT);
        assertThat(opened.openedAtMs()).isEqualTo(START_MS);
        assertThat(wallet.changeLine(
                        opened.id(), HOUR, OptionalLong.of(7000), Optional.empty(), Optional.of(LineStatus.FROZEN)))
                .isInstanceOf(LineResult.Done.class);
        assertThat(given().limitMinor()).isEqualTo(7000);
        assertThat(given().policy()).isEqualTo(STRICT);
        assertThat(given().status()).isEqualTo(LineStatus.FROZEN);
        assertThat(wallet.closeLine(opened.id())).isInstanceOf(LineResult.Done.class);
        assertThat(wallet.hub().neighbours(wallet.me()))
                .singleElement()
                .satisfies(bob -> assertThat(bob.given()).isEmpty());
        assertThat(steps())
                .containsExactly(
                        Activity.LineStep.CLOSED,
                        Activity.LineStep.FROZEN,
                        Activity.LineStep.OPENED,
                        Activity.LineStep.OPENED);
    }

    private List<Activity.LineStep> steps() throws HubUnreachable {
        return reader.activity(wallet.me(), Set.of(Kind.LINE), "", OptionalLong.empty(), 10).entries().stream()
                .map(activity -> ((Activity.LineChange) activity.what()).step())
                .toList();
    }

    @Test
    void whatANewPolicyDoesNotSayIsTakenAway() throws Exception {
        wallet.openLine(TestNode.pid("bob"), HOUR, 5000, STRICT);
        assertThat(wallet.changeLine(
                        given().id(), HOUR, OptionalLong.empty(), Optional.of(Policy.DEFAULT), Optional.empty()))
                .isInstanceOf(LineResult.Done.class);
        assertThat(given().policy()).isEqualTo(Policy.DEFAULT);
        assertThat(given().limitMinor()).isEqualTo(5000);
        wallet.changeLine(given().id(), HOUR, OptionalLong.empty(), Optional.of(STRICT), Optional.empty());
        assertThat(given().policy()).isEqualTo(STRICT);
    }

    @Test
    void aLineOnWhichSomethingIsOwedIsNotClosedAndNotLoweredBelowIt() throws Exception {
        wallet.openLine(TestNode.pid("bob"), HOUR, 5000, Policy.DEFAULT);
        node.pay("bob", "ann", "HOUR", "20.00", "b1");
        assertThat(wallet.closeLine(given().id()))
                .isInstanceOfSatisfying(
                        LineResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("E013"));
        assertThat(wallet.changeLine(given().id(), HOUR, OptionalLong.of(1999), Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        LineResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("E003"));
        assertThat(wallet.openLine(TestNode.pid("nobody"), HOUR, 1, Policy.DEFAULT))
                .isEqualTo(new LineResult.Refused(
                        "E011", Map.of("participant", TestNode.pid("nobody").text())));
    }

    @Test
    void aPaymentWithANoteIsFoundAmongTheActivitiesWithAProofThatHolds() throws Exception {
        PaymentResult result = wallet.pay(TestNode.pid("cleo"), HOUR, 1250, Optional.of("for bread"), ANY);
        assertThat(result).isInstanceOf(PaymentResult.Paid.class);
        ActivityPage page = wallet.hub().activity(wallet.me(), Set.of(), "BREAD", OptionalLong.empty(), 10);
        Activity activity = page.entries().getFirst();
        assertThat(page.entries()).hasSize(1);
        assertThat(activity.txId()).isEqualTo(result.txId());
        Proof shown = wallet.hub()
                .detail(wallet.me(), activity.place())
                .orElseThrow()
                .proof()
                .orElseThrow();
        Evidence kept = wallet.evidence(result.txId()).orElseThrow();
        assertThat(kept.holds()).isTrue();
        assertThat(kept.height()).isEqualTo(activity.height());
        assertThat(kept.hub()).isEqualTo(node.node.hub());
        for (Proof proof : List.of(shown, Proof.parse(kept.json().getBytes(UTF_8)))) {
            assertThat(proof.check()).isInstanceOfSatisfying(ProofCheck.Proven.class, proven -> {
                assertThat(proven.transaction().text("description")).contains("for bread");
                assertThat(proven.transaction().operations()).hasSize(2);
            });
        }
        assertThat(wallet.state().outbox()).isEmpty();
        assertThat(wallet.resolve()).isEmpty();
    }

    @Test
    void whoIsToBeAvoidedIsAvoidedAndARefusalSaysWhatIsThere() throws Exception {
        assertThat(wallet.pay(
                        TestNode.pid("cleo"),
                        HOUR,
                        100,
                        Optional.empty(),
                        new Constraints(6, 8, List.of(TestNode.pid("bob")))))
                .isInstanceOfSatisfying(
                        PaymentResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("E001"));
        assertThat(wallet.pay(TestNode.pid("cleo"), HOUR, 20_000, Optional.empty(), ANY))
                .isInstanceOfSatisfying(
                        PaymentResult.Refused.class,
                        refused -> assertThat(refused.details()).containsEntry("available", "100.00"));
    }

    /** A way to the node on which statements can be lost; it remembers what it was asked. */
    private class Lossy implements HubConnection {

        private final NodeConnection there = new NodeConnection(node.node, TestNode.HUB.publicKey(), clock);
        private final List<String> asked = new ArrayList<>();
        private boolean loses = true;

        @Override
        public Pid hub() {
            return there.hub();
        }

        @Override
        public Submitted submit(SignedStatement statement) throws HubUnreachable {
            asked.add("submit");
            if (loses) {
                throw new HubUnreachable("the test loses it");
            }
            return there.submit(statement);
        }

        @Override
        public Found find(String txId, long fromHeight) throws HubUnreachable {
            asked.add("find");
            return there.find(txId, fromHeight);
        }
    }

    private Wallet walletOver(HubConnection way) {
        return new Wallet(TestNode.key("ann"), way, reader, journal, new Ids(clock, Randomness.seeded(8)), clock);
    }

    @Test
    void whatNeverArrivedIsSentOnceMoreAndPaidOnce() throws Exception {
        Lossy lossy = new Lossy();
        Wallet lossyWallet = walletOver(lossy);
        PaymentResult sent =
                lossyWallet.pay(TestNode.pid("bob"), HOUR, 500, Optional.empty(), new Constraints(6, 8, List.of()));
        assertThat(sent).isEqualTo(new PaymentResult.Pending(sent.txId(), PaymentResult.Why.UNREACHABLE));
        assertThat(lossyWallet.sendWaiting())
                .containsExactly(new PaymentResult.Pending(sent.txId(), PaymentResult.Why.UNREACHABLE));
        lossy.loses = false;
        assertThat(lossyWallet.sendWaiting()).singleElement().isInstanceOf(PaymentResult.Paid.class);
        assertThat(lossyWallet.sendWaiting()).isEmpty();
        assertThat(reader.standing(wallet.me()).orElseThrow().units().getFirst().owesMinor())
                .isEqualTo(500);
    }

    @Test
    void whatIsNotThereIsSentAgainWithoutAskingTwice() throws Exception {
        Lossy lossy = new Lossy();
        Wallet lossyWallet = walletOver(lossy);
        lossyWallet.pay(TestNode.pid("bob"), HOUR, 500, Optional.empty(), new Constraints(6, 8, List.of()));
        lossy.asked.clear();
        lossyWallet.sendWaiting();
        assertThat(lossy.asked).containsExactly("find", "submit");
    }

    @Test
    void whatIsTakenBackBetweenLookingAndSendingIsNotSent() throws Exception {
        String[] takenBack = {""};
        Lossy way = new Lossy() {
            @Override
            public boolean isCaughtUp() {
                try {
                    assertThat(wallet.withdraw(takenBack[0])).isTrue();
                } catch (OwnerJournalFailed failed) {
                    throw new AssertionError(failed);
                }
                return true;
            }
        };
        takenBack[0] = wallet.prepare(TestNode.pid("bob"), HOUR, 500, Optional.empty(), ANY)
                .txId();
        assertThat(walletOver(way).sendWaiting())
                .containsExactly(new PaymentResult.Refused(takenBack[0], "E008", Map.of("tx_id", takenBack[0])));
        assertThat(way.asked).isEmpty();
    }

    @Test
    void whatIsTooLateByTheOwnersClockIsNotSentOnceMore() throws Exception {
        boolean[] lost = {true};
        HubConnection silent = new HubConnection() {
            @Override
            public Pid hub() {
                return node.node.hub();
            }

            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                assertThat(lost[0]).as("nothing is sent after its end").isTrue();
                throw new HubUnreachable("the test loses it");
            }

            @Override
            public Found find(String txId, long fromHeight) {
                return new Found.NotThere(0);
            }
        };
        Wallet late =
                new Wallet(TestNode.key("ann"), silent, reader, journal, new Ids(clock, Randomness.seeded(9)), clock);
        PaymentResult sent =
                late.pay(TestNode.pid("bob"), HOUR, 500, Optional.empty(), new Constraints(6, 8, List.of()));
        lost[0] = false;
        clock.pass(3 * 60_000);
        assertThat(late.sendWaiting())
                .containsExactly(new PaymentResult.Pending(sent.txId(), PaymentResult.Why.NOT_THERE));
    }
}
