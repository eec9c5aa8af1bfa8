package org.tallystick.ui.control;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.tallystick.ui.fx.Shown;

/** Says shortly that something is done, and lets one undo it. Goes after six seconds; stays while the mouse is on it. */
public final class Toast extends HBox {

    private static final Duration SHOWN = Duration.seconds(6);

    private final Label text = Styles.label("words");
    private final Button undo = new Button();
    private final PauseTransition pause = new PauseTransition(SHOWN);

    /** A toast that is not shown. */
    public Toast() {
        getStyleClass().add("ts-toast");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText("");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        undo.getStyleClass().add("flat");
        undo.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(text, undo);
        pause.setOnFinished(event -> hide());
        hoverProperty().addListener((property, before, now) -> {
            if (now) {
                pause.stop();
            } else if (isVisible()) {
                pause.playFromStart();
            }
        });
        Shown.set(undo, false);
        Shown.set(this, false);
    }

    /** A toast that appears at the foot of a stage, over what is there. */
    public static Toast on(StackPane stage) {
        Toast toast = new Toast();
        StackPane foot = new StackPane(toast);
        foot.setPickOnBounds(false);
        foot.setAlignment(Pos.BOTTOM_CENTER);
        foot.getStyleClass().add("toast-foot");
        stage.getChildren().add(foot);
        return toast;
    }

    /** Says that something is done. */
    public void show(String words) {
        text.setText(words);
        setAccessibleText(words);
        Shown.set(undo, false);
        Shown.set(this, true);
        pause.playFromStart();
    }

    /** Says that something is done that can be undone. */
    public void show(String words, String undoText, Runnable undone) {
        show(words);
        undo.setText(undoText);
        undo.setAccessibleText(undoText);
        undo.setOnAction(event -> {
            hide();
            undone.run();
        });
        Shown.set(undo, true);
    }

    /** Goes at once. */
    public void hide() {
        pause.stop();
        Shown.set(this, false);
    }
}
