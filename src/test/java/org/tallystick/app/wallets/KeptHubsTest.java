package org.tallystick.app.wallets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.base.Randomness;
import org.tallystick.base.StandingClock;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubLink;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome.Outcome;
import org.tallystick.wallet.WalletHome.Start;
import org.tallystick.wallet.replica.LyingHistory;

final class KeptHubsTest {

    private static final Pid MILL = TestNode.pid("hub mill");
    private static final Start OWN = new Start.OwnCommunity("Riverside", new Unit("HOUR", 2));

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(1_790_116_200_000L);
    private final Machine machine = new Machine(clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));
    private final FakeFarHubs far = new FakeFarHubs();

    private LocalWallets home() {
        return new LocalWallets(temp.resolve("wallet"), machine, far);
    }

    private Outcome make(Start start) {
        return home().make("Ada", home().freshWords(), new char[0], start, step -> {});
    }

    private static OpenedWallet opened(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Opened.class);
        return ((Outcome.Opened) outcome).wallet();
    }

    private OpenedWallet reopened() {
        return opened(home().open(new char[0], step -> {}));
    }

    private static List<String> names(Hubs hubs) {
        return hubs.all().stream().map(KnownHub::name).toList();
    }

    @Test
    void aNewcomerWithoutACommunityOfTheirOwnBeginsAtAHubElsewhere() throws Exception {
        try (OpenedWallet wallet = opened(make(new Start.AtHub(FakeFarHubs.offer("mill"), false)))) {
            assertThat(wallet.communityName()).isEqualTo("mill");
            assertThat(wallet.ownHub()).isEmpty();
            assertThat(wallet.hubs().active()).isEqualTo(MILL);
            assertThat(far.done).containsExactly("join mill as Ada", "keep up mill");
        }
        assertThat(far.done).endsWith("hear no more of mill", "close mill");
        assertThat(temp.resolve("wallet/community")).doesNotExist();
        try (OpenedWallet wallet = reopened()) {
            assertThat(names(wallet.hubs())).containsExactly("mill");
            assertThat(wallet.hubs().leave(MILL, true)).isEqualTo(new HubLeaving.NotThis());
        }
    }

    @Test
    void whoIsNotTakenLeavesNothingBehind() throws Exception {
        far.admission = FakeFarHubs.refused();
        assertThat(make(new Start.AtHub(FakeFarHubs.offer("mill"), false)))
                .isEqualTo(new Outcome.NotJoined(new HubJoining.Refused("E006")));
        assertThat(make(new Start.AtHub(FakeFarHubs.plain("mill"), false)))
                .isEqualTo(new Outcome.NotJoined(new HubJoining.NeedsYes()));
        assertThat(far.done).as("nothing goes over plain http without a yes").containsExactly("join mill as Ada");
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void hubsStandBesideTheOwnCommunityAndTheOneThatWasShownLastIsShownAgain() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            assertThat(names(hubs)).containsExactly("Riverside");
            assertThat(hubs.join(FakeFarHubs.offer("mill"), false)).isInstanceOf(HubJoining.Joined.class);
            assertThat(names(hubs)).containsExactly("Riverside", "mill");
            assertThat(hubs.all()).extracting(KnownHub::colour).doesNotHaveDuplicates();
            assertThat(wallet.communityName()).isEqualTo("Riverside");
            AtHub there = hubs.open(MILL);
            assertThat(there.ownHub()).isEmpty();
            assertThat(wallet.at(there).communityName()).isEqualTo("mill");
            assertThat(there.wallet().me())
                    .as("one identity")
                    .isEqualTo(wallet.wallet().me());
        }
        try (OpenedWallet wallet = reopened()) {
            assertThat(wallet.communityName()).isEqualTo("mill");
            Pid own = wallet.hubs().all().getFirst().pid();
            assertThat(wallet.hubs().open(own).ownHub()).isPresent();
        }
        try (OpenedWallet wallet = reopened()) {
            assertThat(wallet.communityName()).isEqualTo("Riverside");
            assertThat(wallet.ownHub()).isPresent();
        }
    }

    @Test
    void aProofIsHeldAgainstTheHubThatItIsOf() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            Activity joined = wallet.wallet()
                    .hub()
                    .activity(wallet.wallet().me(), Set.of(), "", OptionalLong.empty(), 1)
                    .entries()
                    .getFirst();
            Proof own = wallet.wallet()
                    .hub()
                    .detail(wallet.wallet().me(), joined.place())
                    .flatMap(ActivityDetail::proof)
                    .orElseThrow();
            assertThat(hubs.check(own.bytes()))
                    .isEqualTo(new ProofAnswer.InHistory(hubs.all().getFirst().pid(), joined));
            assertThat(hubs.check(new byte[] {'{'})).isEqualTo(new ProofAnswer.NoProof());
            byte[] another = LyingHistory.paidInABlockThatIsNotShown();
            assertThat(hubs.check(another)).isEqualTo(new ProofAnswer.OtherHub(TestNode.HUB.pid()));
            byte[] broken = new String(another, UTF_8).replace("7.00", "8.00").getBytes(UTF_8);
            assertThat(hubs.check(broken)).isInstanceOf(ProofAnswer.Invalid.class);
        }
    }

    @Test
    void aNameOfOnesOwnAndAnotherAddressStay() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            hubs.join(FakeFarHubs.offer("mill"), false);
            hubs.rename(MILL, "Old mill");
            assertThat(hubs.move(MILL, FakeFarHubs.offer("other"), false)).isEqualTo(new HubJoining.AnotherHub());
            assertThat(hubs.move(MILL, FakeFarHubs.plain("mill"), false)).isEqualTo(new HubJoining.NeedsYes());
            assertThat(hubs.move(MILL, FakeFarHubs.plain("mill"), true)).isInstanceOf(HubJoining.Joined.class);
            assertThat(far.done).endsWith("hear no more of mill", "close mill", "keep up Old mill");
        }
        try (OpenedWallet wallet = reopened()) {
            KnownHub mill = wallet.hubs().all().getLast();
            assertThat(mill.name()).isEqualTo("Old mill");
            assertThat(mill.address()).isEqualTo("http://mill.example.org");
            assertThat(mill.plainAllowed()).isTrue();
        }
    }

    @Test
    void aHubThatMovedHasAnotherWalletAndTheOneOfBeforeHasEnded() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            hubs.join(FakeFarHubs.offer("mill"), false);
            Wallet before = hubs.open(MILL).wallet();
            assertThat(hubs.open(MILL).wallet()).isSameAs(before);
            assertThat(hubs.move(MILL, FakeFarHubs.plain("mill"), true)).isInstanceOf(HubJoining.Joined.class);
            assertThat(far.done).endsWith("close mill", "keep up mill");
            assertThat(hubs.active()).isEqualTo(MILL);
            assertThat(hubs.open(MILL).wallet()).isNotSameAs(before);
        }
    }

    @Test
    void whileAHubBeginsAnewAtAnotherAddressItIsStillOneOfTheOwners() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            hubs.join(FakeFarHubs.offer("mill"), false);
            hubs.open(MILL);
            List<KnownHub> meanwhile = new ArrayList<>();
            far.beginning = () -> meanwhile.addAll(hubs.all());
            hubs.move(MILL, FakeFarHubs.plain("mill"), true);
            assertThat(meanwhile).extracting(KnownHub::pid).contains(MILL);
        }
    }

    @Test
    void aHubIsLeftWithAYesWhereNobodyKnowsWhatIsOwed() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            List<String> told = new ArrayList<>();
            hubs.join(FakeFarHubs.offer("mill"), false);
            hubs.open(MILL);
            HubReader.Following following = hubs.follow(() -> told.add("news"));
            assertThat(hubs.leave(MILL, false)).isEqualTo(new HubLeaving.Silent());
            assertThat(told).isEmpty();
            assertThat(hubs.leave(MILL, true)).isEqualTo(new HubLeaving.Left());
            assertThat(told).hasSize(1);
            following.close();
            assertThat(names(hubs)).containsExactly("Riverside");
            assertThat(hubs.active()).isEqualTo(hubs.all().getFirst().pid());
            assertThat(hubs.leave(hubs.active(), true)).as("the own one").isEqualTo(new HubLeaving.NotThis());
            assertThat(hubs.join(FakeFarHubs.offer("mill"), false)).isInstanceOf(HubJoining.Joined.class);
            assertThat(told).hasSize(1);
        }
        try (OpenedWallet wallet = reopened()) {
            assertThat(names(wallet.hubs())).containsExactly("Riverside", "mill");
        }
    }

    @Test
    void whatIsTypedPastedOrScannedIsLookedAt() throws IOException {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            assertThat(hubs.look("two words")).isEqualTo(new HubLook.NoAddress());
            assertThat(hubs.look("mill")).isEqualTo(new HubLook.Found(FakeFarHubs.offer("mill")));
            assertThat(hubs.look(HubLink.to("mill", MILL))).isInstanceOf(HubLook.Found.class);
            assertThat(hubs.look(HubLink.to("other", MILL))).isInstanceOf(HubLook.AnotherHub.class);
            String geo = "geo://v1/participant?pid=" + MILL.text() + "&hub=" + MILL.text();
            assertThat(hubs.look(geo)).isEqualTo(new HubLook.Nowhere(MILL));
            hubs.join(FakeFarHubs.offer("mill"), false);
            assertThat(hubs.look(geo)).isEqualTo(new HubLook.Known(MILL));
        }
        assertThat(home().look("mill")).isEqualTo(new HubLook.Found(FakeFarHubs.offer("mill")));
        assertThat(home().look("")).isEqualTo(new HubLook.NoAddress());
    }

    @Test
    void aHubIsInTheStateThatWhatKeepsUpWithItSays() throws IOException {
        try (OpenedWallet wallet = opened(make(OWN))) {
            far.admission = new FarHubs.Admission.In(Optional.empty(), true);
            assertThat(wallet.hubs().join(FakeFarHubs.offer("mill"), false))
                    .isInstanceOf(HubJoining.WaitsForApproval.class);
            far.states.put(MILL, new HubState.Contradicting("evidence.json"));
            assertThat(wallet.hubs().all().getLast().state()).isEqualTo(new HubState.Contradicting("evidence.json"));
            wallet.hubs().retry(MILL);
            assertThat(far.done).endsWith("wake mill");
        }
    }

    /** A wallet at the mill, by a clock that stands; the outbox of the mill waits by it. */
    private OpenedWallet atTheMill(StandingClock standing) throws InterruptedException {
        Machine machineThere = new Machine(standing, Randomness.system(), () -> new KdfProfile(8, 1, 1));
        LocalWallets home = new LocalWallets(temp.resolve("wallet"), machineThere, far);
        far.states.put(MILL, new HubState.Connected());
        Start start = new Start.AtHub(FakeFarHubs.offer("mill"), false);
        OpenedWallet wallet = opened(home.make("Ada", home.freshWords(), new char[0], start, step -> {}));
        standing.awaitWaiting();
        return wallet;
    }

    private void payTheBaker(OpenedWallet wallet) throws Exception {
        Constraints usual = new Constraints(6, 8, List.of());
        assertThat(wallet.wallet().pay(TestNode.pid("Bob"), new Unit("HOUR", 2), 100, Optional.empty(), usual))
                .isInstanceOf(PaymentResult.Pending.class);
        assertThat(far.asked).containsExactly("submit");
        far.asked.clear();
    }

    private void pass(StandingClock standing, long ms) throws InterruptedException {
        standing.pass(ms);
        standing.awaitWaiting();
    }

    @Test
    void whatIsNotClearIsAskedForEveryHalfMinuteWhileTheHubIsWithinReach() throws Exception {
        StandingClock standing = new StandingClock(clock.wallMs());
        try (OpenedWallet wallet = atTheMill(standing)) {
            payTheBaker(wallet);
            for (int time = 0; time < 3; time++) {
                pass(standing, 29_000);
                assertThat(far.asked).isEmpty();
                pass(standing, 2_000);
                assertThat(far.asked).containsExactly("find");
                far.asked.clear();
            }
        }
    }

    @Test
    void aFaultInOneLookDoesNotEndTheOthers() throws Exception {
        StandingClock standing = new StandingClock(clock.wallMs());
        try (OpenedWallet wallet = atTheMill(standing)) {
            payTheBaker(wallet);
            far.found = () -> {
                throw new IllegalArgumentException("the test breaks it");
            };
            pass(standing, 31_000);
            pass(standing, 31_000);
            assertThat(far.asked).containsExactly("find", "find");
        }
    }

    @Test
    void whoFollowsIsToldOfTheOutboxOnlyWhereSomethingInItChanged() throws Exception {
        StandingClock standing = new StandingClock(clock.wallMs());
        AtomicInteger told = new AtomicInteger();
        try (OpenedWallet wallet = atTheMill(standing)) {
            payTheBaker(wallet);
            HubReader.Following following = wallet.hubs().follow(told::incrementAndGet);
            pass(standing, 31_000);
            assertThat(told).hasValue(0);
            far.found = () -> new HubConnection.Found.Aborted("E008");
            pass(standing, 31_000);
            assertThat(wallet.wallet().state().outbox()).isEmpty();
            assertThat(told).hasValue(1);
            following.close();
        }
    }

    @Test
    void aPaymentIsTakenBackAtItsHubWhicheverIsShown() throws Exception {
        try (OpenedWallet wallet = opened(make(OWN))) {
            Hubs hubs = wallet.hubs();
            hubs.join(FakeFarHubs.offer("mill"), false);
            Wallet there = hubs.open(MILL).wallet();
            hubs.open(hubs.all().getFirst().pid());
            Constraints usual = new Constraints(6, 8, List.of());
            String txId = there.prepare(TestNode.pid("Bob"), new Unit("HOUR", 2), 100, Optional.empty(), usual)
                    .txId();
            assertThat(hubs.withdraw(MILL, txId)).isTrue();
            assertThat(hubs.withdraw(MILL, txId)).isFalse();
            assertThat(there.state().outbox()).isEmpty();
        }
    }
}
