package org.tallystick.ui.community;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.community.ServingViewModel.Mode;
import org.tallystick.ui.community.ServingViewModel.Row;
import org.tallystick.ui.community.ServingViewModel.Served;
import org.tallystick.ui.community.ServingViewModel.Who;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.FigureTile;
import org.tallystick.ui.control.PersonRow;
import org.tallystick.ui.control.QrPanel;
import org.tallystick.ui.control.Toast;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the figures, the address or the form for it, who waits and who is connected. */
public final class ServingView implements Screen {

    private static final double ROOM_EMS = 60;
    private static final double QR_EMS = 13;

    private final ServingViewModel model;
    private final Messages messages;
    private final Parent root;
    private final QrPanel qr = new QrPanel(QR_EMS);
    private final Toast toast = new Toast();
    private final Map<Who, RadioButton> choices = new EnumMap<>(Who.class);
    private final ChangeListener<Mode> onMode = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Served> onServed = (property, before, now) -> show(now);
    private final ChangeListener<Who> onReach = (property, before, now) -> show(now);
    private final ChangeListener<String> onSaid = (property, before, now) -> say(now);
    private final ListChangeListener<Object> onFigures = change -> fillFigures();
    private final ListChangeListener<Object> onPeople = change -> fillPeople();

    @FXML
    private StackPane stage;

    @FXML
    private VBox content;

    @FXML
    private FlowPane figures;

    @FXML
    private StackPane right;

    @FXML
    private StackPane below;

    @FXML
    private VBox peopleBox;

    @FXML
    private VBox form;

    @FXML
    private VBox servedBox;

    @FXML
    private StackPane qrBox;

    @FXML
    private Label address;

    @FXML
    private Label reachNow;

    @FXML
    private Label warning;

    @FXML
    private ToggleGroup reach;

    @FXML
    private RadioButton machine;

    @FXML
    private RadioButton network;

    @FXML
    private RadioButton proxy;

    @FXML
    private TextField name;

    @FXML
    private TextField port;

    @FXML
    private VBox urlBox;

    @FXML
    private TextField url;

    @FXML
    private CheckBox approval;

    @FXML
    private CheckBox again;

    @FXML
    private Label problem;

    @FXML
    private Button start;

    @FXML
    private Button stop;

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
    public ServingView(ServingViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        choices.putAll(Map.of(Who.MACHINE, machine, Who.NETWORK, network, Who.PROXY, proxy));
        choices.forEach((each, button) -> button.setUserData(each));
        reach.selectedToggleProperty().addListener((property, before, now) -> {
            if (now != null && now.getUserData() instanceof Who chosen) {
                model.whoProperty().set(chosen);
            }
        });
        for (Map.Entry<TextField, String> field : Map.of(
                        name, "community.serve.name", port, "community.serve.port", url, "community.serve.url")
                .entrySet()) {
            field.getKey().setAccessibleText(messages.text(field.getValue()));
        }
        name.textProperty().bindBidirectional(model.nameProperty());
        port.textProperty().bindBidirectional(model.portProperty());
        url.textProperty().bindBidirectional(model.urlProperty());
        approval.selectedProperty().bindBidirectional(model.approvalProperty());
        again.selectedProperty().bindBidirectional(model.againProperty());
        qrBox.getChildren().add(qr);
        bound(problem, model.problemProperty());
        bound(moreWaiting, model.moreWaitingProperty());
        bound(moreConnected, model.moreConnectedProperty());
        StackPane low = new StackPane(toast);
        low.setPickOnBounds(false);
        low.setAlignment(Pos.BOTTOM_CENTER);
        low.getStyleClass().add("activity-toast");
        stage.getChildren().add(low);
        // Between two places that stay: what is asked for while children are styled must not change whose turn it is.
        Breakpoint.watch(content, ROOM_EMS, wide -> {
            StackPane from = wide ? below : right;
            StackPane to = wide ? right : below;
            from.getChildren().clear();
            to.getChildren().setAll(peopleBox);
            from.setVisible(false);
            from.setManaged(false);
            to.setVisible(true);
            to.setManaged(true);
        });
    }

    private static void bound(Label label, javafx.beans.property.ReadOnlyStringProperty text) {
        label.textProperty().bind(text);
        label.visibleProperty().bind(text.isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
    }

    private void fillFigures() {
        List<FigureTile.Content> now = model.figures();
        while (figures.getChildren().size() > now.size()) {
            figures.getChildren().removeLast();
        }
        while (figures.getChildren().size() < now.size()) {
            figures.getChildren().add(new FigureTile());
        }
        for (int index = 0; index < now.size(); index++) {
            FigureTile tile = (FigureTile) figures.getChildren().get(index);
            tile.setContent(now.get(index));
            tile.getStyleClass().remove("last");
            if (index == now.size() - 1) {
                tile.getStyleClass().add("last");
            }
        }
    }

    private void fillPeople() {
        fill(waiting, model.waiting());
        Shown.set(noWaiting, model.waiting().isEmpty());
        fill(connected, model.connected());
        Shown.set(noConnected, model.connected().isEmpty());
    }

    private Node row(Row one) {
        PersonRow row = new PersonRow();
        if (one.mayDecide()) {
            Button approve = new Button(messages.text("community.act.APPROVE"));
            approve.getStyleClass().add("small");
            approve.setAccessibleText(
                    messages.text("community.approve.spoken", one.person().shown()));
            approve.setOnAction(event -> model.approve(one.person()));
            row.show(one.person(), one.caption(), approve);
        } else {
            row.show(one.person(), one.caption());
        }
        return row;
    }

    private void fill(VBox box, List<Row> rows) {
        List<Node> made = rows.stream().map(this::row).toList();
        made.stream().skip(1).forEach(row -> row.getStyleClass().add("hairline-top"));
        box.getChildren().setAll(made);
    }

    private void show(Mode mode) {
        boolean serving = mode == Mode.SERVING;
        Button now = serving ? stop : start;
        Button before = serving ? start : stop;
        Shown.set(form, !serving);
        Shown.set(servedBox, serving);
        Shown.set(now, true);
        // Whoever pressed the one finds the other where it was; what is hidden first loses the focus to anything.
        if (before.isFocused()) {
            now.requestFocus();
        }
        Shown.set(before, false);
        start.setText(messages.text(mode == Mode.WORKING ? "community.serve.working" : "community.serve.start"));
    }

    private void show(@Nullable Served now) {
        if (now != null) {
            qr.setText(now.address(), messages.text("community.serve.qr", now.address()));
            address.setText(now.address());
            reachNow.setText(now.reach());
            warning.setText(now.warning());
            Shown.set(warning, !now.warning().isEmpty());
        }
    }

    private void show(Who wanted) {
        RadioButton chosen = choices.get(wanted);
        if (chosen != null) {
            chosen.setSelected(true);
        }
        Shown.set(urlBox, wanted == Who.PROXY);
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            toast.show(words);
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.modeProperty().addListener(onMode);
        model.servedProperty().addListener(onServed);
        model.whoProperty().addListener(onReach);
        model.saidProperty().addListener(onSaid);
        model.figures().addListener(onFigures);
        model.waiting().addListener(onPeople);
        model.connected().addListener(onPeople);
        show(model.modeProperty().get());
        show(model.servedProperty().get());
        show(model.whoProperty().get());
        fillFigures();
        fillPeople();
    }

    @Override
    public void detach() {
        model.modeProperty().removeListener(onMode);
        model.servedProperty().removeListener(onServed);
        model.whoProperty().removeListener(onReach);
        model.saidProperty().removeListener(onSaid);
        model.figures().removeListener(onFigures);
        model.waiting().removeListener(onPeople);
        model.connected().removeListener(onPeople);
        toast.hide();
    }

    @FXML
    private void start() {
        model.start();
    }

    @FXML
    private void stop() {
        model.stop();
    }

    @FXML
    private void again() {
        model.rememberAgain();
    }

    @FXML
    private void approval() {
        model.decideApproval();
    }

    @FXML
    private void copy() {
        ClipboardContent copied = new ClipboardContent();
        copied.putString(address.getText());
        Clipboard.getSystemClipboard().setContent(copied);
        toast.show(messages.text("community.serve.copied"));
    }
}
