package org.tallystick.ui.home;

import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.BalanceCard;
import org.tallystick.ui.control.Breakpoint;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.home.HomeViewModel.Need;
import org.tallystick.ui.home.HomeViewModel.Recent;

/** Draws the cards, the last activity and what needs the owner. */
public final class HomeView implements Screen {

    /** Where the buttons lead; the frame goes there. */
    public interface Ways {

        /** To paying. */
        void pay();

        /** To a new line. */
        void openLine();

        /** To the lines of a unit. */
        void lines(String unit);

        /** To all activity. */
        void activity();

        /** To one thing that happened, by its number. */
        void activity(long seq);
    }

    private static final double ROOM_EMS = 60;

    private final HomeViewModel model;
    private final Ways ways;
    private final Cover cover;
    private final EmptyState empty;
    private final Parent root;
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ListChangeListener<Object> onContent = change -> fill();

    @FXML
    private Label today;

    @FXML
    private VBox content;

    @FXML
    private HBox beside;

    @FXML
    private HBox actions;

    @FXML
    private ScrollPane scroll;

    @FXML
    private FlowPane cards;

    @FXML
    private VBox recent;

    @FXML
    private Label noRecent;

    @FXML
    private Label proven;

    @FXML
    private VBox needsBox;

    @FXML
    private VBox needs;

    @FXML
    private StackPane other;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param ways where the buttons lead
     */
    public HomeView(HomeViewModel model, Messages messages, Ways ways) {
        this.model = model;
        this.ways = ways;
        this.cover = new Cover(messages, model::retry);
        this.empty = new EmptyState(messages.text("home.empty.title"), messages.text("home.empty.text"));
        empty.setAction(Feather.PLUS, messages.text("home.openLine"), ways::openLine);
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        other.getChildren().add(cover);
        // What needs the owner stands beside what happened where there is room, else before it.
        Breakpoint.watch(content, ROOM_EMS, wide -> {
            content.getChildren().remove(needsBox);
            beside.getChildren().remove(needsBox);
            if (wide) {
                beside.getChildren().add(needsBox);
            } else {
                content.getChildren().add(content.getChildren().indexOf(beside), needsBox);
            }
        });
        proven.textProperty().bind(model.provenProperty());
    }

    private void fill() {
        cards.getChildren().setAll(model.cards().stream().map(this::card).toList());
        recent.getChildren().setAll(model.recent().stream().map(this::row).toList());
        Shown.set(noRecent, model.recent().isEmpty());
        needs.getChildren().setAll(model.needs().stream().map(this::need).toList());
        Shown.set(needsBox, !model.needs().isEmpty());
    }

    private Node card(BalanceCard.Content content) {
        BalanceCard card = new BalanceCard();
        card.setContent(content);
        card.setOnAction(() -> ways.lines(content.code()));
        return card;
    }

    private Node row(Recent recent) {
        ActivityRow row = new ActivityRow();
        row.setContent(recent.content());
        row.setOnAction(() -> ways.activity(recent.seq()));
        row.getStyleClass().add("hairline-bottom");
        return row;
    }

    private Node need(Need need) {
        Label title = new Label(need.title());
        title.getStyleClass().add("medium");
        Label text = new Label(need.text());
        text.getStyleClass().add("caption");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(title, text);
        words.getStyleClass().add("gap-1");
        if (!need.button().isEmpty()) {
            Button button = new Button(need.button());
            button.getStyleClass().add("small");
            button.setOnAction(event -> ways.openLine());
            words.getChildren().add(button);
        }
        return words;
    }

    private void show(Availability state) {
        scroll.setVisible(state == Availability.READY);
        // Where there is no line yet, or nobody answers, the one thing to do stands in the middle.
        actions.setVisible(state == Availability.READY || state == Availability.LOADING);
        cover.show(state, empty);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void attach() {
        today.setText(model.today());
        model.stateProperty().addListener(onState);
        model.cards().addListener(onContent);
        model.recent().addListener(onContent);
        model.needs().addListener(onContent);
        show(model.stateProperty().get());
        model.attach();
        fill();
        // So that arrows and pages scroll at once.
        Focus.on(scroll);
    }

    @Override
    public void detach() {
        model.detach();
        model.stateProperty().removeListener(onState);
        model.cards().removeListener(onContent);
        model.recent().removeListener(onContent);
        model.needs().removeListener(onContent);
    }

    @FXML
    private void pay() {
        ways.pay();
    }

    @FXML
    private void openLine() {
        ways.openLine();
    }

    @FXML
    private void showAll() {
        ways.activity();
    }
}
