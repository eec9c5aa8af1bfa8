package org.tallystick.ui.hubs;

import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.TitledRow;
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
    private final Toast toast;
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
        this.toast = Toast.on(stage);
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
        both.openFrom(list);
        detailBox.getChildren().add(detail.root());
        finderBox.getChildren().add(finder.root());
        join.disableProperty().bind(model.joiningProperty());
        both.setDetailWanted(true);
        both.setBack(messages.text("app.back"), () -> {
            model.cancelAdd();
            both.close();
            list.requestFocus();
        });
    }

    /** A row of the list. */
    private final class HubCell extends ListCell<Row> {

        private final HubTile tile = new HubTile();
        private final TitledRow row = new TitledRow(tile);

        HubCell() {
            row.getStyleClass().add("hairline-bottom");
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
            Chip state = new Chip(item.state(), item.tone());
            Node[] chips = item.active()
                    ? new Node[] {new Chip(Feather.EYE, messages.text("hubs.shown"), Tone.NEUTRAL), state}
                    : new Node[] {state};
            row.show(item.look().name(), item.caption(), chips);
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
        finder.focus();
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
