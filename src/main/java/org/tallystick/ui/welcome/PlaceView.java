package org.tallystick.ui.welcome;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tallystick.ui.fx.Choice;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.welcome.PlaceViewModel.Where;

/** Three places to begin, each with what it has to know. */
public final class PlaceView implements Screen {

    private static final List<Integer> DECIMALS = List.of(0, 1, 2, 3, 4);

    private final PlaceViewModel model;
    private final Messages messages;
    private final Screen finder;
    private final Parent root;

    @FXML
    private RadioButton own;

    @FXML
    private RadioButton hub;

    @FXML
    private RadioButton town;

    @FXML
    private VBox ownFields;

    @FXML
    private TextField communityName;

    @FXML
    private TextField unitCode;

    @FXML
    private ComboBox<Integer> decimals;

    @FXML
    private StackPane finderBox;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param finder the form that finds a hub elsewhere
     */
    public PlaceView(PlaceViewModel model, Messages messages, Screen finder) {
        this.model = model;
        this.messages = messages;
        this.finder = finder;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        Choice.between(model.whereProperty(), Map.of(Where.OWN, own, Where.HUB, hub, Where.TOWN, town));
        Shown.when(ownFields, model.whereProperty().isEqualTo(Where.OWN));
        Shown.when(finderBox, model.whereProperty().isEqualTo(Where.HUB));
        finderBox.getChildren().add(finder.root());
        communityName.textProperty().bindBidirectional(model.nameProperty());
        unitCode.textProperty().bindBidirectional(model.unitCodeProperty());
        decimals.getItems().setAll(DECIMALS);
        decimals.valueProperty().bindBidirectional(model.decimalsProperty());
        Map.of(
                        communityName, "welcome.place.name",
                        unitCode, "welcome.place.unit",
                        decimals, "welcome.place.decimals")
                .forEach((field, key) -> field.setAccessibleText(messages.text(key)));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        finder.attach();
    }

    @Override
    public void detach() {
        finder.detach();
    }

    /** To what the chosen place has to know first. The arrows, which choose as they pass, stay among the places. */
    @FXML
    @Override
    public void focus() {
        switch (model.whereProperty().get()) {
            case OWN -> Focus.on(communityName);
            case HUB -> finder.focus();
            case TOWN -> Focus.on(town);
        }
    }
}
