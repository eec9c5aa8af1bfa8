package org.tallystick.ui.hubs;

import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Toast;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.hubs.HubsViewModel.Row;
import org.tallystick.ui.hubs.HubsViewModel.Side;

/** Draws the hubs at the left, and the one that is selected, or the form for one more, at the right. */
public final class HubsView implements Screen {

    private final HubsViewModel model;
    private final Messages messages;
    private final Screen finder;
    private final Screen detail;
    private final Parent root;
    private final Toast toast = new Toast();
    private final ChangeListener<Side> onSide = (property, before, now) -> show(now);
    private final ChangeListener<String> onNews = (property, before, now) -> say(now);
    private final ListChangeListener<Object> onRows = change -> select();
    private boolean selecting;

    @FXML
    private TwoPane both;

    @FXML
    private ListView<Row> list;

    @FXML
    private Button add;

    @FXML
    private StackPane stage;

    @FXML
    private StackPane detailBox;

    @FXML
    private VBox adding;

    @FXML
    private StackPane finderBox;

    @FXML
    private Button join;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param finder the form that finds one more
     * @param detail draws the hub that is selected
     */
    public HubsView(HubsViewModel model, Messages messages, Screen finder, Screen detail) {
        this.model = model;
        this.messages = messages;
        this.finder = finder;
        this.detail = detail;
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        list.setAccessibleText(messages.text("hubs.title"));
        list.setItems(model.rows());
        list.setCellFactory(view -> new HubCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !selecting) {
                model.select(now);
            }
        });
        list.setOnMouseClicked(event -> both.open());
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                both.open();
            }
        });
        detailBox.getChildren().add(detail.root());
        finderBox.getChildren().add(finder.root());
        join.disableProperty().bind(model.joiningProperty());
        both.setDetailWanted(true);
        both.setBack(messages.text("app.back"), () -> {
            model.cancelAdd();
            both.setDetailWanted(false);
            both.setDetailWanted(true);
            list.requestFocus();
        });
        StackPane low = new StackPane(toast);
        low.setPickOnBounds(false);
        low.setAlignment(Pos.BOTTOM_CENTER);
        low.getStyleClass().add("activity-toast");
        stage.getChildren().add(low);
    }

    /** A row of the list. */
    private final class HubCell extends ListCell<Row> {

        private final HubTile tile = new HubTile();
        private final Label name = new Label();
        private final Label caption = new Label();
        private final HBox end = new HBox();
        private final HBox row;

        HubCell() {
            name.getStyleClass().add("medium");
            caption.getStyleClass().add("row-caption");
            VBox words = new VBox(name, caption);
            words.getStyleClass().add("row-words");
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            end.getStyleClass().add("gap-2");
            end.setAlignment(Pos.CENTER_RIGHT);
            end.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(tile, words, end);
            row.getStyleClass().addAll("gap-3", "hairline-bottom", "hub-row");
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            tile.setHub(item.look());
            name.setText(item.look().name());
            caption.setText(item.caption());
            end.getChildren().clear();
            if (item.active()) {
                end.getChildren().add(new Chip(Feather.EYE, messages.text("hubs.shown"), Tone.NEUTRAL));
            }
            end.getChildren().add(new Chip(item.state(), item.tone()));
            setGraphic(row);
            setAccessibleText(item.spoken());
        }
    }

    private void select() {
        selecting = true;
        model.selectedRow().ifPresent(row -> list.getSelectionModel().select(row));
        selecting = false;
    }

    private void show(Side side) {
        Shown.set(detailBox, side == Side.DETAIL);
        Shown.set(adding, side == Side.ADD);
        add.setDisable(side == Side.ADD);
        if (side == Side.ADD) {
            both.open();
        }
        select();
    }

    private void say(String news) {
        if (news.isEmpty()) {
            toast.hide();
        } else {
            toast.show(news);
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.sideProperty().addListener(onSide);
        model.newsProperty().addListener(onNews);
        model.rows().addListener(onRows);
        model.attach();
        finder.attach();
        detail.attach();
        show(model.sideProperty().get());
        list.requestFocus();
    }

    @Override
    public void detach() {
        detail.detach();
        finder.detach();
        model.detach();
        model.rows().removeListener(onRows);
        model.sideProperty().removeListener(onSide);
        model.newsProperty().removeListener(onNews);
        toast.hide();
    }

    @FXML
    private void add() {
        model.add();
        both.open();
        finderBox.lookupAll(".text-field").stream().findFirst().ifPresent(field -> field.requestFocus());
    }

    @FXML
    private void join() {
        model.join();
    }

    @FXML
    private void cancel() {
        model.cancelAdd();
        list.requestFocus();
    }
}
