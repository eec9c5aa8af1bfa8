package org.tallystick.ui.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.Node;
import javafx.scene.control.Labeled;

/** Shows and hides nodes so that what is hidden takes no room. On the JavaFX thread. */
public final class Shown {

    private Shown() {}

    /** Shows a node, or hides it. */
    public static void set(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /** Shows a node while something holds. */
    public static void when(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    /** Shows a text, or nothing where it is empty. */
    public static void text(Labeled label, String text) {
        label.setText(text);
        set(label, !text.isEmpty());
    }

    /** Shows a text while it is not empty. */
    public static void text(Labeled label, ObservableStringValue text) {
        label.textProperty().bind(text);
        when(label, Bindings.isNotEmpty(text));
    }
}
