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
        Styles.show(button, false);
        Styles.show(this, false);
    }

    /** Says something and is shown. */
    public void show(Tone tone, Ikon shownIcon, String titleText, String captionText) {
        tone.putOn(this);
        icon.setIcon(shownIcon);
        title.setText(titleText);
        Styles.text(caption, captionText);
        setAccessibleText(captionText.isEmpty() ? titleText : titleText + ". " + captionText);
        Styles.show(this, true);
    }

    /** Gives it a button; an empty text takes it away. */
    public void setAction(String text, Runnable action) {
        button.setText(text);
        button.setAccessibleText(text);
        button.setOnAction(event -> action.run());
        Styles.show(button, !text.isEmpty());
    }

    /** Is not shown any more. */
    public void hide() {
        Styles.show(this, false);
    }
}
