package org.tallystick.ui.control;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Small things that all controls do. */
final class Styles {

    private Styles() {}

    static Label label(String... classes) {
        Label label = new Label();
        label.getStyleClass().addAll(classes);
        return label;
    }

    /** A label that is never cut short. */
    static Label whole(String... classes) {
        Label label = label(classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    static HBox row(String styleClass, Node... children) {
        HBox row = new HBox(children);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add(styleClass);
        return row;
    }

    static VBox column(String styleClass, Node... children) {
        VBox column = new VBox(children);
        column.getStyleClass().add(styleClass);
        return column;
    }

    static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    static void state(Node node, String name, boolean on) {
        node.pseudoClassStateChanged(PseudoClass.getPseudoClass(name), on);
    }
}
