package org.tallystick.ui.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.tallystick.ui.fx.Shown;

/** Nothing here yet: an empty bar, what it means, and what one can do. */
public final class EmptyState extends VBox {

    private final Button button = new Button();

    /**
     * An empty state without a button.
     *
     * @param title such as "No trust lines yet"
     * @param text what to do about it; may be empty
     */
    public EmptyState(String title, String text) {
        getStyleClass().add("ts-empty");
        setAlignment(Pos.CENTER);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(text.isEmpty() ? title : title + ". " + text);
        setMaxWidth(USE_PREF_SIZE);
        TallyBar bar = new TallyBar(TallyBar.Size.TABLE);
        bar.setTally(Tally.of(0, 0, 0, 0));
        bar.setFocusTraversable(false);
        bar.setMouseTransparent(true);
        bar.setSpoken(title, List.of());
        StackPane picture = new StackPane(bar);
        picture.getStyleClass().add("picture");
        Label heading = centred("title", title);
        Label words = centred("words", text);
        Shown.set(words, !text.isEmpty());
        button.getStyleClass().add("primary");
        button.setMinWidth(Region.USE_PREF_SIZE);
        Shown.set(button, false);
        getChildren().addAll(picture, heading, words, button);
    }

    private static Label centred(String styleClass, String text) {
        Label label = Styles.label(styleClass);
        label.setText(text);
        label.setWrapText(true);
        label.setTextAlignment(TextAlignment.CENTER);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Gives it its one button. */
    public void setAction(Ikon icon, String text, Runnable action) {
        button.setGraphic(new Glyph(icon, 1.14));
        button.setText(text);
        button.setAccessibleText(text);
        button.setOnAction(event -> action.run());
        Shown.set(button, true);
    }
}
