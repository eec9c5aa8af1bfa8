package org.tallystick.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.tallystick.base.InvariantBroken;

/** Light or dark over AtlantaFX Primer, with our tokens, type and scale. On the JavaFX thread. */
public final class Theme {

    /** One em at 100 %, in pixels. */
    public static final int EM_PIXELS = 14;

    /** The smallest type, of the usual size. */
    public static final int SMALLEST_PERCENT = 80;

    /** The largest type, of the usual size. */
    public static final int LARGEST_PERCENT = 200;

    private static final List<String> FONTS = List.of(
            "IBMPlexSans-Regular.woff",
            "IBMPlexSans-Medium.woff",
            "IBMPlexSans-SemiBold.woff",
            "IBMPlexMono-Regular.woff");

    /** What the user wants. */
    public enum Mode {
        /** Ink on paper. */
        LIGHT,
        /** The other way round. */
        DARK,
        /** As the system says, and changing with it. */
        SYSTEM
    }

    private Theme() {}

    /** Loads the fonts that come with the program; once, before the first scene. */
    public static void loadFonts() {
        for (String name : FONTS) {
            try (InputStream font = Theme.class.getResourceAsStream("fonts/" + name)) {
                if (font == null || Font.loadFont(font, EM_PIXELS) == null) {
                    throw new InvariantBroken("The font " + name + " is missing");
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("The font " + name + " cannot be read", broken);
            }
        }
    }

    /** Whether a mode is dark now. */
    public static boolean isDark(Mode mode) {
        return mode == Mode.DARK
                || (mode == Mode.SYSTEM && Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
    }

    /**
     * Gives a scene its look.
     *
     * @param percent of the type's size, 80 to 200
     */
    public static void apply(Scene scene, Mode mode, int percent) {
        boolean dark = isDark(mode);
        String base = dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        if (!base.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(base);
        }
        scene.getStylesheets().setAll(sheet(dark ? "dark.css" : "light.css"), sheet("controls.css"), sheet("app.css"));
        int bounded = Math.clamp(percent, SMALLEST_PERCENT, LARGEST_PERCENT);
        scene.getRoot().setStyle(String.format(Locale.ROOT, "-fx-font-size: %.2fpx;", EM_PIXELS * bounded / 100.0));
    }

    /**
     * Calls back whenever the system changes between light and dark.
     *
     * @param changed on the JavaFX thread
     */
    public static void onSystemChange(Runnable changed) {
        Platform.getPreferences().colorSchemeProperty().addListener((property, before, now) -> changed.run());
    }

    private static String sheet(String name) {
        URL found = Objects.requireNonNull(Theme.class.getResource(name), "A stylesheet of the program is there");
        return found.toExternalForm();
    }
}
