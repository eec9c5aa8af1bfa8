package org.tallystick.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contrasts of the tokens, computed again from the stylesheets (WCAG 2.2 §1.4.3 and §1.4.11). */
class ThemeContrastTest {

    private static final double TEXT = 4.5;
    private static final double GRAPHIC = 3;
    private static final int TILES = 8;
    private static final double ROUNDING = 0.05;
    private static final Pattern TOKEN = Pattern.compile("(-[a-z0-9-]+):\\s*#([0-9A-Fa-f]{6})");
    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-inset");

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void textCanBeReadOnEveryGroundItStandsOn(String sheet) {
        Map<String, Integer> tokens = tokens(sheet);
        for (String text : List.of("default", "muted", "subtle")) {
            assertReadable(tokens, "-color-fg-" + text, GROUNDS);
        }
        for (String side : List.of(
                "-ts-owe",
                "-ts-owed",
                "-ts-held",
                "-color-accent",
                "-color-warning",
                "-color-danger",
                "-color-success")) {
            assertReadable(tokens, side + "-fg", GROUNDS);
            assertReadable(tokens, side + "-fg", List.of(side + "-subtle"));
        }
        assertReadable(tokens, "-color-fg-emphasis", List.of("-color-accent-emphasis", "-color-danger-emphasis"));
        assertReadable(tokens, "-color-fg-subtle", List.of("-color-accent-subtle"));
        assertReadable(tokens, "-color-fg-muted", List.of("-ts-rail", "-ts-held-subtle", "-color-danger-subtle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void lettersCanBeReadOnEveryTile(String sheet) {
        Map<String, Integer> tokens = tokens(sheet);
        for (int tile = 0; tile < TILES; tile++) {
            assertThat(contrast(tokens, "-ts-tile-" + tile + "-letters", "-ts-tile-" + tile + "-ground"))
                    .isGreaterThanOrEqualTo(6.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void barsStandOutFromTheRail(String sheet) {
        Map<String, Integer> tokens = tokens(sheet);
        for (String bar : List.of("-ts-owe-emphasis", "-ts-owed-emphasis", "-color-accent-emphasis")) {
            String ground = bar.equals("-color-accent-emphasis") ? "-color-bg-default" : "-ts-rail";
            assertThat(contrast(tokens, bar, ground)).as(bar).isGreaterThanOrEqualTo(GRAPHIC);
        }
    }

    @Test
    void whatIsClaimedIsSo() {
        Map<String, Integer> light = tokens("light.css");
        Map<String, Integer> dark = tokens("dark.css");
        assertClaim(lowest(light, "-color-fg-default"), 14.5);
        assertClaim(lowest(dark, "-color-fg-default"), 12.4);
        assertClaim(lowest(light, "-color-fg-muted"), 6.4);
        assertClaim(lowest(dark, "-color-fg-muted"), 6.8);
        assertClaim(lowest(light, "-color-fg-subtle"), 4.9);
        assertClaim(lowest(dark, "-color-fg-subtle"), 5.1);
        assertClaim(contrast(light, "-color-fg-emphasis", "-color-accent-emphasis"), 6.4);
        assertClaim(contrast(dark, "-color-fg-emphasis", "-color-accent-emphasis"), 5.1);
        assertClaim(bars(light), 3.5);
        assertClaim(bars(dark), 3.3);
        assertClaim(contrast(light, "-color-fg-subtle", "-color-accent-subtle"), 5.0);
        assertClaim(contrast(dark, "-color-fg-subtle", "-color-accent-subtle"), 4.8);
    }

    @Test
    void bothThemesHaveTheSameTokens() {
        assertThat(tokens("dark.css").keySet()).isEqualTo(tokens("light.css").keySet());
    }

    private static void assertClaim(double measured, double claimed) {
        assertThat(measured).isBetween(claimed - ROUNDING, claimed + 2 * ROUNDING);
    }

    private static double bars(Map<String, Integer> tokens) {
        return Math.min(
                contrast(tokens, "-ts-owe-emphasis", "-ts-rail"), contrast(tokens, "-ts-owed-emphasis", "-ts-rail"));
    }

    private static double lowest(Map<String, Integer> tokens, String text) {
        return GROUNDS.stream()
                .mapToDouble(ground -> contrast(tokens, text, ground))
                .min()
                .orElseThrow();
    }

    private static void assertReadable(Map<String, Integer> tokens, String text, List<String> grounds) {
        for (String ground : grounds) {
            assertThat(contrast(tokens, text, ground))
                    .as(text + " on " + ground)
                    .isGreaterThanOrEqualTo(TEXT);
        }
    }

    private static double contrast(Map<String, Integer> tokens, String one, String other) {
        double first = luminance(Objects.requireNonNull(tokens.get(one), one));
        double second = luminance(Objects.requireNonNull(tokens.get(other), other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF) + 0.0722 * linear(color & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Integer> tokens(String sheet) {
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(sheet))) {
            return TOKEN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> Integer.parseInt(found.group(2), 16)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
