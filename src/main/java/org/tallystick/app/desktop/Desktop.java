package org.tallystick.app.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.app.Machine;
import org.tallystick.app.wallets.FarHubs;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NetworkHubs;
import org.tallystick.platform.SystemProxies;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Tasks;
import org.tallystick.ui.theme.Theme;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.WalletHome;

/** The program with a window, from its start to its end. */
public final class Desktop {

    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);
    private static final String WALLET = "wallet";
    private static final String PRACTICE = "practice";

    private final Path root;
    private final Machine machine;
    private final AtomicReference<@Nullable OpenedWallet> opened = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Makes the program.
     *
     * @param root the folder of the user's data; need not exist
     * @param machine clock and randomness
     */
    public Desktop(Path root, Machine machine) {
        this.root = root;
        this.machine = machine;
    }

    /**
     * Shows the window and returns when it is closed and everything behind it has ended. Not on the JavaFX thread.
     *
     * @return whether a window could be shown; nothing was done otherwise
     */
    public boolean run() {
        SystemProxies.use(System.getProperties());
        Tasks tasks = new Tasks();
        FarHubs far = new NetworkHubs(machine);
        GuardedHome guard = new GuardedHome(new LocalWallets(root.resolve(WALLET), machine, far));
        GuardedHome practice = new GuardedHome(new LocalWallets(root.resolve(PRACTICE), machine, far));
        try {
            SavedLook look = SavedLook.read(root);
            Platform.startup(() -> show(tasks, look, guard, practice));
        } catch (UnsupportedOperationException noScreen) {
            LOG.debug("There is no screen, or what draws on it is missing", noScreen);
            return false;
        }
        try {
            closed.await();
            tasks.close();
            guard.end();
            practice.end();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        closeWallet();
        Platform.exit();
        return true;
    }

    private void show(Tasks tasks, SavedLook look, WalletHome home, WalletHome practice) {
        try {
            Theme.loadFonts();
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            Messages messages = Messages.in(Locale.getDefault());
            Times times = new Times(machine.clock(), ZoneId.systemDefault(), Locale.ENGLISH, messages);
            Latest writes = new Latest(tasks);
            new Window(stage, tasks, messages, times, machine, opened::set, look, now -> remember(now, writes))
                    .start(home, practice);
        } catch (RuntimeException | Error broken) {
            // Without a window nobody could end the program.
            LOG.error("The window cannot be put together", broken);
            closed.countDown();
        }
    }

    private void remember(SavedLook look, Latest writes) {
        writes.run(
                () -> look.write(root),
                written -> {},
                thrown -> LOG.debug("How the window looks was not kept", thrown));
    }

    private void closeWallet() {
        OpenedWallet wallet = opened.getAndSet(null);
        if (wallet != null) {
            try {
                wallet.close();
            } catch (IOException notWritten) {
                LOG.warn(
                        "The wallet did not close cleanly: {}",
                        notWritten.getClass().getSimpleName());
            }
        }
    }
}
