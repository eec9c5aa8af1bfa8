package org.tallystick.app.desktop;

import static javafx.scene.input.KeyCode.A;
import static javafx.scene.input.KeyCode.ALT;
import static javafx.scene.input.KeyCode.BACK_SPACE;
import static javafx.scene.input.KeyCode.CONTROL;
import static javafx.scene.input.KeyCode.DIGIT1;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.DOWN;
import static javafx.scene.input.KeyCode.PAGE_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Answer;
import org.tallystick.node.TestNode;
import org.tallystick.ui.FxThreadWatch;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Keyboard;
import org.tallystick.ui.UiCommunity;
import org.tallystick.ui.activity.ActivityViewModel.Item;

/** Measures the window over a history of 100,000 activities of one person; the figures are printed, and stand in the note. */
@Tag("long")
class LongHistoryTest {

    private static final int ACTIVITIES = 100_000;
    private static final int ROWS_SCROLLED = 5_000;
    private static final int EARLY = 16;
    private static final int AT_ONCE = 2_000;
    private static final long APART_MS = 9 * 60_000;

    @TempDir
    Path temp;

    /** Payments in both directions with notes, a tenth of them passed on only, nine minutes apart. */
    private static void fill(UiCommunity community) throws Exception {
        Deque<CompletableFuture<Answer>> waiting = new ArrayDeque<>();
        for (int number = 0; number < ACTIVITIES; number++) {
            String from = number % 2 == 0 ? UiCommunity.ME : "Garden";
            String to = number % 2 == 0 ? "Garden" : UiCommunity.ME;
            if (number % 20 >= 18) {
                from = number % 2 == 0 ? "Garden" : "Carpenter";
                to = number % 2 == 0 ? "Carpenter" : "Garden";
            }
            SignedStatement payment = SignedStatement.sign(
                    TestNode.key(from),
                    "payment.create",
                    community.node.node.hub(),
                    Json.object()
                            .put("tx_id", "long-" + number)
                            .put("to", community.pid(to).text())
                            .put("equivalent", "HOUR")
                            .put("amount", "0.05")
                            .put("description", number == EARLY ? "a single quince" : "basket " + number)
                            .build());
            waiting.add(community.node.node.submit(payment).toCompletableFuture());
            community.clock.pass(APART_MS);
            if (waiting.size() > AT_ONCE) {
                committed(waiting.remove().join());
                while (waiting.size() > AT_ONCE / 2) {
                    committed(waiting.remove().join());
                }
                if (community.node.node.health().lagTransactions() > AT_ONCE) {
                    community
                            .node
                            .node
                            .projector()
                            .awaitProjected(community.node.node.health().height(), java.time.Duration.ofSeconds(60));
                }
            }
        }
        while (!waiting.isEmpty()) {
            committed(waiting.remove().join());
        }
    }

    private static void committed(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    private static void say(String what, Object figure) {
        System.out.printf(
                Locale.ROOT,
                "[load %.1f] %s: %s%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                what,
                figure);
    }

    private static long sinceMs(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    /** What the JavaFX thread has worked, which other programs of the machine do not make longer. */
    private static long workedMs() {
        long thread = Headless.onFx(() -> Thread.currentThread().threadId());
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread) / 1_000_000;
    }

    private static ListView<?> list(Keyboard keys) {
        return keys.shownNow(ListView.class).findFirst().orElseThrow();
    }

    private static void untilRows(Keyboard keys, String of) {
        keys.until("rows of " + of, () -> keys.textsNow().anyMatch(text -> text.contains(of)));
    }

    @Test
    void aHundredThousandActivities() throws Exception {
        long began = System.nanoTime();
        try (UiCommunity community = new UiCommunity(temp, UiCommunity.Kind.NORMAL)) {
            fill(community);
            say("made in ms", sinceMs(began));
            Machine machine = new Machine(community.clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));
            OpenHome home = new OpenHome(community);
            Headless.start();
            try (RunningWindow window = new RunningWindow("100,000", FxThreadWatch::measure, home, home, machine)) {
                Keyboard keys = window.keys;
                keys.untilShown(window.text("home.recent"));
                opens(keys, window);
                scrolls(keys);
                searches(keys, window);
            }
        }
    }

    private static void opens(Keyboard keys, RunningWindow window) {
        for (int time = 0; time < 6; time++) {
            keys.awaitPulse();
            long worked = workedMs();
            long start = System.nanoTime();
            keys.press(ALT, DIGIT4);
            long there = sinceMs(start);
            untilRows(keys, "basket 99997");
            keys.awaitPulse();
            say(
                    time == 0 ? "opened the first time" : "opened again",
                    "screen there after " + there + " ms, rows laid out after " + sinceMs(start)
                            + " ms; the thread worked " + (workedMs() - worked) + " ms");
            keys.press(ALT, DIGIT1);
            keys.untilShown(window.text("home.recent"));
        }
        keys.press(ALT, DIGIT4);
        untilRows(keys, "basket 99997");
    }

    private static void scrolls(Keyboard keys) {
        keys.press(DOWN);
        FxThreadWatch watch = FxThreadWatch.measure();
        long worked = workedMs();
        long start = System.nanoTime();
        int presses = 0;
        int stood = 0;
        int row = 0;
        while (row < ROWS_SCROLLED) {
            keys.press(PAGE_DOWN);
            keys.awaitPulse();
            presses++;
            int now = Headless.onFx(() -> list(keys).getSelectionModel().getSelectedIndex());
            stood += now == row ? 1 : 0;
            row = now;
        }
        say(
                "scrolled by Page Down through rows",
                row + " with " + presses + " presses in " + sinceMs(start) + " ms, of which " + stood
                        + " found nothing further down yet; the thread worked " + (workedMs() - worked) + " ms");
        say("while it scrolled", watch.end());
    }

    private static void searches(Keyboard keys, RunningWindow window) {
        String nothing = window.text("activity.nothingFits");
        keys.tabTo(window.text("activity.search"));
        search(keys, "carpenter", items -> items > 100);
        search(keys, "basket 50001", items -> items == 2);
        search(keys, "quince", items -> items == 2);
        search(keys, "nobody", items -> items == 0 && keys.textsNow().anyMatch(nothing::equals));
    }

    /** Types as fast as pulses come, and waits for all that fits, or the first hundred of it. */
    private static void search(Keyboard keys, String text, IntPredicate found) {
        keys.press(CONTROL, A);
        keys.press(BACK_SPACE);
        keys.until("all is shown again", () -> list(keys).getItems().size() > 50);
        FxThreadWatch watch = FxThreadWatch.measure();
        for (int i = 0; i < text.length(); i++) {
            keys.type(text.substring(i, i + 1));
            keys.awaitPulse();
        }
        long start = System.nanoTime();
        keys.until("what fits " + text, () -> {
            List<?> items = list(keys).getItems();
            return found.test(items.size())
                    && items.stream()
                            .filter(Item.Entry.class::isInstance)
                            .allMatch(item ->
                                    item.toString().toLowerCase(Locale.ROOT).contains(text));
        });
        say("searched for '" + text + "', ms from the last key until shown", sinceMs(start));
        say("while it searched", watch.end());
    }
}
