package org.tallystick.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** One large figure with what it is and what to know about it. */
public final class FigureTile extends VBox {

    private final Label name = Styles.whole("caption");
    private final Label figure = Styles.whole("figure");
    private final Label note = Styles.whole("caption", "note-line");

    /**
     * What a tile shows.
     *
     * @param name what is counted
     * @param figure as text
     * @param note under it; may be empty
     * @param tone of the note
     */
    public record Content(String name, String figure, String note, Tone tone) {}

    /** An empty tile. */
    public FigureTile() {
        getStyleClass().add("ts-figure");
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(name, figure, note);
    }

    /** Shows something. */
    public void setContent(Content content) {
        name.setText(content.name());
        figure.setText(content.figure());
        note.setText(content.note());
        content.tone().putOn(this);
        setAccessibleText(content.name() + ": " + content.figure() + ". " + content.note());
    }
}
