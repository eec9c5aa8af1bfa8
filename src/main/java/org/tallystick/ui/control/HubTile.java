package org.tallystick.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A hub's two letters in its colour, round where people are square. */
public final class HubTile extends StackPane {

    private static final String TINT = "tint-";

    private final Label letters = Styles.whole("letters");

    /**
     * What a hub looks like.
     *
     * @param pid the hub's, or anything that names it
     * @param name what the owner calls it
     * @param colour one of eight
     */
    public record Look(String pid, String name, int colour) {}

    /** A tile that shows no hub yet. */
    public HubTile() {
        getStyleClass().addAll("ts-tile", "hub");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("");
        getChildren().add(letters);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /** A tile of a hub. */
    public HubTile(Look look) {
        this();
        setHub(look);
    }

    /** Shows a hub. */
    public void setHub(Look look) {
        getStyleClass().removeIf(styleClass -> styleClass.startsWith(TINT));
        getStyleClass().add(TINT + look.colour());
        letters.setText(new Person(look.pid(), look.name()).letters());
        setAccessibleText(look.name());
    }
}
