package org.tallystick.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.NewFolder;
import org.tallystick.app.bench.HubProcess;
import org.tallystick.app.hub.NewHub;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NetworkHubs;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.ledger.Policy;
import org.tallystick.sync.faults.WalletChild;
import org.tallystick.sync.faults.WalletProcess;
import org.tallystick.ui.FxThreadWatch;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Keyboard;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.WalletHome;

/**
 * Measures how long it takes from a payment of a wallet in another process, at a hub in a third, until its row stands in the payee's
 * window: until the layout of a pulse in which the row has its text, on the headless platform; not the drawing.
 */
@Tag("long")
@ExtendWith(ChildJava.Shared.class)
class EventToScreenTest {

    private static final int WARM_UP = 60;
    private static final int MEASURED = Integer.getInteger("screen.payments", 500);
    private static final long LIMIT_MINOR = 100_000_000;
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    Path temp;

    /** What is waited for in the window, and when it was there. */
    private record Wanted(String text, CompletableFuture<Long> shownNs) {}

    private static OpenedWallet join(Path folder, String address, Machine machine) {
        LocalWallets home = new LocalWallets(folder, machine, new NetworkHubs(machine));
        HubLook look = home.look(address);
        assertThat(look).isInstanceOf(HubLook.Found.class);
        WalletHome.Start start = new WalletHome.Start.AtHub(((HubLook.Found) look).offer(), false);
        WalletHome.Outcome made = home.make("Bob", home.freshWords(), new char[0], start, step -> {});
        assertThat(made).isInstanceOf(WalletHome.Outcome.Opened.class);
        return ((WalletHome.Outcome.Opened) made).wallet();
    }

    @Test
    void aPaymentIsSoonOnThePayeesScreen(ChildJava java) throws Exception {
        Machine machine = new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
        Path data = temp.resolve("hub");
        assertThat(NewHub.make(data, null, false, List.of(new NewHub.Unit("HOUR", 2)), machine))
                .isInstanceOf(NewFolder.Outcome.Made.class);
        try (HubProcess hub = HubProcess.start(data, temp.resolve("hub.log"), List.of("-Xmx256m"))) {
            String address = "http://127.0.0.1:" + hub.port();
            try (WalletProcess ann = WalletProcess.start(temp.resolve("ann"), address, "Ann", List.of("-Xmx256m"));
                    OpenedWallet bob = join(temp.resolve("bob"), address, machine)) {
                ann.begun();
                assertThat(bob.wallet().openLine(ann.pid(), WalletChild.HOUR, LIMIT_MINOR, Policy.DEFAULT))
                        .isInstanceOf(LineResult.Done.class);
                ann.tell("until lines=1");
                measure(ann, bob, machine);
            }
        }
    }

    private static void measure(WalletProcess ann, OpenedWallet bob, Machine machine) throws Exception {
        OpenHome home = new OpenHome(bob);
        Headless.start();
        try (RunningWindow window = new RunningWindow("event to screen", FxThreadWatch::measure, home, home, machine)) {
            Keyboard keys = window.keys;
            keys.untilShown(window.text("home.recent"));
            AtomicReference<Wanted> wanted = new AtomicReference<>();
            Headless.onFx(() -> {
                window.scene().addPostLayoutPulseListener(() -> {
                    Wanted now = wanted.get();
                    if (now != null
                            && !now.shownNs().isDone()
                            && keys.textsNow().anyMatch(now.text()::equals)) {
                        now.shownNs().complete(System.nanoTime());
                    }
                });
                return null;
            });
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            List<Long> sinceSentUs = new ArrayList<>();
            List<Long> sinceDoneUs = new ArrayList<>();
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                Wanted now = new Wanted("loaf-" + i, new CompletableFuture<>());
                wanted.set(now);
                String[] ns = ann.tell("pay " + bob.wallet().me().text() + " 1 " + now.text())
                        .split(" ", -1);
                long shownNs = now.shownNs().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (i >= WARM_UP) {
                    sinceSentUs.add((shownNs - Long.parseLong(ns[0])) / 1_000);
                    sinceDoneUs.add((shownNs - Long.parseLong(ns[1])) / 1_000);
                }
            }
            say(load, "before it was sent", sinceSentUs);
            say(load, "the payer knew it paid and proven", sinceDoneUs);
        }
    }

    /** Processes of one machine share the clock of {@link System#nanoTime}. */
    private static void say(double load, String since, List<Long> us) {
        List<Long> sorted = us.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "[load %.1f] from when %s to the payee's row: p50 %.1f ms, p99 %.1f ms, most %.1f ms of %d%n",
                load,
                since,
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.get(sorted.size() * 99 / 100) / 1e3,
                sorted.getLast() / 1e3,
                sorted.size());
    }
}
