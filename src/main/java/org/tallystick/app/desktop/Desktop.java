package org.tallystick.app.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.app.Machine;
import org.tallystick.app.wallets.LocalWallets;
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
    private static final long CLOSING_SECONDS = 20;

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
        Tasks tasks = new Tasks();
        Guard guard = new Guard(new LocalWallets(root.resolve(WALLET), machine));
        Guard practice = new Guard(new LocalWallets(root.resolve(PRACTICE), machine));
        try {
            Platform.startup(() -> show(tasks, guard, practice));
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

    private void show(Tasks tasks, WalletHome home, WalletHome practice) {
        try {
            Theme.loadFonts();
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            Messages messages = Messages.in(Locale.getDefault());
            Times times = new Times(machine.clock(), ZoneId.systemDefault(), Locale.ENGLISH, messages);
            new Window(stage, tasks, messages, times, machine, opened::set).start(home, practice);
        } catch (RuntimeException | Error broken) {
            // Without a window nobody could end the program.
            LOG.error("The window cannot be put together", broken);
            closed.countDown();
        }
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

    /** Waits, at the end, for what is being made or opened, and closes it if nobody took it. */
    private static final class Guard implements WalletHome {

        private final WalletHome home;
        private final java.util.concurrent.locks.ReentrantLock busy = new java.util.concurrent.locks.ReentrantLock();
        private volatile boolean ended;

        Guard(WalletHome home) {
            this.home = home;
        }

        @Override
        public Found found() {
            return home.found();
        }

        @Override
        public java.util.List<String> freshWords() {
            return home.freshWords();
        }

        @Override
        public Outcome make(
                String ownerName,
                java.util.List<String> words,
                char[] password,
                Start start,
                java.util.function.Consumer<Step> progress) {
            return guarded(() -> home.make(ownerName, words, password, start, progress));
        }

        @Override
        public Outcome open(char[] password, java.util.function.Consumer<Step> progress) {
            return guarded(() -> home.open(password, progress));
        }

        private Outcome guarded(java.util.function.Supplier<Outcome> work) {
            busy.lock();
            try {
                if (ended) {
                    return new Outcome.Failed("the program is closing");
                }
                Outcome outcome = work.get();
                return ended ? dropped(outcome) : outcome;
            } finally {
                busy.unlock();
            }
        }

        private static Outcome dropped(Outcome outcome) {
            if (outcome instanceof Outcome.Opened late) {
                try {
                    late.wallet().close();
                } catch (IOException notWritten) {
                    LOG.warn("A wallet that nobody took did not close cleanly");
                }
            }
            return new Outcome.Failed("the program is closing");
        }

        void end() throws InterruptedException {
            ended = true;
            if (busy.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                busy.unlock();
            }
        }
    }
}
