package org.tallystick.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tallystick.ui.fx.Shown;

/** A row of a list: perhaps a tile, a title with what to know about it below, and what stands at the end. */
public final class TitledRow extends HBox {

    private final Label title = Styles.label("medium");
    private final Label caption = Styles.label("row-caption");
    private final HBox end = new HBox();

    /**
     * An empty row.
     *
     * @param start what stands before the title
     */
    public TitledRow(Node... start) {
        getStyleClass().add("ts-titled-row");
        setAlignment(Pos.CENTER_LEFT);
        VBox words = Styles.column("row-words", title, caption);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        end.getStyleClass().add("gap-2");
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(start);
        getChildren().addAll(words, end);
    }

    /** Lets the texts go over several lines, where there is no other place to read all of them. */
    public TitledRow wrapped() {
        for (Label label : new Label[] {title, caption}) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        return this;
    }

    /**
     * Shows something.
     *
     * @param name of it
     * @param about what to know about it; may be empty
     * @param ends chips and buttons at the end
     */
    public void show(String name, String about, Node... ends) {
        title.setText(name);
        Shown.text(caption, about);
        end.getChildren().setAll(ends);
    }
}
