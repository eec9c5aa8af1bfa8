package org.tallystick.app.wallets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLink;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.WalletHome.Outcome;
import org.tallystick.wallet.WalletHome.Start;

/** A wallet without a community of its own, at a hub that another program of ours serves over a real socket. */
final class NetworkHubsTest {

    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path temp;

    private final Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));

    private LocalWallets home(String name) {
        return new LocalWallets(temp.resolve(name), machine, new NetworkHubs(machine));
    }

    private static OpenedWallet make(LocalWallets home, String name, Start start) {
        return opened(home.make(name, home.freshWords(), new char[0], start, step -> {}));
    }

    private static OpenedWallet opened(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Opened.class);
        return ((Outcome.Opened) outcome).wallet();
    }

    private static String serve(OpenedWallet host, boolean approval) throws Exception {
        OwnHub.State state = host.ownHub()
                .orElseThrow()
                .start(new OwnHub.Wish(OwnHub.Reach.MACHINE, 0, Optional.empty(), "Riverside", approval, false));
        assertThat(state).isInstanceOf(OwnHub.State.Serving.class);
        return ((OwnHub.State.Serving) state).address().toString();
    }

    private static HubOffer found(HubLook look) {
        assertThat(look).isInstanceOf(HubLook.Found.class);
        return ((HubLook.Found) look).offer();
    }

    private static void await(OpenedWallet wallet, Predicate<HubState> wanted) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        Runnable look = () -> {
            if (wanted.test(wallet.hubs().all().getLast().state())) {
                there.countDown();
            }
        };
        try (HubReader.Following following = wallet.hubs().follow(look)) {
            look.run();
            assertThat(there.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(() -> wallet.hubs().all().toString())
                    .isTrue();
            assertThat(following).isNotNull();
        }
    }

    @Test
    void aNewcomerJoinsSeesWhereTheyStandAndFindsItAgainOffline() throws Exception {
        OpenedWallet host = make(home("host"), "Zora", new Start.OwnCommunity("Riverside", HOUR));
        Pid hub = host.hubs().active();
        Pid me;
        try {
            String address = serve(host, false);
            LocalWallets newcomer = home("newcomer");
            HubOffer offer = found(newcomer.look(address));
            assertThat(offer.pid()).isEqualTo(hub);
            assertThat(offer.units()).containsExactly(HOUR);
            assertThat(offer.dialect()).isEqualTo(HubDialect.TALLYSTICK);
            assertThat(offer.needsYes()).as("this machine is no risk").isFalse();
            Pid stranger = TestNode.pid("somebody");
            assertThat(newcomer.look(HubLink.to(address, stranger)))
                    .isEqualTo(new HubLook.AnotherHub(offer.address(), stranger));
            try (OpenedWallet wallet = make(newcomer, "Ada", new Start.AtHub(offer, false))) {
                me = wallet.wallet().me();
                await(wallet, state -> state instanceof HubState.Connected);
                assertThat(wallet.communityName()).isEqualTo("Riverside");
                assertThat(wallet.wallet().hub().standing(me).orElseThrow().status())
                        .isEqualTo(AccountStatus.ACTIVE);
                assertThat(wallet.wallet().hub().units()).containsExactly(HOUR);
                assertThat(wallet.hubs().join(offer, false))
                        .as("once more does no harm")
                        .isInstanceOf(HubJoining.Joined.class);
            }
        } finally {
            host.close();
        }
        try (OpenedWallet wallet = opened(home("newcomer").open(new char[0], step -> {}))) {
            await(wallet, state -> state instanceof HubState.Offline);
            KnownHub known = wallet.hubs().all().getFirst();
            assertThat(known.pid()).isEqualTo(hub);
            assertThat(known.seenAtMs()).isPresent();
            assertThat(wallet.wallet().hub().standing(me).orElseThrow().person().name())
                    .contains("Ada");
            assertThat(home("newcomer").look(known.address())).isEqualTo(new HubLook.Silent(known.address()));
        }
    }

    @Test
    void onANewMachineTheWordsBringLinesAndHistoryBack() throws Exception {
        Pid me;
        try (OpenedWallet host = make(home("host"), "Zora", new Start.OwnCommunity("Riverside", HOUR))) {
            HubOffer offer = found(home("first").look(serve(host, false)));
            List<String> words = home("first").freshWords();
            try (OpenedWallet wallet =
                    opened(home("first").make("Ada", words, new char[0], new Start.AtHub(offer, false), step -> {}))) {
                await(wallet, state -> state instanceof HubState.Connected);
                me = wallet.wallet().me();
                assertThat(host.wallet().openLine(me, HOUR, 5_000, Policy.DEFAULT))
                        .isInstanceOf(LineResult.Done.class);
                assertThat(wallet.wallet()
                                .pay(
                                        host.wallet().me(),
                                        HOUR,
                                        300,
                                        Optional.of("eggs"),
                                        new Constraints(6, 8, List.of(), Constraints.USUAL_TIMEOUT_MS)))
                        .isInstanceOf(PaymentResult.Paid.class);
            }
            try (OpenedWallet wallet =
                    opened(home("second").make("Ada", words, new char[0], new Start.AtHub(offer, false), step -> {}))) {
                await(wallet, state -> state instanceof HubState.Connected);
                assertThat(wallet.wallet().me()).isEqualTo(me);
                HubReader hub = wallet.wallet().hub();
                assertThat(hub.neighbours(me)).singleElement().satisfies(zora -> {
                    assertThat(zora.person().pid()).isEqualTo(host.wallet().me());
                    assertThat(zora.balanceMinor()).isEqualTo(-300);
                    assertThat(zora.mayOweMinor()).isEqualTo(5_000);
                });
                assertThat(hub.activity(me, Set.of(), "eggs", OptionalLong.empty(), 10)
                                .entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.what()).isInstanceOf(Activity.Payment.class));
            }
        }
        // While the hub is away people keep their names.
        try (OpenedWallet wallet = opened(home("second").open(new char[0], step -> {}))) {
            assertThat(wallet.wallet().hub().neighbours(me))
                    .singleElement()
                    .satisfies(zora -> assertThat(zora.person().name()).contains("Zora"));
        }
    }

    @Test
    void thatAHubContradictedItselfIsNotForgottenByANewStart() throws Exception {
        try (OpenedWallet host = make(home("host"), "Zora", new Start.OwnCommunity("Riverside", HOUR))) {
            HubOffer offer = found(home("newcomer").look(serve(host, false)));
            make(home("newcomer"), "Ada", new Start.AtHub(offer, false)).close();
            Path kept = temp.resolve("newcomer/wallet/hubs").resolve(offer.pid().text());
            Files.writeString(kept.resolve("distrust.txt"), "TWO_BLOCKS");
            try (OpenedWallet wallet = opened(home("newcomer").open(new char[0], step -> {}))) {
                assertThat(wallet.hubs().all().getFirst().state()).isEqualTo(new HubState.Contradicting(""));
                wallet.hubs().retry(offer.pid());
                assertThat(wallet.hubs().all().getFirst().state()).isEqualTo(new HubState.Contradicting(""));
                assertThatThrownBy(() -> wallet.wallet().hub().units()).isInstanceOf(HubUnreachable.class);
            }
        }
    }

    @Test
    void whoHasToBeApprovedWaits() throws Exception {
        try (OpenedWallet host = make(home("host"), "Zora", new Start.OwnCommunity("Riverside", HOUR))) {
            String address = serve(host, true);
            LocalWallets newcomer = home("newcomer");
            HubOffer offer = found(newcomer.look(address));
            assertThat(offer.approval()).isTrue();
            try (OpenedWallet wallet = make(newcomer, "Ada", new Start.AtHub(offer, false))) {
                await(wallet, state -> state instanceof HubState.Waiting);
                assertThat(wallet.hubs().all().getFirst().state().mayPay()).isFalse();
            }
        }
    }
}
