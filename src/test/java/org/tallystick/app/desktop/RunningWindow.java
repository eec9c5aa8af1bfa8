package org.tallystick.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.Machine;
import org.tallystick.ui.FxThreadWatch;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Keyboard;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Tasks;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/**
 * The program's own window on the headless platform, with its own threads behind it, and somebody at its keys, whose
 * JavaFX thread is watched.
 */
public final class RunningWindow implements AutoCloseable {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Messages messages = Messages.in(Locale.ENGLISH);
    public final Keyboard keys;
    private final String script;
    private final FxThreadWatch watch;
    private final Tasks tasks = new Tasks();
    private final Stage stage;
    private final AtomicReference<@Nullable OpenedWallet> opened = new AtomicReference<>();

    /**
     * Opens it over these homes, as the program does.
     *
     * @param script what is going to be done, for the figures
     */
    public RunningWindow(String script, WalletHome real, WalletHome practice, Machine machine) {
        this(script, FxThreadWatch::begin, real, practice, machine);
    }

    /** As the other one, watched more or less closely. */
    public RunningWindow(
            String script, Supplier<FxThreadWatch> how, WalletHome real, WalletHome practice, Machine machine) {
        Headless.start();
        this.script = script;
        watch = how.get();
        Times times = new Times(machine.clock(), ZoneOffset.UTC, Locale.ENGLISH, messages);
        stage = Headless.onFx(() -> {
            Stage made = new Stage();
            new Window(made, tasks, messages, times, machine, opened::set, SavedLook.FIRST, look -> {})
                    .start(real, practice);
            // The screen of the headless platform is narrower than what the screens are drawn for.
            made.setWidth(WIDTH);
            made.setHeight(HEIGHT);
            return made;
        });
        keys = new Keyboard(stage.getScene());
    }

    /** What is shown, to be looked at only. */
    public Scene scene() {
        return stage.getScene();
    }

    /** Makes it as wide as somebody drags it. */
    public void widen(double width) {
        Headless.onFx(() -> {
            stage.setWidth(width);
            return null;
        });
    }

    /** The text of a key. */
    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    /** Whose wallet is open, to be asked what it knows. */
    public Wallet wallet() {
        return Objects.requireNonNull(opened.get(), "No wallet is open").wallet();
    }

    /**
     * Closes the window, and what is behind it, in the order of the program; prints the longest pulse, and fails if the JavaFX
     * thread did what has no place on it.
     */
    @Override
    public void close() throws IOException {
        Headless.onFx(() -> {
            stage.hide();
            return null;
        });
        tasks.close();
        OpenedWallet wallet = opened.getAndSet(null);
        if (wallet != null) {
            wallet.close();
        }
        FxThreadWatch.Report report = watch.end();
        System.out.println(script + ": " + report);
        assertThat(report.offences()).isEmpty();
    }
}
