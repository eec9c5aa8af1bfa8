package org.tallystick.ui.hubs;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
        said.textProperty().bind(model.problemProperty());
        Shown.when(said, model.problemProperty().isNotEmpty());
        model.canAskProperty().addListener((property, before, now) -> fill());
        said.visibleProperty().addListener((property, before, now) -> fill());
    }

    private void fill() {
        rows.getChildren().setAll(model.rows().stream().map(this::line).toList());
        boolean some = !model.rows().isEmpty();
        Shown.set(ask, some && model.canAskProperty().get());
        root.setVisible(some || said.isVisible());
    }

    private Node line(Row row) {
        Label what = new Label(row.what());
        what.getStyleClass().add("medium");
        Label until = new Label(row.until());
        until.getStyleClass().add("caption");
        for (Label label : new Label[] {what, until}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        VBox words = new VBox(what, until);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(words);
        line.getStyleClass().addAll("gap-3", "outbox-line");
        line.setAlignment(Pos.CENTER_LEFT);
        if (row.waits()) {
            Button withdraw = new Button(messages.text("hubs.outbox.withdraw"));
            withdraw.getStyleClass().add("small");
            withdraw.setMinWidth(Region.USE_PREF_SIZE);
            withdraw.setAccessibleText(messages.text("hubs.outbox.withdraw.spoken", row.what()));
            withdraw.setOnAction(event -> model.withdraw(row));
            line.getChildren().add(withdraw);
        }
        return line;
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
