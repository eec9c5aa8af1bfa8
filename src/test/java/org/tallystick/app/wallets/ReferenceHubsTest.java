package org.tallystick.app.wallets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.sync.reference.ReferenceStub;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome.Outcome;
import org.tallystick.wallet.WalletHome.Start;

/** Wallets at hubs of the reference dialect, as the window meets them. */
final class ReferenceHubsTest {

    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Constraints USUAL = new Constraints(6, 3, List.of());
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path temp;

    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));

    private LocalWallets home(String name) {
        return new LocalWallets(temp.resolve(name), machine, new NetworkHubs(machine));
    }

    private static OpenedWallet make(LocalWallets home, String name, List<String> words, Start start) {
        return opened(home.make(name, words, new char[0], start, step -> {}));
    }

    private static OpenedWallet opened(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Opened.class);
        return ((Outcome.Opened) outcome).wallet();
    }

    private static HubOffer found(HubLook look) {
        assertThat(look).isInstanceOf(HubLook.Found.class);
        return ((HubLook.Found) look).offer();
    }

    private static KnownHub last(OpenedWallet wallet) {
        return wallet.hubs().all().getLast();
    }

    private static void await(OpenedWallet wallet, Predicate<HubState> wanted) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        Runnable look = () -> {
            if (wanted.test(last(wallet).state())) {
                there.countDown();
            }
        };
        try (HubReader.Following following = wallet.hubs().follow(look)) {
            look.run();
            assertThat(there.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(following).isNotNull();
        }
    }

    private static PaymentResult pay(Wallet from, Pid to, long amountMinor) throws Exception {
        return from.pay(to, HOUR, amountMinor, Optional.of("for bread"), USUAL);
    }

    @Test
    void aNewcomerJoinsTrustsIsPaidAndFindsTheirAccountAgainFromTheirWords() throws Exception {
        try (ReferenceStub stub = new ReferenceStub()) {
            List<String> words = home("ada").freshWords();
            HubOffer offer = found(home("ada").look(stub.url()));
            assertThat(offer.dialect()).isEqualTo(HubDialect.REFERENCE);
            assertThat(offer.needsYes()).as("it proves nothing").isTrue();
            assertThat(home("ada").make("Ada", words, new char[0], new Start.AtHub(offer, false), step -> {}))
                    .isEqualTo(new Outcome.NotJoined(new HubJoining.NeedsYes()));
            Pid me;
            try (OpenedWallet ada = make(home("ada"), "Ada", words, new Start.AtHub(offer, true));
                    OpenedWallet bea =
                            make(home("bea"), "Bea", home("bea").freshWords(), new Start.AtHub(offer, true))) {
                me = ada.wallet().me();
                await(ada, state -> state instanceof HubState.Connected);
                assertThat(last(ada).seenAtMs()).isPresent();
                assertThat(ada.communityName()).isEqualTo(stub.url().replace("http://", ""));
                assertThat(ada.wallet().openLine(bea.wallet().me(), HOUR, 5_000, Policy.DEFAULT))
                        .isEqualTo(new LineResult.Said());
                assertThat(pay(bea.wallet(), me, 1_250)).isInstanceOf(PaymentResult.SaidPaid.class);
                assertThat(ada.hubs().standings(last(ada).pid()).getFirst().owedMinor())
                        .isEqualTo(1_250);
                assertThat(ada.wallet()
                                .hub()
                                .activity(me, Set.of(), "", OptionalLong.empty(), 10)
                                .entries())
                        .extracting(entry -> entry.what().kind())
                        .containsExactly(Activity.Kind.PAYMENT);
            }
            try (OpenedWallet again = opened(home("ada").open(new char[0], step -> {}))) {
                assertThat(again.wallet().me()).isEqualTo(me);
                await(again, state -> state instanceof HubState.Connected);
            }
            try (OpenedWallet restored = make(home("new machine"), "Ada", words, new Start.AtHub(offer, true))) {
                assertThat(restored.wallet().me()).isEqualTo(me);
                assertThat(restored.wallet().hub().standing(me).orElseThrow().units())
                        .extracting(one -> one.owedMinor())
                        .containsExactly(1_250L);
            }
        }
    }

    @Test
    void eachAddressHasAKeyOfItsOwnBesideTheOneForOurHubs() throws Exception {
        try (ReferenceStub here = new ReferenceStub();
                ReferenceStub there = new ReferenceStub();
                OpenedWallet wallet =
                        make(home("ada"), "Ada", home("ada").freshWords(), new Start.OwnCommunity("Riverside", HOUR))) {
            Pid own = wallet.wallet().me();
            for (ReferenceStub stub : List.of(here, there)) {
                HubOffer offer = found(wallet.hubs().look(stub.url()));
                assertThat(wallet.hubs().join(offer, false)).isEqualTo(new HubJoining.NeedsYes());
                assertThat(wallet.hubs().join(offer, true)).isInstanceOf(HubJoining.Joined.class);
                assertThat(wallet.hubs().join(offer, true))
                        .as("once more does no harm")
                        .isInstanceOf(HubJoining.Joined.class);
            }
            List<KnownHub> all = wallet.hubs().all();
            assertThat(all).hasSize(3);
            Pid first = wallet.hubs().open(all.get(1).pid()).wallet().me();
            Pid second = wallet.hubs().open(all.get(2).pid()).wallet().me();
            assertThat(Set.of(own, first, second)).hasSize(3);
            assertThat(found(wallet.hubs().look(here.url())).pid())
                    .as("what is there already is found again")
                    .isEqualTo(all.get(1).pid());
        }
    }

    @Test
    void whatWaitsForAHubThatIsNotShownGoesOutWhenItIsBack() throws Exception {
        try (ReferenceStub stub = new ReferenceStub();
                OpenedWallet bea =
                        make(home("bea"), "Bea", home("bea").freshWords(), new Start.OwnCommunity("Riverside", HOUR))) {
            HubOffer offer = found(bea.hubs().look(stub.url()));
            bea.hubs().join(offer, true);
            await(bea, state -> state instanceof HubState.Connected);
            Wallet there = bea.hubs().open(offer.pid()).wallet();
            try (OpenedWallet ada = make(home("ada"), "Ada", home("ada").freshWords(), new Start.AtHub(offer, true))) {
                ada.wallet().openLine(there.me(), HOUR, 5_000, Policy.DEFAULT);
                bea.hubs().open(bea.hubs().all().getFirst().pid());
                assertThat(there.prepare(ada.wallet().me(), HOUR, 300, Optional.empty(), USUAL))
                        .isInstanceOf(PaymentResult.Pending.class);
                assertThat(stub.committed()).isZero();
                CountDownLatch paid = new CountDownLatch(1);
                try (HubReader.Following following = bea.hubs().follow(() -> {
                    if (there.state().outbox().isEmpty()) {
                        paid.countDown();
                    }
                })) {
                    stub.cutSockets();
                    await(bea, state -> state instanceof HubState.Offline);
                    bea.hubs().retry(offer.pid());
                    assertThat(following).isNotNull();
                    await(bea, state -> state instanceof HubState.Connected);
                    assertThat(paid.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(stub.committed()).isEqualTo(1);
            }
        }
    }

    @Test
    void aPlaceWhereNobodyKnowsAHubIsNoHub() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.setServerSocketFactory(new org.tallystick.sync.QuickSockets());
            server.setDispatcher(new mockwebserver3.Dispatcher() {
                @Override
                public MockResponse dispatch(mockwebserver3.RecordedRequest request) {
                    return new MockResponse.Builder()
                            .code(404)
                            .body("<html>Not here</html>")
                            .build();
                }
            });
            server.start(InetAddress.getLoopbackAddress(), 0);
            String address = "http://127.0.0.1:" + server.getPort();
            assertThat(home("ada").look(address)).isEqualTo(new HubLook.NotAHub(address));
        }
    }
}
