package org.tallystick.ui.fx;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;

/** One of several, as radio buttons. On the JavaFX thread. */
public final class Choice {

    private Choice() {}

    /**
     * Keeps buttons and a property in step, for as long as both live.
     *
     * @param chosen one of the values
     * @param buttons the button of each value; they become a group, through which the arrows go in the order of the values
     */
    public static <V extends Enum<V>> void between(ObjectProperty<V> chosen, Map<V, RadioButton> buttons) {
        ToggleGroup group = new ToggleGroup();
        new EnumMap<>(buttons).forEach((value, button) -> {
            button.setToggleGroup(group);
            button.setSelected(value.equals(chosen.get()));
            button.selectedProperty().addListener((property, before, now) -> {
                if (now) {
                    chosen.set(value);
                }
            });
        });
        chosen.addListener((property, before, now) -> {
            RadioButton button = buttons.get(now);
            if (button != null) {
                button.setSelected(true);
            }
        });
    }
}
