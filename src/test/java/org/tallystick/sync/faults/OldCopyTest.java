package org.tallystick.sync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Rooms;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NetworkHubs;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Policy;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/** The program's own wallet, put back from a copy of its folder that is older than what its owner did since. */
class OldCopyTest {

    private static final Constraints ANY = Constraints.of(Rooms.PAYMENT_LIMITS);

    /** This machine, by the name that Bob's wallet uses too, which therefore is closed. */
    private static final String DORA = "127.0.0.1";

    @TempDir
    Path folder;

    @Test
    void anOldCopyOfAWalletSignsNothingBeforeItHasCaughtUp() throws Exception {
        try (FaultWorld world = new FaultWorld(folder)) {
            world.bob.remote.close();
            Pid cleo = world.cleo.pid();
            try (OpenedWallet dora = made(world)) {
                inStep(world, dora);
                world.trust(world.cleo, dora.wallet().me());
                assertThat(dora.wallet().openLine(cleo, FaultWorld.HOUR, 5_000, Policy.DEFAULT))
                        .isInstanceOf(LineResult.Done.class);
                assertThat(pay(dora, cleo, 300)).isInstanceOf(PaymentResult.Paid.class);
                owes(world, dora, 300);
            }
            copy(folder.resolve("dora"), folder.resolve("old"));
            try (OpenedWallet dora = opened(home(world, "dora").open(new char[0], step -> {}))) {
                inStep(world, dora);
                assertThat(pay(dora, cleo, 200)).isInstanceOf(PaymentResult.Paid.class);
            }
            List<String> asked = new CopyOnWriteArrayList<>();
            CountDownLatch released = new CountDownLatch(1);
            world.proxy.gate((message, passed) -> hold(message, asked, released));
            try (OpenedWallet old = opened(home(world, "old").open(new char[0], step -> {}))) {
                whileItCatchesUp(world, old, cleo, asked);
                released.countDown();
                inStep(world, old);
                owes(world, old, 510);
                assertThat(old.wallet().state().outbox())
                        .as("what waited went out")
                        .isEmpty();
                assertThat(pay(old, cleo, 1)).isInstanceOf(PaymentResult.Paid.class);
            }
        }
    }

    /** It says so, shows what it knows, takes down what is to be paid later, and nothing that is signed goes out. */
    private static void whileItCatchesUp(FaultWorld world, OpenedWallet old, Pid cleo, List<String> asked)
            throws Exception {
        world.awaitAtOnce("it asks for the feed", () -> asked.contains("GET /transactions"));
        Wallet wallet = old.wallet();
        assertThat(old.hubs().all().getFirst().state()).isInstanceOf(HubState.Syncing.class);
        assertThat(owed(wallet)).isEqualTo(300);
        assertThat(pay(old, cleo, 100)).isInstanceOfSatisfying(PaymentResult.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.E020.name());
            assertThat(Wallet.isCatchingUp(refused.details())).isTrue();
        });
        assertThat(wallet.openLine(world.bob.pid(), FaultWorld.HOUR, 100, Policy.DEFAULT))
                .isInstanceOfSatisfying(
                        LineResult.Refused.class,
                        refused -> assertThat(Wallet.isCatchingUp(refused.details()))
                                .isTrue());
        assertThat(wallet.state().outbox()).isEmpty();
        PaymentResult later = wallet.prepare(cleo, FaultWorld.HOUR, 10, Optional.empty(), ANY);
        assertThat(later).isEqualTo(new PaymentResult.Pending(later.txId(), PaymentResult.Why.WAITS));
        assertThat(wallet.sendWaiting()).containsExactly(later);
        assertThat(wallet.sendAgain(later.txId())).isEqualTo(later);
        assertThat(asked).allMatch(label -> label.startsWith("GET ") || label.equals("POST /auth/login"));
    }

    private static void hold(Message message, List<String> asked, CountDownLatch released) throws IOException {
        if (message.kind() != Message.Kind.CALL || !message.host().equals(DORA)) {
            return;
        }
        asked.add(message.label());
        if (message.label().equals("GET /transactions")) {
            try {
                released.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }
    }

    private LocalWallets home(FaultWorld world, String name) {
        return new LocalWallets(folder.resolve(name), world.machine, new NetworkHubs(world.machine));
    }

    private OpenedWallet made(FaultWorld world) {
        LocalWallets home = home(world, "dora");
        HubLook look = home.look("http://" + DORA + ":" + world.proxy.port());
        assertThat(look).isInstanceOf(HubLook.Found.class);
        WalletHome.Start start = new WalletHome.Start.AtHub(((HubLook.Found) look).offer(), false);
        return opened(home.make("Dora", home.freshWords(), new char[0], start, step -> {}));
    }

    private static OpenedWallet opened(WalletHome.Outcome outcome) {
        assertThat(outcome).isInstanceOf(WalletHome.Outcome.Opened.class);
        return ((WalletHome.Outcome.Opened) outcome).wallet();
    }

    private static void inStep(FaultWorld world, OpenedWallet wallet) throws InterruptedException {
        world.awaitAtOnce(
                "the wallet is in step", () -> wallet.hubs().all().getFirst().state() instanceof HubState.Connected);
    }

    private static void owes(FaultWorld world, OpenedWallet wallet, long amountMinor) throws InterruptedException {
        world.awaitAtOnce("it is owed " + amountMinor, () -> owed(wallet.wallet()) == amountMinor);
    }

    private static long owed(Wallet wallet) {
        try {
            return wallet.hub().standing(wallet.me()).map(Standing::units).orElse(List.of()).stream()
                    .mapToLong(unit -> unit.owesMinor() - unit.owedMinor())
                    .sum();
        } catch (HubUnreachable never) {
            throw new AssertionError(never);
        }
    }

    private static PaymentResult pay(OpenedWallet wallet, Pid to, long amountMinor) throws Exception {
        return wallet.wallet().pay(to, FaultWorld.HOUR, amountMinor, Optional.empty(), ANY);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one)));
            }
        }
    }
}
