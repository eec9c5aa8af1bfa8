package org.tallystick.ui.pay;

import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.Glyph;
import org.tallystick.ui.control.ProofSeal;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.control.RouteView;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.pay.PayResultViewModel.Stage;

/** Draws that a payment is on its way, and what came of it. The seal is only for what was proved. */
public final class PayResultView implements Screen {

    private static final double MARK_EMS = 3.4;

    private final PayResultViewModel model;
    private final Consumer<String> toActivity;
    private final Parent root;
    private final RouteView taken = new RouteView();
    private final Glyph refused = new Glyph(Feather.X_CIRCLE, MARK_EMS);
    private final Glyph said = new Glyph(Feather.CHECK_CIRCLE, MARK_EMS);
    private final ProofSeal seal = new ProofSeal(ProofSeal.Size.MEDIUM);
    private final ChangeListener<Stage> onStage = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable RouteMap> onTaken = (property, before, now) -> show(now);

    @FXML
    private StackPane sealBox;

    @FXML
    private StackPane takenBox;

    @FXML
    private ProgressIndicator progress;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Label proof;

    @FXML
    private Button show;

    @FXML
    private Button back;

    @FXML
    private Button again;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param toActivity leads to what happened; gets the id of a payment, or nothing
     */
    public PayResultView(PayResultViewModel model, Messages messages, Consumer<String> toActivity) {
        this.model = model;
        this.toActivity = toActivity;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        refused.getStyleClass().add("refused-mark");
        sealBox.getChildren().addAll(seal, refused, said);
        taken.setCompact(true);
        takenBox.getChildren().add(taken);
        title.textProperty().bind(model.titleProperty());
        text.textProperty().bind(model.textProperty());
        proof.textProperty().bind(model.proofProperty());
    }

    private void show(Stage stage) {
        boolean ended = stage == Stage.PAID || stage == Stage.PENDING;
        boolean onlySaid = stage == Stage.PAID && !model.provenProperty().get();
        Shown.set(progress, stage == Stage.PAYING);
        Shown.set(sealBox, ended || stage == Stage.REFUSED);
        Shown.set(seal, ended && !onlySaid);
        Shown.set(said, onlySaid);
        Shown.set(refused, stage == Stage.REFUSED);
        // What is not paid does not stand in activity.
        Shown.set(show, stage == Stage.PAID);
        Shown.set(again, ended);
        Shown.set(back, stage == Stage.REFUSED);
        seal.setRunning(stage == Stage.PAID && !onlySaid);
        switch (stage) {
            case PAID -> {
                seal.setPaid(model.second(), "", model.titleProperty().get());
                again.requestFocus();
            }
            case PENDING -> {
                seal.setWaiting("", model.titleProperty().get());
                again.requestFocus();
            }
            case REFUSED -> back.requestFocus();
            case FILLING, PAYING -> {}
        }
    }

    private void show(@Nullable RouteMap map) {
        Shown.set(takenBox, map != null);
        if (map != null) {
            taken.show(map, RouteView.State.LIT, "");
        }
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.stageProperty().addListener(onStage);
        model.takenProperty().addListener(onTaken);
        show(model.takenProperty().get());
        show(model.stageProperty().get());
    }

    @Override
    public void detach() {
        model.stageProperty().removeListener(onStage);
        model.takenProperty().removeListener(onTaken);
        seal.setRunning(false);
    }

    @FXML
    private void show() {
        toActivity.accept(model.paidTxId());
    }

    @FXML
    private void leave() {
        model.leave();
    }
}
