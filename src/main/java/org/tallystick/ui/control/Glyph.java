package org.tallystick.ui.control;

import java.util.regex.Pattern;
import javafx.beans.NamedArg;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** An icon that grows with the type. Says nothing to a screen reader: the words beside it do. */
public final class Glyph extends StackPane {

    private static final Pattern SIZE = Pattern.compile("-fx-icon-size:[^;]*;");

    private final FontIcon icon = new FontIcon();
    private final Em em = new Em(this::resizeIcon);
    private final double ems;

    /**
     * Makes one.
     *
     * @param ikon what it shows, as from the Feather pack
     * @param ems its size; 1.14 in buttons, 1 in rows, .86 in chips
     */
    public Glyph(Ikon ikon, double ems) {
        this.ems = ems;
        icon.setIconCode(ikon);
        getStyleClass().add("ts-glyph");
        // First, so that what the type's size changes in the icon is there before the icon is styled in the same pass.
        getChildren().addAll(em, icon);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        resizeIcon();
    }

    /**
     * Makes one from its name, for layouts.
     *
     * @param icon such as {@code fth-home}
     * @param ems its size
     */
    public Glyph(@NamedArg("icon") String icon, @NamedArg(value = "ems", defaultValue = "1.14") double ems) {
        this(Feather.findByDescription(icon), ems);
    }

    /** Shows another one. */
    public void setIcon(Ikon ikon) {
        icon.setIconCode(ikon);
    }

    private void resizeIcon() {
        long pixels = Math.round(em.of(ems));
        icon.setIconSize(Math.toIntExact(pixels));
        // Said as a style too, because the themes give all icons one size; the icon keeps its font in the same place.
        icon.setStyle(SIZE.matcher(icon.getStyle()).replaceAll("") + "-fx-icon-size: " + pixels + "px;");
    }
}
