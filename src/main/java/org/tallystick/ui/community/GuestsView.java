package org.tallystick.ui.community;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.tallystick.ui.community.GuestsViewModel.Row;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.TitledRow;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws who waits, with a button for each, and who is connected. */
public final class GuestsView implements Screen {

    private final GuestsViewModel model;
    private final Messages messages;
    private final Parent root;
    private final ListChangeListener<Object> onPeople = change -> fill();

    @FXML
    private VBox waiting;

    @FXML
    private Label noWaiting;

    @FXML
    private Label moreWaiting;

    @FXML
    private VBox connected;

    @FXML
    private Label noConnected;

    @FXML
    private Label moreConnected;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public GuestsView(GuestsViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        Shown.text(moreWaiting, model.moreWaitingProperty());
        Shown.text(moreConnected, model.moreConnectedProperty());
    }

    private void fill() {
        fill(waiting, noWaiting, model.waiting());
        fill(connected, noConnected, model.connected());
    }

    private void fill(VBox box, Label none, List<Row> rows) {
        List<TitledRow> made = rows.stream().map(this::row).toList();
        made.stream().skip(1).forEach(row -> row.getStyleClass().add("hairline-top"));
        box.getChildren().setAll(made);
        Shown.set(none, rows.isEmpty());
    }

    private TitledRow row(Row one) {
        TitledRow row = new TitledRow(new PersonTile(PersonTile.Size.ROW, one.person()));
        row.show(one.person().shown(), one.caption(), one.mayDecide() ? new Node[] {approve(one)} : new Node[0]);
        return row;
    }

    private Button approve(Row one) {
        Button approve = new Button(messages.text("community.act.APPROVE"));
        approve.getStyleClass().add("small");
        approve.setAccessibleText(
                messages.text("community.approve.spoken", one.person().shown()));
        approve.setOnAction(event -> model.approve(one));
        return approve;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.waiting().addListener(onPeople);
        model.connected().addListener(onPeople);
        fill();
    }

    @Override
    public void detach() {
        model.waiting().removeListener(onPeople);
        model.connected().removeListener(onPeople);
    }
}
