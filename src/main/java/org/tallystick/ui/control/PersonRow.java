package org.tallystick.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Somebody in a list: tile, name, what to know about them, and what stands at the end of the row. */
public final class PersonRow extends HBox {

    private final PersonTile tile = new PersonTile(PersonTile.Size.ROW);
    private final Label name = Styles.label("medium");
    private final Label words = Styles.label("row-caption");
    private final HBox end = new HBox();

    /** An empty row. */
    public PersonRow() {
        getStyleClass().add("ts-person-row");
        setAlignment(Pos.CENTER_LEFT);
        VBox texts = Styles.column("row-words", name, words);
        texts.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        end.getStyleClass().add("gap-2");
        end.setAlignment(Pos.CENTER_RIGHT);
        end.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(tile, texts, end);
    }

    /**
     * Shows somebody.
     *
     * @param caption under the name; may be empty
     * @param ends chips and buttons at the end
     */
    public void show(Person person, String caption, Node... ends) {
        tile.setPerson(person);
        name.setText(person.shown());
        Styles.text(words, caption);
        end.getChildren().setAll(ends);
    }
}
