package org.tallystick.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/** A word or two that say a state, such as "10.00 held". */
public final class Chip extends Label {

    private static final double ICON_EMS = 1;

    /** A chip without an icon. */
    public Chip(String text, Tone tone) {
        this(null, text, tone);
    }

    /** A chip with or without an icon. */
    public Chip(@Nullable Ikon icon, String text, Tone tone) {
        super(text);
        getStyleClass().setAll("ts-chip");
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text);
        setMinWidth(USE_PREF_SIZE);
        if (icon != null) {
            setGraphic(new Glyph(icon, ICON_EMS));
        }
        tone.putOn(this);
    }
}
