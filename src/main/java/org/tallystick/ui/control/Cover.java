package org.tallystick.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Shown;

/** Lies over what a screen shows while there is nothing to show, and says why. */
public final class Cover extends StackPane {

    private static final int WELLS = 3;

    private final String loading;
    private final EmptyState away;

    /**
     * A cover that is not shown.
     *
     * @param messages the texts
     * @param retry asks the hub again
     */
    public Cover(Messages messages, Runnable retry) {
        this.loading = messages.text("home.loading");
        getStyleClass().add("ts-cover");
        away = new EmptyState(messages.text("app.away"), messages.text("app.away.text"));
        away.setAction(Feather.REFRESH_CW, messages.text("app.tryAgain"), retry);
        Shown.set(this, false);
    }

    /**
     * Shows what is to be said.
     *
     * @param state hides it when ready
     * @param empty what is said when there is nothing
     */
    public void show(Availability state, Region empty) {
        Shown.set(this, state != Availability.READY);
        switch (state) {
            case READY -> getChildren().clear();
            case LOADING -> getChildren().setAll(wells());
            case AWAY -> getChildren().setAll(away);
            case EMPTY -> getChildren().setAll(empty);
        }
    }

    /** Where something will be. */
    private Region wells() {
        VBox wells = Styles.column("wells");
        wells.setAccessibleRole(AccessibleRole.TEXT);
        wells.setAccessibleText(loading);
        for (int index = 0; index < WELLS; index++) {
            Region well = new Region();
            well.getStyleClass().addAll("ts-well", "row-well");
            wells.getChildren().add(well);
        }
        return wells;
    }
}
