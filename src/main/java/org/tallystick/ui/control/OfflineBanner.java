package org.tallystick.ui.control;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/**
 * A band under the top bar: out of reach ({@link Tone#HELD}), payments wait ({@link Tone#ACCENT}), or the hub contradicts itself
 * ({@link Tone#DANGER}). Not shown until it is told what to say.
 */
public final class OfflineBanner extends HBox {

    private final Glyph icon = new Glyph(Feather.CLOUD_OFF, 1.14);
    private final Label title = Styles.label("title");
    private final Label caption = Styles.label("caption");
    private final Button button = new Button();

    /** A band that is not shown. */
    public OfflineBanner() {
        getStyleClass().add("ts-banner");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText("");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = Styles.column("row-words", title, caption);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        getChildren().addAll(icon, words, Styles.space(), button);
        Shown.set(button, false);
        Shown.set(this, false);
    }

    /** Says something and is shown. */
    public void show(Tone tone, Ikon shownIcon, String titleText, String captionText) {
        tone.putOn(this);
        icon.setIcon(shownIcon);
        title.setText(titleText);
        Shown.text(caption, captionText);
        setAccessibleText(captionText.isEmpty() ? titleText : titleText + ". " + captionText);
        Shown.set(this, true);
    }

    /** Gives it a button; an empty text takes it away. */
    public void setAction(String text, Runnable action) {
        button.setText(text);
        button.setAccessibleText(text);
        button.setOnAction(event -> action.run());
        Shown.set(button, !text.isEmpty());
    }

    /** Is not shown any more. */
    public void hide() {
        Shown.set(this, false);
    }
}
