package org.tallystick.ui.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

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
}
