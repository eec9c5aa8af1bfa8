package org.tallystick.ui.pay;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tallystick.ui.control.AmountField;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.PersonPicker;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.control.RouteView;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws a payment: the form at the left, the ways and the sentence at the right, and at last what came of it. */
public final class PayView implements Screen {

    private static final double ROOM_EMS = 56;
    private static final String ABOVE_A_FORM = "hairline-top";
    private static final String NARROW = "narrow";

    private final PayViewModel model;
    private final PersonPicker picker;
    private final Messages messages;
    private final Screen result;
    private final Parent root;
    private final AmountField amount;
    private final RouteView routes = new RouteView();
    private final ConfirmSentence confirm = new ConfirmSentence();
    private final ChangeListener<Object> onChange = (property, before, now) -> refresh();
    private final ChangeListener<Boolean> onFilling = (property, before, now) -> show(now);
    private final ListChangeListener<Object> onList = change -> refresh();
    private final ChangeListener<Object> onPayee = (property, before, now) -> amountNext();
    private boolean shown;

    @FXML
    private VBox frame;

    @FXML
    private VBox filling;

    @FXML
    private VBox right;

    @FXML
    private ScrollPane formScroll;

    @FXML
    private VBox form;

    @FXML
    private ScrollPane waysScroll;

    @FXML
    private VBox ways;

    @FXML
    private VBox foot;

    @FXML
    private Label said;

    @FXML
    private StackPane payeeBox;

    @FXML
    private StackPane amountBox;

    @FXML
    private Button offer;

    @FXML
    private TextField note;

    @FXML
    private Label noteProblem;

    @FXML
    private Label waysTitle;

    @FXML
    private Label thickness;

    @FXML
    private StackPane routeBox;

    @FXML
    private Label noWays;

    @FXML
    private VBox confirmBox;

    @FXML
    private Button pay;

    @FXML
    private StackPane resultBox;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param result draws what came of it
     */
    public PayView(PayViewModel model, Messages messages, Screen result) {
        this.model = model;
        this.picker = new PersonPicker(
                messages.text("pay.to"), messages.text("pay.to.prompt"), messages.text("pay.to.change"));
        this.messages = messages;
        this.result = result;
        this.amount = new AmountField(messages.text("pay.amount"), messages.text("pay.unit"));
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        Shown.text(noteProblem, model.noteProblemProperty());
        note.setAccessibleText(messages.text("pay.note"));
        payeeBox.getChildren().add(picker);
        picker.textProperty().bindBidirectional(model.payeeTextProperty());
        picker.setOnChoose(model::choose);
        picker.setOnEnter(model::chooseFirst);
        picker.setOnClear(model::unchoose);
        note.textProperty().bindBidirectional(model.noteProperty());
        amount.textProperty().bindBidirectional(model.amountProperty());
        amount.unitProperty().bindBidirectional(model.unitProperty());
        amount.promptTextProperty().set("0.00");
        amountBox.getChildren().add(amount);
        routeBox.getChildren().add(routes);
        confirmBox.getChildren().add(confirm);
        resultBox.getChildren().add(result.root());
        pay.textProperty().bind(model.buttonProperty());
        pay.disableProperty()
                .bind(model.payableProperty()
                        .not()
                        .or(model.noteProblemProperty().isNotEmpty()));
        Shown.text(offer, model.offerProperty());
        Breakpoint.watch(frame, ROOM_EMS, this::arrange);
        frame.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                model.pay();
                event.consume();
            }
        });
    }

    /** Beside each other where there is room, else one under the other in one column. */
    private void arrange(boolean wide) {
        boolean narrow = !wide;
        if (narrow == form.getChildren().contains(ways)) {
            return;
        }
        formScroll.getStyleClass().remove(NARROW);
        if (narrow) {
            waysScroll.setContent(null);
            form.getChildren().add(ways);
            formScroll.getStyleClass().add(NARROW);
        } else {
            form.getChildren().remove(ways);
            waysScroll.setContent(ways);
        }
        Shown.set(right, !narrow);
        Shown.set(said, narrow);
        right.getChildren().remove(foot);
        filling.getChildren().remove(foot);
        foot.getStyleClass().remove(ABOVE_A_FORM);
        if (narrow) {
            foot.getStyleClass().add(ABOVE_A_FORM);
        }
        (narrow ? filling : right).getChildren().add(foot);
        HBox.setHgrow(formScroll, narrow ? Priority.ALWAYS : Priority.NEVER);
    }

    /** Whoever is chosen is asked for the amount next. */
    private void amountNext() {
        if (model.payeeProperty().get() != null) {
            amount.focusFigure();
        }
    }

    private void refresh() {
        if (!shown) {
            return;
        }
        amount.setUnits(model.units());
        amount.stateProperty().set(model.amountStateProperty().get());
        amount.capacityFractionProperty()
                .set(
                        model.mapProperty().get() == null
                                        && model.offerProperty().get().isEmpty()
                                ? AmountField.NO_CAPACITY
                                : model.capacityFractionProperty().get());
        amount.liveSentenceProperty()
                .set(new Sentence(List.of(Part.plain(model.liveProperty().get()))));
        RouteMap map = model.mapProperty().get();
        Sentence sentence = model.confirmationProperty().get();
        boolean drawn = map != null && !map.routes().isEmpty();
        Shown.set(routeBox, drawn);
        Shown.set(thickness, drawn);
        AmountField.State typed = model.amountStateProperty().get();
        Shown.set(noWays, sentence == null && (typed == AmountField.State.EMPTY || typed == AmountField.State.TYPING));
        Shown.set(confirmBox, sentence != null);
        waysTitle.setText("");
        said.setText("");
        if (map != null && drawn) {
            int count = map.routes().size();
            waysTitle.setText(count == 1 ? messages.text("pay.ways.one") : messages.text("pay.ways.many", count));
            routes.show(map, RouteView.State.LIT, "");
        }
        if (sentence != null) {
            said.setText(sentence.text());
            confirm.setSentence(sentence);
            confirm.setLines(model.changes());
        }
    }

    private void show(boolean form) {
        filling.setVisible(form);
        resultBox.setVisible(!form);
        if (form) {
            focus();
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        shown = true;
        model.attach();
        for (var property : List.of(
                model.amountStateProperty(),
                model.liveProperty(),
                model.mapProperty(),
                model.confirmationProperty(),
                model.capacityFractionProperty())) {
            property.addListener(onChange);
        }
        model.changes().addListener(onList);
        model.units().addListener(onList);
        picker.follow(model.candidates(), model.hintProperty(), model.payeeProperty());
        model.fillingProperty().addListener(onFilling);
        result.attach();
        model.payeeProperty().addListener(onPayee);
        refresh();
        formScroll.setVvalue(0);
        show(model.fillingProperty().get());
    }

    @Override
    public void focus() {
        if (model.payeeProperty().get() == null) {
            picker.focusField();
        } else {
            amount.focusFigure();
        }
    }

    @Override
    public void detach() {
        shown = false;
        model.detach();
        for (var property : List.of(
                model.amountStateProperty(),
                model.liveProperty(),
                model.mapProperty(),
                model.confirmationProperty(),
                model.capacityFractionProperty())) {
            property.removeListener(onChange);
        }
        model.changes().removeListener(onList);
        model.units().removeListener(onList);
        picker.unfollow();
        model.fillingProperty().removeListener(onFilling);
        result.detach();
        model.payeeProperty().removeListener(onPayee);
    }

    @FXML
    private void takeOffer() {
        model.takeOffer();
        amount.focusFigure();
    }

    @FXML
    private void pay() {
        model.pay();
    }
}
