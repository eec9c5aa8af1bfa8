package org.tallystick.ui.control;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Lies over what a screen shows while there is nothing to show, and says why. */
public final class Cover extends StackPane {

    private static final int WELLS = 3;

    private final String loading;
    private final EmptyState away;

    /**
     * A cover that is not shown.
     *
     * @param loading how a reader calls it while something is loaded
     * @param awayTitle that the hub is out of reach
     * @param awayText what that means
     * @param tryAgain on the button
     * @param retry asks the hub again
     */
    public Cover(String loading, String awayTitle, String awayText, String tryAgain, Runnable retry) {
        this.loading = loading;
        getStyleClass().add("ts-cover");
        away = new EmptyState(awayTitle, awayText);
        away.setAction(Feather.REFRESH_CW, tryAgain, retry);
        Styles.show(this, false);
    }

    /**
     * Shows what is to be said.
     *
     * @param state hides it when ready
     * @param empty what is said when there is nothing
     */
    public void show(Availability state, Region empty) {
        Styles.show(this, state != Availability.READY);
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
