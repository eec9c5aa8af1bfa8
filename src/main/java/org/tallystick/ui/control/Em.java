package org.tallystick.ui.control;

import java.util.function.DoubleConsumer;
import javafx.scene.text.Text;

/** Knows how many pixels one em is where it hangs: a text without letters that takes the type's size from its parent. */
final class Em extends Text {

    Em(Runnable changed) {
        this(pixels -> changed.run());
    }

    Em(DoubleConsumer changed) {
        setManaged(false);
        setVisible(false);
        fontProperty().addListener((property, before, now) -> changed.accept(now.getSize()));
    }

    double pixels() {
        return getFont().getSize();
    }

    double of(double ems) {
        return getFont().getSize() * ems;
    }
}
