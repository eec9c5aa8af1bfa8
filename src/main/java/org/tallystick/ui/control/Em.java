package org.tallystick.ui.control;

import javafx.scene.text.Text;

/** Knows how many pixels one em is where it hangs: a text without letters that takes the type's size from its parent. */
final class Em extends Text {

    Em(Runnable changed) {
        setManaged(false);
        setVisible(false);
        fontProperty().addListener((property, before, now) -> changed.run());
    }

    double pixels() {
        return getFont().getSize();
    }

    double of(double ems) {
        return getFont().getSize() * ems;
    }
}
