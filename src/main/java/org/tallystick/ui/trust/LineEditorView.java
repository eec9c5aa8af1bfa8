package org.tallystick.ui.trust;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tallystick.ui.control.PersonPicker;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the form for a line of trust. */
public final class LineEditorView implements Screen {

    private final LineEditorViewModel model;
    private final Messages messages;
    private final PersonPicker picker;
    private final Parent root;

    @FXML
    private Label title;

    @FXML
    private VBox personBox;

    @FXML
    private StackPane pickerBox;

    @FXML
    private TextField limit;

    @FXML
    private ComboBox<String> unit;

    @FXML
    private CheckBox passes;

    @FXML
    private CheckBox clears;

    @FXML
    private TextField daily;

    @FXML
    private Label promise;

    @FXML
    private Label problem;

    @FXML
    private Button save;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public LineEditorView(LineEditorViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.picker = new PersonPicker(
                messages.text("trust.edit.person"), messages.text("pay.to.prompt"), messages.text("pay.to.change"));
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        title.textProperty().bind(model.titleProperty());
        pickerBox.getChildren().add(picker);
        picker.textProperty().bindBidirectional(model.personTextProperty());
        picker.setOnChoose(model::choose);
        picker.setOnEnter(model::chooseFirst);
        // Whoever is chosen is asked for the limit next.
        model.personProperty().addListener((property, before, now) -> {
            if (now != null) {
                limit.requestFocus();
            }
        });
        picker.setOnClear(model::unchoose);
        picker.follow(model.candidates(), model.hintProperty(), model.personProperty());
        limit.textProperty().bindBidirectional(model.limitProperty());
        limit.setAccessibleText(messages.text("trust.edit.limit"));
        daily.textProperty().bindBidirectional(model.dailyProperty());
        daily.setAccessibleText(messages.text("trust.edit.daily"));
        unit.setItems(model.units());
        unit.valueProperty().bindBidirectional(model.unitProperty());
        unit.setAccessibleText(messages.text("pay.unit"));
        unit.disableProperty().bind(model.fixedProperty());
        passes.selectedProperty().bindBidirectional(model.passesProperty());
        clears.selectedProperty().bindBidirectional(model.clearsProperty());
        promise.textProperty().bind(model.promiseProperty());
        problem.textProperty().bind(model.problemProperty());
        Shown.when(personBox, model.fixedProperty().not());
        Shown.when(promise, model.promiseProperty().isNotEmpty());
        Shown.when(problem, model.problemProperty().isNotEmpty());
        save.disableProperty().bind(model.saveableProperty().not());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        if (model.fixedProperty().get()) {
            Focus.on(limit);
        } else {
            picker.focusField();
        }
    }

    @FXML
    private void cancel() {
        model.cancel();
    }

    @FXML
    private void save() {
        model.save();
    }
}
