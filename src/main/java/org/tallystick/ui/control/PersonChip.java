package org.tallystick.ui.control;

import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/** Somebody by tile and name. A button when it has an action. */
public final class PersonChip extends HBox {

    private final PersonTile tile = new PersonTile(PersonTile.Size.CHIP);
    private final Label name = Styles.label("name");
    private final Glyph frozen = new Glyph(Feather.PAUSE_CIRCLE, 0.93);

    private @Nullable Runnable action;

    /** A chip of somebody. */
    public PersonChip(Person person) {
        getStyleClass().add("ts-person");
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setMaxWidth(USE_PREF_SIZE);
        Shown.set(frozen, false);
        getChildren().addAll(tile, name, frozen);
        setOnMouseClicked(event -> act());
        setOnKeyPressed(event -> {
            if (action != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                act();
                event.consume();
            }
        });
        setPerson(person);
    }

    /** Shows somebody else. */
    public void setPerson(Person person) {
        tile.setPerson(person);
        name.setText(person.shown());
        Styles.state(this, "unknown", person.isUnknown());
        setAccessibleText(person.shown());
    }

    /**
     * Marks that the line with them is frozen, or not.
     *
     * @param sentence how it is read, with the name
     */
    public void setFrozen(boolean isFrozen, String sentence) {
        Shown.set(frozen, isFrozen);
        Styles.state(this, "frozen", isFrozen);
        setAccessibleText(sentence);
    }

    /** Makes it a button; null makes it none. */
    public void setOnAction(@Nullable Runnable chosen) {
        action = chosen;
        setAccessibleRole(chosen == null ? AccessibleRole.TEXT : AccessibleRole.BUTTON);
    }

    private void act() {
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void executeAccessibleAction(AccessibleAction asked, Object... parameters) {
        if (asked == AccessibleAction.FIRE) {
            act();
        } else {
            super.executeAccessibleAction(asked, parameters);
        }
    }
}
