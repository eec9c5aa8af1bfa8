package org.tallystick.ui.community;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.community.UnitsViewModel.Row;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;

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
        for (Label label : List.of(promise, problem)) {
            label.textProperty().bind(label.equals(promise) ? model.promiseProperty() : model.problemProperty());
            label.visibleProperty().bind(label.textProperty().isNotEmpty());
            label.managedProperty().bind(label.visibleProperty());
        }
        form.visibleProperty().bind(model.governsProperty());
        form.managedProperty().bind(form.visibleProperty());
        // Between two places that stay: what is asked for while children are styled must not change whose turn it is.
        Breakpoint.watch(content, ROOM_EMS, wide -> {
            StackPane from = wide ? below : right;
            StackPane to = wide ? right : below;
            from.getChildren().clear();
            to.getChildren().setAll(form);
            from.setVisible(false);
            from.setManaged(false);
            to.setVisible(true);
            to.setManaged(true);
        });
    }

    private void fill() {
        units.getChildren().setAll(model.rows().stream().map(this::row).toList());
    }

    private Node row(Row one) {
        Label name = new Label(one.code());
        name.getStyleClass().add("strong");
        Label caption = new Label(one.decimals());
        caption.getStyleClass().add("caption");
        VBox words = new VBox(name, caption);
        words.getStyleClass().add("row-words");
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Chip chip = one.offered()
                ? new Chip(Feather.CHECK, messages.text("community.units.on"), Tone.OWED)
                : new Chip(Feather.SLASH, messages.text("community.units.off"), Tone.HELD);
        HBox row = new HBox(words, chip);
        if (model.governsProperty().get()) {
            Button button =
                    new Button(messages.text(one.offered() ? "community.units.switchOff" : "community.units.switchOn"));
            button.getStyleClass().add("small");
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setAccessibleText(button.getText() + " " + one.code());
            button.setOnAction(event -> model.offer(one, !one.offered()));
            row.getChildren().add(button);
        }
        row.getStyleClass().addAll("gap-3", "hairline-bottom", "unit-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    @Override
    public Region root() {
        return (Region) root;
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
