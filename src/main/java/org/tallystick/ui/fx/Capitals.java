package org.tallystick.ui.fx;

import java.util.Locale;
import javafx.beans.property.StringProperty;

/** Codes that are written in capitals, whichever way they are typed. On the thread of the screens. */
public final class Capitals {

    private Capitals() {}

    /** From now on there are no small letters in a text. */
    public static void in(StringProperty text) {
        text.addListener((property, before, now) -> {
            String capitals = now.toUpperCase(Locale.ROOT);
            if (!capitals.equals(now)) {
                text.set(capitals);
            }
        });
    }
}
