package org.tallystick.ui.activity;

import java.io.File;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.SegmentedBar;
import org.tallystick.ui.control.Toast;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the list at the left, with the details of what is selected at the right. */
public final class ActivityView implements Screen {

    private static final List<String> FILTERS =
            List.of(ActivityViewModel.ALL, "PAYMENT", "LINE", "CLEARING", "CARRIED");

    private static final int NEAR_THE_END = 60;

    private final ActivityViewModel model;
    private final Messages messages;
    private final Screen detail;
    private final Screen checker;
    private final ObservableBooleanValue detailShown;
    private final Cover cover;
    private final Parent root;
    private final SegmentedBar filters;
    private final Toast toast;
    private final ChangeListener<@Nullable Item> onRevealed = (property, before, now) -> reveal(now);
    private final ChangeListener<String> onSaid = (property, before, now) -> say(now);
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ChangeListener<Boolean> onDetail;
    private final ChangeListener<Boolean> onChecking = (property, before, now) -> showChecker(now);

    @FXML
    private StackPane stage;

    @FXML
    private TwoPane both;

    @FXML
    private TextField search;

    @FXML
    private StackPane filterBox;

    @FXML
    private ListView<Item> list;

    @FXML
    private StackPane other;

    @FXML
    private StackPane detailBox;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param detail draws what is selected
     * @param checker draws how a proof is checked, in the place of details
     */
    public ActivityView(ActivityViewModel model, Messages messages, Screen detail, Screen checker) {
        this.model = model;
        this.messages = messages;
        this.detail = detail;
        this.checker = checker;
        this.detailShown = model.detailShown();
        this.onDetail = (property, before, now) -> both.setDetailWanted(now);
        this.filters = new SegmentedBar(SegmentedBar.Form.CHIPS, messages.text("activity.filter"));
        this.cover = new Cover(messages, model::retry);
        this.root = Loader.load(this, messages);
        this.toast = Toast.on(stage);
    }

    @FXML
    private void initialize() {
        search.setAccessibleText(messages.text("activity.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        Focus.down(search, list, this::selectFirstEntry);
        filters.setSegments(FILTERS.stream()
                .map(key -> new SegmentedBar.Segment(key, messages.text("activity.filter." + key), ""))
                .toList());
        filters.select(model.filterProperty().get());
        filters.selectedKeyProperty()
                .addListener((property, before, now) -> model.filterProperty().set(now));
        other.getChildren().add(cover);
        filterBox.getChildren().add(filters);
        both.openFrom(list);
        list.setAccessibleText(messages.text("activity.title"));
        list.setItems(model.items());
        list.setCellFactory(view -> new ItemCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> model.select(now));
        both.setBack(messages.text("app.back"), () -> {
            list.getSelectionModel().clearSelection();
            model.leave();
        });
    }

    /**
     * A heading or a row; a row near the end asks for more. Both stay in the cell, since whatever is put into a scene anew is
     * styled anew, which is most of what scrolling costs.
     */
    private final class ItemCell extends ListCell<Item> {

        private final ActivityRow row = new ActivityRow();
        private final Label day = new Label();
        private final StackPane both = new StackPane(day, row);

        ItemCell() {
            day.getStyleClass().addAll("caption", "day");
            StackPane.setAlignment(day, Pos.BOTTOM_LEFT);
            row.getStyleClass().add("hairline-bottom");
            selectedProperty().addListener((property, before, now) -> row.setSelected(now));
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            switch (item) {
                case Item.Day heading -> {
                    day.setText(heading.text());
                    show(day);
                    setAccessibleText(heading.text());
                }
                case Item.Entry entry -> {
                    row.setContent(entry.content());
                    row.setSelected(isSelected());
                    show(row);
                    setAccessibleText(entry.content().spoken());
                }
            }
            if (getIndex() > list.getItems().size() - NEAR_THE_END) {
                model.more();
            }
        }

        private void show(Node one) {
            for (Node each : both.getChildren()) {
                Shown.set(each, each.equals(one));
            }
            if (getGraphic() == null) {
                setGraphic(both);
            }
        }
    }

    /** The first row of the list, which a heading stands above. */
    private void selectFirstEntry() {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof Item.Entry) {
                list.getSelectionModel().select(i);
                return;
            }
        }
    }

    private void show(Availability state) {
        EmptyState nothing = new EmptyState(model.nothing(), model.nothingText());
        if (model.isFiltered()) {
            nothing.setAction(Feather.X, messages.text("activity.showAll"), model::showAll);
        }
        cover.show(state, nothing);
    }

    private void showChecker(boolean now) {
        detailBox.getChildren().setAll(now ? checker.root() : detail.root());
        if (now) {
            list.getSelectionModel().clearSelection();
            both.open();
            checker.focus();
        }
    }

    /** Selects the entry that was asked for from elsewhere, where one sees it. */
    private void reveal(@Nullable Item item) {
        int index = item == null ? -1 : list.getItems().indexOf(item);
        if (index >= 0) {
            list.getSelectionModel().clearAndSelect(index);
            both.open();
            list.scrollTo(Math.max(0, index - 1));
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.stateProperty().addListener(onState);
        detailShown.addListener(onDetail);
        both.setDetailWanted(detailShown.get());
        detail.attach();
        checker.attach();
        model.checkingProperty().addListener(onChecking);
        showChecker(model.checkingProperty().get());
        model.saidProperty().addListener(onSaid);
        model.revealedProperty().addListener(onRevealed);
        show(model.stateProperty().get());
        model.attach();
        Focus.on(search);
    }

    @Override
    public void detach() {
        model.detach();
        model.stateProperty().removeListener(onState);
        detailShown.removeListener(onDetail);
        detail.detach();
        checker.detach();
        model.checkingProperty().removeListener(onChecking);
        model.saidProperty().removeListener(onSaid);
        model.revealedProperty().removeListener(onRevealed);
        toast.hide();
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            toast.show(text);
        }
    }

    @FXML
    private void check() {
        model.check();
    }

    @FXML
    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.text("activity.save"));
        chooser.setInitialFileName(model.fileName());
        chooser.setInitialDirectory(new File(System.getProperty("user.home")));
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.save(chosen.toPath());
        }
    }
}
