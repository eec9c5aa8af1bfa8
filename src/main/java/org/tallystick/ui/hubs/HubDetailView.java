package org.tallystick.ui.hubs;

import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.AmountLabel;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.hubs.HubDetailViewModel.Detail;
import org.tallystick.ui.hubs.HubDetailViewModel.Doing;
import org.tallystick.ui.hubs.HubDetailViewModel.UnitRow;

/** Draws one hub with all that can be done with it. */
public final class HubDetailView implements Screen {

    private final HubDetailViewModel model;
    private final Messages messages;
    private final Screen mover;
    private final Screen outbox;
    private final Parent root;
    private final HubTile tile = new HubTile();
    private final ConfirmSentence sentence = new ConfirmSentence();
    private final ChangeListener<@Nullable Detail> onDetail = (property, before, now) -> show(now);
    private final ChangeListener<Doing> onDoing = (property, before, now) -> show(now, true);
    private final ChangeListener<@Nullable Sentence> onLeaving = (property, before, now) -> leaving(now);
    private final ListChangeListener<Object> onUnits = change -> fillUnits();

    @FXML
    private StackPane tileBox;

    @FXML
    private Label name;

    @FXML
    private Label pid;

    @FXML
    private Button copy;

    @FXML
    private StackPane chipBox;

    @FXML
    private Label meaning;

    @FXML
    private Label age;

    @FXML
    private Label givenBack;

    @FXML
    private Label dialect;

    @FXML
    private VBox evidenceBox;

    @FXML
    private Label evidence;

    @FXML
    private VBox looking;

    @FXML
    private FlowPane choices;

    @FXML
    private Button open;

    @FXML
    private Button retry;

    @FXML
    private Button move;

    @FXML
    private Button leave;

    @FXML
    private VBox unitsBox;

    @FXML
    private VBox units;

    @FXML
    private StackPane outboxBox;

    @FXML
    private VBox addressBox;

    @FXML
    private Label address;

    @FXML
    private TextField ownName;

    @FXML
    private VBox ownNameBox;

    @FXML
    private VBox moving;

    @FXML
    private StackPane moverBox;

    @FXML
    private VBox leavingBox;

    @FXML
    private StackPane sentenceBox;

    @FXML
    private Label problem;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param mover the form that finds another address
     * @param outbox draws what is on its way
     */
    public HubDetailView(HubDetailViewModel model, Messages messages, Screen mover, Screen outbox) {
        this.outbox = outbox;
        this.model = model;
        this.messages = messages;
        this.mover = mover;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        tileBox.getChildren().add(tile);
        moverBox.getChildren().add(mover.root());
        outboxBox.getChildren().add(outbox.root());
        Shown.when(outboxBox, outbox.root().visibleProperty());
        sentenceBox.getChildren().add(sentence);
        ownName.setAccessibleText(messages.text("hubs.name"));
        ownName.textProperty().bindBidirectional(model.nameProperty());
        Shown.text(problem, model.problemProperty());
        model.warningProperty().addListener((property, before, now) -> sentence.setWarning(now));
        choices.disableProperty().bind(model.workingProperty());
    }

    private void show(@Nullable Detail now) {
        if (now == null) {
            return;
        }
        tile.setHub(now.look());
        name.setText(now.look().name());
        pid.setText(now.pid());
        copy.setAccessibleText(messages.text("hubs.copy", now.look().name()));
        chipBox.getChildren().setAll(new Chip(now.state(), now.tone()));
        meaning.setText(now.meaning());
        Shown.text(age, now.age());
        Shown.text(givenBack, now.givenBack());
        Shown.text(dialect, now.dialect());
        evidence.setText(now.evidence());
        Shown.set(evidenceBox, !now.evidence().isEmpty());
        address.setText(now.address());
        Shown.set(addressBox, !now.address().isEmpty());
        Shown.set(ownNameBox, now.elsewhere());
        Shown.set(open, !now.active());
        Shown.set(retry, now.canRetry());
        Shown.set(move, now.elsewhere());
        Shown.set(leave, now.elsewhere());
        Shown.set(choices, !now.active() || now.elsewhere());
    }

    private void show(Doing doing, boolean focus) {
        Shown.set(looking, doing == Doing.LOOKING);
        Shown.set(moving, doing == Doing.MOVING);
        Shown.set(leavingBox, doing == Doing.LEAVING);
        if (!focus) {
            return;
        }
        switch (doing) {
            case LEAVING -> Focus.on(sentence.getChildrenUnmodifiable().getFirst());
            case MOVING -> mover.focus();
            case LOOKING -> Focus.on(leave.isVisible() ? leave : copy);
        }
    }

    private void leaving(@Nullable Sentence now) {
        if (now != null) {
            sentence.setSentence(now);
            sentence.setWarning(model.warningProperty().get());
        }
    }

    private void fillUnits() {
        units.getChildren()
                .setAll(model.units().stream().map(HubDetailView::unit).toList());
        Shown.set(unitsBox, !model.units().isEmpty());
    }

    private static Node unit(UnitRow unit) {
        Label code = new Label(unit.code());
        code.getStyleClass().add("strong");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        AmountLabel amount = new AmountLabel();
        amount.setMaxHeight(Region.USE_PREF_SIZE);
        amount.setBalance(unit.netMinor(), unit.precision(), "");
        HBox row = new HBox(code, space, amount);
        row.getStyleClass().addAll("gap-3", "hairline-bottom", "hub-unit");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        model.detailProperty().addListener(onDetail);
        model.doingProperty().addListener(onDoing);
        model.leavingProperty().addListener(onLeaving);
        model.units().addListener(onUnits);
        mover.attach();
        outbox.attach();
        show(model.detailProperty().get());
        leaving(model.leavingProperty().get());
        show(model.doingProperty().get(), false);
        fillUnits();
    }

    @Override
    public void detach() {
        mover.detach();
        outbox.detach();
        model.detailProperty().removeListener(onDetail);
        model.doingProperty().removeListener(onDoing);
        model.leavingProperty().removeListener(onLeaving);
        model.units().removeListener(onUnits);
    }

    @FXML
    private void copy() {
        Copy.text(pid.getText());
    }

    @FXML
    private void open() {
        model.open();
    }

    @FXML
    private void retry() {
        model.retry();
    }

    @FXML
    private void rename() {
        model.rename();
    }

    @FXML
    private void askMove() {
        model.askMove();
    }

    @FXML
    private void move() {
        model.move();
    }

    @FXML
    private void askLeave() {
        model.askLeave();
    }

    @FXML
    private void leave() {
        model.leave();
    }

    @FXML
    private void rest() {
        model.rest();
    }
}
