package org.tallystick.ui.control;

import javafx.beans.DefaultProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.fx.Shown;

/** A list and its detail: side by side where there is room, else the detail covers the list and has a way back. */
@DefaultProperty("list")
public final class TwoPane extends HBox {

    private static final double ROOM_EMS = 64;

    private final Em em = new Em(this::arrange);
    private final Button back = new Button();
    private final VBox covering = new VBox(back);
    private @Nullable Region list;
    private @Nullable Region detail;
    private boolean detailWanted;
    private boolean opened;

    /** Empty panes. */
    public TwoPane() {
        getStyleClass().add("ts-two-pane");
        back.setGraphic(new Glyph(Feather.ARROW_LEFT, 1.14));
        back.getStyleClass().addAll("flat", "back");
        em.setManaged(false);
        getChildren().addAll(em, covering);
        widthProperty().addListener((property, before, now) -> arrange());
    }

    /** The list. */
    public @Nullable Region getList() {
        return list;
    }

    /** Puts the list at the left. */
    public void setList(Region now) {
        getChildren().remove(list);
        list = now;
        HBox.setHgrow(now, Priority.ALWAYS);
        now.setMinWidth(0);
        getChildren().addFirst(now);
        arrange();
    }

    /** The detail. */
    public @Nullable Region getDetail() {
        return detail;
    }

    /** Puts the detail at the right. */
    public void setDetail(Region now) {
        detail = now;
        VBox.setVgrow(now, Priority.ALWAYS);
        covering.getChildren().setAll(back, now);
        arrange();
    }

    /**
     * What leads back to the list.
     *
     * @param text on the button
     * @param action makes nothing wanted any more
     */
    public void setBack(String text, Runnable action) {
        back.setText(text);
        back.setOnAction(event -> action.run());
        covering.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && back.isVisible()) {
                action.run();
                event.consume();
            }
        });
    }

    /** Says whether somebody wants to see the detail. */
    public void setDetailWanted(boolean wanted) {
        detailWanted = wanted;
        opened = opened && wanted;
        arrange();
    }

    /** Lets the detail cover the list where there is no room for both; choosing alone does not, so that one can look through a list. */
    public void open() {
        opened = true;
        arrange();
    }

    /** Shows the list again where the detail covers it. */
    public void close() {
        opened = false;
        arrange();
    }

    /** Lets a click and Enter in the list open the detail. */
    public void openFrom(ListView<?> rows) {
        rows.setOnMouseClicked(event -> open());
        rows.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            }
        });
    }

    private void arrange() {
        if (list == null || detail == null) {
            return;
        }
        boolean narrow = getWidth() > 0 && getWidth() < em.of(ROOM_EMS);
        boolean covered = detailWanted && opened;
        Styles.state(this, "narrow", narrow);
        Shown.set(list, !narrow || !covered);
        Shown.set(covering, !narrow || covered);
        Shown.set(back, narrow);
        HBox.setHgrow(covering, narrow ? Priority.ALWAYS : Priority.NEVER);
        detail.setMaxWidth(Double.MAX_VALUE);
    }
}
