package org.tallystick.ui;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the keys of a window on the headless platform, who looks at what is shown and presses keys; nothing else goes in.
 * Waits on pulses, at most half a minute. On the thread of the test.
 */
public final class Keyboard {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_TABS = 60;
    private static final Map<Character, KeyCode> SIGNS = Map.of(
            ' ', KeyCode.SPACE, '.', KeyCode.PERIOD, '-', KeyCode.MINUS, ',', KeyCode.COMMA, '\'', KeyCode.QUOTE);

    private final Scene scene;
    private final Robot robot = Headless.onFx(Robot::new);

    /** Sits down before a window that is shown and has the focus. */
    public Keyboard(Scene scene) {
        this.scene = scene;
    }

    /** Presses keys together: all but the last are held while the last is pressed. */
    public void press(KeyCode... keys) {
        Headless.onFx(() -> {
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return null;
        });
    }

    /** Types letters, digits and a few signs, as they are on an American keyboard. */
    public void type(String text) {
        for (int i = 0; i < text.length(); i++) {
            type(text.charAt(i));
        }
    }

    private void type(char sign) {
        KeyCode key = SIGNS.containsKey(sign)
                ? SIGNS.get(sign)
                : KeyCode.getKeyCode(String.valueOf(sign).toUpperCase(Locale.ROOT));
        if (key == null) {
            throw new IllegalArgumentException("there is no key for '" + sign + "'");
        }
        if (Character.isUpperCase(sign)) {
            press(KeyCode.SHIFT, key);
        } else {
            press(key);
        }
    }

    /** Presses Tab until the focus is on what is called so. */
    public void tabTo(String name) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < MOST_TABS; i++) {
            String now = focused();
            if (now.equals(name)) {
                return;
            }
            passed.add(now);
            press(KeyCode.TAB);
        }
        fail("Tab does not lead to '%s', but to %s; %s", name, passed, shown());
    }

    /** What the focus is on, as those hear it who cannot see; empty for nothing. */
    public String focused() {
        return Headless.onFx(() -> name(scene.getFocusOwner()));
    }

    /** Waits until the focus is on what is called so. */
    public void untilFocused(String name) {
        until(
                "the focus is on '" + name + "'",
                () -> name(scene.getFocusOwner()).equals(name));
    }

    /** Waits until a text is shown, be it as a part of another or put together from parts. */
    public void untilShown(String text) {
        until(
                "'" + text + "' is shown",
                () -> texts().collect(Collectors.joining()).contains(text));
    }

    /** All texts that are shown, in the order of the scene. */
    public List<String> shown() {
        return Headless.onFx(() -> texts().toList());
    }

    /** All nodes of a kind that are shown, in the order of the scene; to be looked at only. On the JavaFX thread. */
    public <N extends Node> Stream<N> shownNow(Class<N> kind) {
        return visible(scene.getRoot()).filter(kind::isInstance).map(kind::cast);
    }

    /** Something that can be seen; asked on the JavaFX thread. */
    @FunctionalInterface
    public interface Sight {
        boolean seen();
    }

    /** Waits until something can be seen; it is looked for at every pulse. */
    public void until(String what, Sight sight) {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        AnimationTimer eyes = new AnimationTimer() {
            @Override
            public void handle(long now) {
                try {
                    if (sight.seen()) {
                        stop();
                        seen.complete(null);
                    }
                } catch (Throwable broken) {
                    stop();
                    seen.completeExceptionally(broken);
                }
            }
        };
        Headless.onFx(() -> {
            eyes.start();
            return null;
        });
        try {
            seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            Headless.onFx(() -> {
                eyes.stop();
                return null;
            });
            fail("not within %d s: %s; the focus is on '%s', shown is %s", PATIENCE_SECONDS, what, focused(), shown());
        } catch (InterruptedException | ExecutionException broken) {
            throw new AssertionError(what, broken);
        }
    }

    /** Waits until the next pulse is done. */
    public void awaitPulse() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable listener = () -> done.complete(null);
        Headless.onFx(() -> {
            scene.addPostLayoutPulseListener(listener);
            Platform.requestNextPulse();
            return null;
        });
        done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        Headless.onFx(() -> {
            scene.removePostLayoutPulseListener(listener);
            return null;
        });
    }

    /** All texts that are shown. On the JavaFX thread. */
    public Stream<String> textsNow() {
        return texts();
    }

    private Stream<String> texts() {
        return visible(scene.getRoot()).map(Keyboard::text).filter(text -> !text.isBlank());
    }

    private static String text(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText() == null ? "" : labeled.getText();
            case Text drawn when drawn.getParent() instanceof Labeled -> "";
            case Text drawn -> drawn.getText();
            case TextInputControl field -> field.getText() == null ? "" : field.getText();
            default -> "";
        };
    }

    private static Stream<Node> visible(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        List.copyOf(parent.getChildrenUnmodifiable()).stream().flatMap(Keyboard::visible))
                : Stream.of(node);
    }

    private static String name(@Nullable Node node) {
        if (node == null) {
            return "";
        }
        String spoken = node.getAccessibleText();
        if (spoken != null && !spoken.isBlank()) {
            return spoken;
        }
        return node instanceof Labeled labeled && labeled.getText() != null
                ? labeled.getText()
                : node.getClass().getSimpleName();
    }
}
