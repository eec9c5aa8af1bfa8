package org.tallystick.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.tallystick.base.InvariantBroken;

/** Loads the layout of a view: {@code Xyz.fxml} beside the class {@code XyzView}, which is its controller. */
public final class Loader {

    private Loader() {}

    /**
     * Loads a layout and gives its fields to the view.
     *
     * @param view the controller, made by whoever calls
     * @param messages the texts of the keys
     */
    public static Parent load(Object view, Messages messages) {
        Class<?> type = view.getClass();
        String name = type.getSimpleName().replaceAll("View$", "") + ".fxml";
        URL layout = type.getResource(name);
        if (layout == null) {
            throw new InvariantBroken("The layout " + name + " is missing");
        }
        FXMLLoader loader = new FXMLLoader(layout, messages.bundle());
        loader.setController(view);
        try {
            return loader.load();
        } catch (IOException broken) {
            throw new UncheckedIOException("The layout " + name + " cannot be read", broken);
        }
    }
}
