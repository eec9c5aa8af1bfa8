package org.tallystick.ui.control;

import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/** Somebody's two letters on one of eight tints, which follow from their identifier. */
public final class PersonTile extends StackPane {

    private static final String TINT = "tint-";

    private final Label letters = Styles.whole("letters");
    private final Glyph unknown = new Glyph(Feather.HELP_CIRCLE, 1);

    /** How large a tile is. */
    public enum Size {
        /** In chips, 1.6 em. */
        CHIP,
        /** In rows, 1.86 em. */
        ROW,
        /** In lists, 2.3 em. */
        LIST,
        /** Of a carrier on a route, 2.7 em. */
        CARRIER,
        /** Of the ends of a route, 3.3 em. */
        END
    }

    /** A tile of a size that shows nobody yet. */
    public PersonTile(Size size) {
        getStyleClass().addAll("ts-tile", "size-" + size.name().toLowerCase(Locale.ROOT));
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().addAll(letters, unknown);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Shown.set(unknown, false);
    }

    /** A tile of somebody. */
    public PersonTile(Size size, Person person) {
        this(size);
        setPerson(person);
    }

    /** Shows somebody. */
    public void setPerson(Person person) {
        getStyleClass().removeIf(styleClass -> styleClass.startsWith(TINT));
        getStyleClass().add(TINT + person.tint());
        letters.setText(person.letters());
        Shown.set(letters, !person.isUnknown());
        Shown.set(unknown, person.isUnknown());
        Styles.state(this, "unknown", person.isUnknown());
        setAccessibleText(person.shown());
    }

    /** Shows it as the tile of the one who looks at it, or of the one who is paid. */
    public void setOutlined(boolean mine, boolean payee) {
        Styles.state(this, "mine", mine);
        Styles.state(this, "payee", payee);
    }
}
