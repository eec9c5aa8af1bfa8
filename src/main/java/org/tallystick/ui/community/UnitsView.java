package org.tallystick.ui.community;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.community.UnitsViewModel.Row;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.TitledRow;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the units, and a form for one more. */
public final class UnitsView implements Screen {

    private static final double ROOM_EMS = 52;
    private static final List<Integer> DECIMALS = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8);

    private final UnitsViewModel model;
    private final Messages messages;
    private final Parent root;
    private final ListChangeListener<Object> onRows = change -> fill();

    @FXML
    private VBox content;

    @FXML
    private StackPane right;

    @FXML
    private StackPane below;

    @FXML
    private VBox units;

    @FXML
    private VBox form;

    @FXML
    private TextField code;

    @FXML
    private ComboBox<Integer> decimals;

    @FXML
    private Label promise;

    @FXML
    private Label problem;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public UnitsView(UnitsViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        code.setAccessibleText(messages.text("community.units.code"));
        code.textProperty().bindBidirectional(model.codeProperty());
        decimals.setAccessibleText(messages.text("welcome.place.decimals"));
        decimals.getItems().setAll(DECIMALS);
        decimals.valueProperty().bindBidirectional(model.decimalsProperty());
        Shown.text(promise, model.promiseProperty());
        Shown.text(problem, model.problemProperty());
        Shown.when(form, model.governsProperty());
        Breakpoint.move(content, ROOM_EMS, form, right, below);
    }

    private void fill() {
        units.getChildren().setAll(model.rows().stream().map(this::row).toList());
    }

    private Node row(Row one) {
        Chip chip = one.offered()
                ? new Chip(Feather.CHECK, messages.text("community.units.on"), Tone.OWED)
                : new Chip(Feather.SLASH, messages.text("community.units.off"), Tone.HELD);
        TitledRow row = new TitledRow();
        row.getStyleClass().add("hairline-bottom");
        if (model.governsProperty().get()) {
            row.show(one.code(), one.decimals(), chip, button(one));
        } else {
            row.show(one.code(), one.decimals(), chip);
        }
        return row;
    }

    private Button button(Row one) {
        Button button =
                new Button(messages.text(one.offered() ? "community.units.switchOff" : "community.units.switchOn"));
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText() + " " + one.code());
        button.setOnAction(event -> model.offer(one, !one.offered()));
        return button;
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
    private void define() {
        model.define();
    }
}
