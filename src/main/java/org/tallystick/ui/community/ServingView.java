package org.tallystick.ui.community;

import java.util.List;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.community.ServingViewModel.Mode;
import org.tallystick.ui.community.ServingViewModel.Served;
import org.tallystick.ui.community.ServingViewModel.Who;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.FigureTile;
import org.tallystick.ui.control.QrPanel;
import org.tallystick.ui.control.Toast;
import org.tallystick.ui.fx.Choice;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the figures, the address or the form for it, and beside that who waits and who is connected. */
public final class ServingView implements Screen {

    private static final double ROOM_EMS = 60;
    private static final double QR_EMS = 13;

    private final ServingViewModel model;
    private final Messages messages;
    private final Screen guests;
    private final Parent root;
    private final QrPanel qr = new QrPanel(QR_EMS);
    private final Toast toast;
    private final ChangeListener<Mode> onMode = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Served> onServed = (property, before, now) -> show(now);
    private final ChangeListener<String> onSaid = (property, before, now) -> say(now);
    private final ListChangeListener<Object> onFigures = change -> fillFigures();

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

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param guests draws who waits and who is connected
     */
    public ServingView(ServingViewModel model, Messages messages, Screen guests) {
        this.model = model;
        this.messages = messages;
        this.guests = guests;
        this.root = Loader.load(this, messages);
        this.toast = Toast.on(stage);
    }

    @FXML
    private void initialize() {
        Choice.between(model.whoProperty(), Map.of(Who.MACHINE, machine, Who.NETWORK, network, Who.PROXY, proxy));
        Shown.when(urlBox, model.whoProperty().isEqualTo(Who.PROXY));
        name.setAccessibleText(messages.text("community.serve.name"));
        name.textProperty().bindBidirectional(model.nameProperty());
        port.setAccessibleText(messages.text("community.serve.port"));
        port.textProperty().bindBidirectional(model.portProperty());
        url.setAccessibleText(messages.text("community.serve.url"));
        url.textProperty().bindBidirectional(model.urlProperty());
        approval.selectedProperty().bindBidirectional(model.approvalProperty());
        again.selectedProperty().bindBidirectional(model.againProperty());
        qrBox.getChildren().add(qr);
        Shown.text(problem, model.problemProperty());
        Breakpoint.move(content, ROOM_EMS, guests.root(), right, below);
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
            Shown.text(warning, now.warning());
        }
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
        model.saidProperty().addListener(onSaid);
        model.figures().addListener(onFigures);
        show(model.modeProperty().get());
        show(model.servedProperty().get());
        fillFigures();
        guests.attach();
    }

    @Override
    public void detach() {
        guests.detach();
        model.modeProperty().removeListener(onMode);
        model.servedProperty().removeListener(onServed);
        model.saidProperty().removeListener(onSaid);
        model.figures().removeListener(onFigures);
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
        Copy.text(address.getText());
        toast.show(messages.text("community.serve.copied"));
    }
}
