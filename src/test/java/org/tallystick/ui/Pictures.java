package org.tallystick.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.layout.StackPane;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.theme.Theme;

/** Draws screens, to be looked at, and keeps what is wrong with them as far as that is seen without eyes. */
public final class Pictures {

    public static final double WIDTH = 1280;
    public static final List<Integer> PERCENTS = List.of(100, 160);

    private static final double HEIGHT = 800;
    private static final double NARROW_EMS = 46;
    private static final long LEAST_BYTES = 5_000;

    private final List<String> problems = new ArrayList<>();

    public Pictures() {
        Headless.start();
    }

    /** As narrow as the window can be made. */
    public static double narrow(int percent) {
        return NARROW_EMS * Theme.EM_PIXELS * percent / 100;
    }

    /** Opens the detail where it would cover the list. */
    public static void openDetail(Screen screen) {
        ((TwoPane) screen.root().lookup(".ts-two-pane")).open();
    }

    /**
     * Draws a screen, in each look in one scene as in the window.
     *
     * @param name the file's, before {@code -dark-100} and the like
     * @param percent of the type's size
     * @param open makes the screen and attaches it
     * @param happening what then happens to it
     * @param darks whether in the dark, one after the other
     */
    public void draw(
            String name,
            double width,
            int percent,
            Supplier<? extends Screen> open,
            Consumer<Screen> happening,
            boolean... darks) {
        Screen screen = Headless.onFx(open::get);
        StackPane sheet = Headless.onFx(() -> {
            happening.accept(screen);
            return new StackPane(screen.root());
        });
        for (boolean dark : darks) {
            String file = name + "-" + (dark ? "dark" : "light") + "-" + percent;
            Path drawn = Headless.onFx(() -> {
                Path png = Headless.render(sheet, width, HEIGHT, dark, percent, file);
                SceneChecks.problems(sheet).forEach(problem -> problems.add(file + " " + problem));
                return png;
            });
            assertThat(drawn).satisfies(there -> assertThat(Files.size(there)).isGreaterThan(LEAST_BYTES));
        }
        Headless.onFx(() -> {
            screen.detach();
            return null;
        });
    }

    /** What was wrong with all that was drawn. */
    public List<String> problems() {
        return problems;
    }
}
