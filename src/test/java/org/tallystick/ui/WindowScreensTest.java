package org.tallystick.ui;

import static javafx.scene.input.KeyCode.ALT;
import static javafx.scene.input.KeyCode.CONTROL;
import static javafx.scene.input.KeyCode.D;
import static javafx.scene.input.KeyCode.DIGIT0;
import static javafx.scene.input.KeyCode.DIGIT1;
import static javafx.scene.input.KeyCode.DIGIT2;
import static javafx.scene.input.KeyCode.DIGIT3;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.DOWN;
import static javafx.scene.input.KeyCode.END;
import static javafx.scene.input.KeyCode.ENTER;
import static javafx.scene.input.KeyCode.EQUALS;
import static javafx.scene.input.KeyCode.SHIFT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.desktop.OpenHome;
import org.tallystick.app.desktop.RunningWindow;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.node.TestNode;
import org.tallystick.ui.UiCommunity.Kind;

/**
 * Draws the program's own window with no row, one and thousands, while it waits for its hub, and without one; to be looked at, and
 * checked for what can be checked without eyes. By the keys.
 */
class WindowScreensTest {

    private static final int MANY = 5_000;
    private static final int PERCENT_STEPS = 6;
    private static final int NARROWEST = 650;
    private static final int WIDEST = 1_450;
    private static final int WIDTH_STEP = 80;
    private static final int PULSES_TO_SETTLE = 4;

    @TempDir
    Path temp;

    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void start() {
        Headless.start();
    }

    private RunningWindow window(String script, UiCommunity community) {
        OpenHome home = new OpenHome(community);
        return new RunningWindow(
                script,
                FxThreadWatch::measure,
                home,
                home,
                new Machine(community.clock, Randomness.seeded(3), () -> new KdfProfile(8, 1, 1)));
    }

    /** Light and dark, at 100 and 160 %, by the keys for it. */
    private void draw(RunningWindow window, String name) {
        Keyboard keys = window.keys;
        picture(window, name + "-light-100");
        keys.press(CONTROL, SHIFT, D);
        picture(window, name + "-dark-100");
        for (int step = 0; step < PERCENT_STEPS; step++) {
            keys.press(CONTROL, EQUALS);
        }
        picture(window, name + "-dark-160");
        keys.press(CONTROL, SHIFT, D);
        picture(window, name + "-light-160");
        keys.press(CONTROL, DIGIT0);
    }

    private void picture(RunningWindow window, String name) {
        settle(window);
        Headless.onFx(() -> {
            SceneChecks.problems(window.scene().getRoot()).forEach(problem -> problems.add(name + " " + problem));
            return Headless.picture(window.scene(), "window-" + name);
        });
    }

    /** What depends on the size of window and type is arranged in the pulses after they have changed. */
    private static void settle(RunningWindow window) {
        for (int pulse = 0; pulse < PULSES_TO_SETTLE; pulse++) {
            window.keys.awaitPulse();
        }
    }

    private static void go(RunningWindow window, KeyCode digit, String until) {
        window.keys.press(ALT, digit);
        window.keys.untilShown(until);
    }

    @Test
    void oneRow() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NONE);
        committed(community.node.register("Garden"));
        committed(community.node.trust("Garden", UiCommunity.ME, "HOUR", "40.00"));
        try (RunningWindow window = window("one row", community)) {
            window.keys.untilShown("may owe 40.00");
            draw(window, "one-home");
            go(window, DIGIT3, "Garden");
            draw(window, "one-trust");
            window.keys.press(DOWN);
            window.keys.untilShown(window.text("trust.theirs"));
            draw(window, "one-trust-detail");
            go(window, DIGIT4, "Garden");
            window.keys.type("gard");
            rows(window.keys, 2);
            draw(window, "one-activity");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void noRow() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NONE);
        try (RunningWindow window = window("no row", community)) {
            window.keys.untilShown(window.text("home.empty.title"));
            draw(window, "none-home");
            go(window, DIGIT3, window.text("home.empty.title"));
            draw(window, "none-trust");
            go(window, DIGIT4, "You joined");
            window.keys.type("zzz");
            window.keys.untilShown(window.text("activity.nothingFits"));
            draw(window, "none-activity");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void thousandsOfRows() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NONE);
        trustedByMany(community);
        try (RunningWindow window = window(MANY + " rows", community)) {
            window.keys.untilShown("may owe");
            go(window, DIGIT3, "Neighbour 0");
            rows(window.keys, MANY);
            draw(window, "many-trust");
            window.keys.press(DOWN);
            window.keys.press(END);
            window.keys.untilShown(window.text("trust.theirs"));
            draw(window, "many-trust-end");
            go(window, DIGIT4, "Neighbour 4999");
            draw(window, "many-activity");
        }
        assertThat(problems).isEmpty();
    }

    private static void trustedByMany(UiCommunity community) {
        Deque<CompletableFuture<Answer>> answers = new ArrayDeque<>();
        for (int number = 0; number < MANY; number++) {
            String name = "Neighbour " + number;
            KeyPair key = TestNode.key(name);
            answers.add(community.node.node.submit(SignedStatement.sign(
                    key,
                    "participant.register",
                    community.node.node.hub(),
                    Json.object()
                            .put("display_name", name)
                            .put("public_key", key.publicKey().text())
                            .build())));
            answers.add(community.node.node.submit(SignedStatement.sign(
                    key,
                    "trustline.create",
                    community.node.node.hub(),
                    Json.object()
                            .put("to", community.pid(UiCommunity.ME).text())
                            .put("equivalent", "HOUR")
                            .put("limit", 1 + number % 60 + ".00")
                            .build())));
        }
        answers.forEach(answer -> committed(answer.join()));
    }

    private static void committed(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    private static void rows(Keyboard keys, int count) {
        keys.until(
                count + " rows are there",
                () -> keys.shownNow(ListView.class)
                        .anyMatch(list -> list.getItems().size() == count));
    }

    @Test
    void aHubThatDoesNotAnswerYet() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NORMAL);
        community.hub.hold();
        try (RunningWindow window = window("waiting", community)) {
            go(window, DIGIT1, window.text("home.pay"));
            draw(window, "loading-home");
            go(window, DIGIT2, window.text("pay.note"));
            draw(window, "loading-pay");
            go(window, DIGIT3, window.text("trust.open"));
            draw(window, "loading-trust");
            go(window, DIGIT4, window.text("activity.filter.CARRIED"));
            draw(window, "loading-activity");
            community.hub.answer();
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void aHubOutOfReach() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NORMAL);
        community.hub.away(true);
        try (RunningWindow window = window("out of reach", community)) {
            window.keys.untilShown(window.text("shell.hub.away"));
            go(window, DIGIT1, window.text("home.pay"));
            draw(window, "away-home");
            go(window, DIGIT2, window.text("pay.note"));
            window.keys.type("gar");
            draw(window, "away-pay");
            go(window, DIGIT3, window.text("trust.open"));
            draw(window, "away-trust");
            go(window, DIGIT4, window.text("activity.filter.CARRIED"));
            draw(window, "away-activity");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void aHubThatGoesOutOfReachWhileSomethingIsShown() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NORMAL);
        try (RunningWindow window = window("gone", community)) {
            window.keys.untilShown("new brakes");
            lost(community, window);
            draw(window, "offline-home");
            go(window, DIGIT3, "Garden");
            lost(community, window);
            draw(window, "offline-trust");
            go(window, DIGIT4, "new brakes");
            lost(community, window);
            draw(window, "offline-activity");
        }
        assertThat(problems).isEmpty();
    }

    private static void lost(UiCommunity community, RunningWindow window) {
        community.hub.away(true);
        community.hub.news();
        window.keys.untilShown(window.text("shell.hub.away"));
        community.hub.away(false);
    }

    @Test
    void nothingIsCutAtAnyWidth() throws Exception {
        UiCommunity community = new UiCommunity(temp, Kind.NORMAL);
        try (RunningWindow window = window("widths", community)) {
            Keyboard keys = window.keys;
            keys.untilShown("new brakes");
            atEveryWidth(window, "home");
            go(window, DIGIT2, window.text("pay.note"));
            keys.type("library");
            keys.press(ENTER);
            keys.untilFocused(window.text("pay.amount"));
            keys.type("30");
            keys.untilShown("receives 30.00");
            atEveryWidth(window, "pay");
            go(window, DIGIT3, "Garden");
            keys.press(DOWN);
            keys.untilShown(window.text("trust.mine"));
            atEveryWidth(window, "trust");
            go(window, DIGIT4, "new brakes");
            keys.press(DOWN);
            keys.untilShown(window.text("activity.proof.verified"));
            atEveryWidth(window, "activity");
        }
        assertThat(problems).isEmpty();
    }

    private void atEveryWidth(RunningWindow window, String name) {
        for (int width = NARROWEST; width <= WIDEST; width += WIDTH_STEP) {
            window.widen(width);
            settle(window);
            String at = name + " at " + width;
            Headless.onFx(() -> SceneChecks.problems(window.scene().getRoot()).stream()
                    .map(problem -> at + " " + problem)
                    .map(problems::add)
                    .toList());
        }
    }
}
