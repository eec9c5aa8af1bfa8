package org.tallystick.ui.hubs;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.tallystick.ui.control.TitledRow;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.hubs.OutboxViewModel.Row;

/** Draws what is on its way to a hub, with a way back for what was not sent yet; nothing at all where there is nothing. */
public final class OutboxView implements Screen {

    private final OutboxViewModel model;
    private final Messages messages;
    private final Parent root;
    private final ListChangeListener<Object> onRows = change -> fill();

    @FXML
    private Label title;

    @FXML
    private VBox rows;

    @FXML
    private Button ask;

    @FXML
    private Label said;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public OutboxView(OutboxViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        Shown.text(said, model.problemProperty());
        Shown.text(title, model.titleProperty());
        Shown.when(ask, model.canAskProperty());
        said.visibleProperty().addListener((property, before, now) -> fill());
    }

    private void fill() {
        rows.getChildren().setAll(model.rows().stream().map(this::line).toList());
        root.setVisible(!model.rows().isEmpty() || said.isVisible());
    }

    private Node line(Row row) {
        TitledRow line = new TitledRow().wrapped();
        if (row.waits()) {
            line.show(row.what(), row.until(), withdraw(row));
        } else {
            line.show(row.what(), row.until());
        }
        return line;
    }

    private Button withdraw(Row row) {
        Button withdraw = new Button(messages.text("hubs.outbox.withdraw"));
        withdraw.getStyleClass().add("small");
        withdraw.setAccessibleText(messages.text("hubs.outbox.withdraw.spoken", row.what()));
        withdraw.setOnAction(event -> model.withdraw(row));
        return withdraw;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.rows().addListener(onRows);
        fill();
    }

    @Override
    public void detach() {
        model.rows().removeListener(onRows);
    }

    @FXML
    private void ask() {
        model.ask();
    }
}
