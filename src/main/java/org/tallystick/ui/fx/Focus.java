package org.tallystick.ui.fx;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Moves the keyboard's focus. On the JavaFX thread. */
public final class Focus {

    private Focus() {}

    /** To a node, as soon as it is in a scene: what lies in a scrolling pane comes there with the first layout only. */
    public static void on(Node node) {
        if (node.getScene() != null) {
            node.requestFocus();
            return;
        }
        node.sceneProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Scene> property, Scene before, Scene now) {
                node.sceneProperty().removeListener(this);
                Platform.runLater(node::requestFocus);
            }
        });
    }

    /**
     * Lets the down arrow lead from a field into a list, if there is anything in it.
     *
     * @param first selects where one begins
     */
    public static void down(TextField field, ListView<?> list, Runnable first) {
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                list.requestFocus();
                first.run();
                event.consume();
            }
        });
    }
}
