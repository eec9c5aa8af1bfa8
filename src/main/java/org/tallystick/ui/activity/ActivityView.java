package org.tallystick.ui.activity;

import java.io.File;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.activity.ActivityViewModel.DetailText;
import org.tallystick.ui.activity.ActivityViewModel.Fact;
import org.tallystick.ui.activity.ActivityViewModel.Item;
import org.tallystick.ui.activity.ActivityViewModel.Leg;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.AmountLabel;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.Glyph;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.ProofSeal;
import org.tallystick.ui.control.RouteView;
import org.tallystick.ui.control.SegmentedBar;
import org.tallystick.ui.control.Toast;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Copy;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;

/** Draws the list at the left and the details at the right. */
public final class ActivityView implements Screen {

    private static final List<String> FILTERS =
            List.of(ActivityViewModel.ALL, "PAYMENT", "LINE", "CLEARING", "CARRIED");

    private static final int NEAR_THE_END = 60;

    private final ActivityViewModel model;
    private final Messages messages;
    private final Cover cover;
    private final Parent root;
    private final SegmentedBar filters;
    private final ProofSeal seal = new ProofSeal(ProofSeal.Size.MEDIUM);
    private final AmountLabel amount = new AmountLabel(AmountLabel.Size.FIGURE);
    private final RouteView ways = new RouteView();
    private final Toast toast;
    private final ChangeListener<@Nullable Item> onRevealed = (property, before, now) -> reveal(now);
    private final ChangeListener<String> onSaid = (property, before, now) -> say(now);
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable DetailText> onDetail = (property, before, now) -> show(now);

    @FXML
    private StackPane stage;

    @FXML
    private Button copy;

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
    private VBox detail;

    @FXML
    private StackPane sealBox;

    @FXML
    private StackPane amountBox;

    @FXML
    private Label sentence;

    @FXML
    private Label when;

    @FXML
    private Label note;

    @FXML
    private VBox waysBox;

    @FXML
    private Label waysTitle;

    @FXML
    private StackPane waysHere;

    @FXML
    private Label beyond;

    @FXML
    private VBox legsBox;

    @FXML
    private VBox legs;

    @FXML
    private StackPane verdict;

    @FXML
    private GridPane facts;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     */
    public ActivityView(ActivityViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
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
        ways.setCompact(true);
        waysHere.getChildren().add(ways);
        filterBox.getChildren().add(filters);
        sealBox.getChildren().add(seal);
        amountBox.getChildren().add(amount);
        both.openFrom(list);
        list.setAccessibleText(messages.text("activity.title"));
        list.setItems(model.items());
        list.setCellFactory(view -> new ItemCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> model.select(now));
        both.setBack(messages.text("app.back"), () -> {
            list.getSelectionModel().clearSelection();
            model.leave();
        });
        show(model.detailProperty().get());
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

    /** Selects the entry that was asked for from elsewhere, where one sees it. */
    private void reveal(@Nullable Item item) {
        int index = item == null ? -1 : list.getItems().indexOf(item);
        if (index >= 0) {
            list.getSelectionModel().clearAndSelect(index);
            both.open();
            list.scrollTo(Math.max(0, index - 1));
        }
    }

    private void show(@Nullable DetailText now) {
        detail.setVisible(now != null);
        both.setDetailWanted(now != null);
        seal.setRunning(false);
        if (now == null) {
            return;
        }
        ActivityRow.Content content = now.content();
        boolean figure = content.amountMinor().isPresent();
        Shown.set(amountBox, figure);
        if (figure && content.signed()) {
            amount.setBalance(content.amountMinor().getAsLong(), content.precision(), content.unit());
        } else if (figure) {
            amount.setPlain(content.amountMinor().getAsLong(), content.precision(), content.unit());
        }
        sentence.setText(content.sentence().text());
        when.setText(now.when());
        Shown.text(note, now.note());
        Shown.set(waysBox, now.ways().isPresent());
        Shown.set(beyond, now.ways().isEmpty());
        now.ways().ifPresent(map -> {
            waysTitle.setText(messages.text(map.routes().size() == 1 ? "activity.ways" : "activity.ways.many"));
            ways.show(map, RouteView.State.LIT, "");
        });
        legs.getChildren().setAll(now.legs().stream().map(ActivityView::leg).toList());
        Shown.set(legsBox, !now.legs().isEmpty());
        boolean nothingToCheck = now.proofJson().isEmpty();
        Shown.set(copy, !nothingToCheck);
        verdict.getChildren()
                .setAll(new Chip(
                        now.verified() ? Feather.CHECK : nothingToCheck ? Feather.INFO : Feather.ALERT_TRIANGLE,
                        now.verdict(),
                        now.verified() ? Tone.OWED : nothingToCheck ? Tone.NEUTRAL : Tone.DANGER));
        Shown.set(sealBox, now.verified());
        seal.setPaid(now.atSecond(), "", now.verdict());
        showFacts(now.proof());
    }

    private static Node leg(Leg leg) {
        Label text = new Label(leg.text());
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        Region space = new Region();
        HBox.setHgrow(space, Priority.SOMETIMES);
        AmountLabel amount = new AmountLabel();
        amount.setBalance(leg.amountMinor(), leg.precision(), leg.unit());
        HBox row =
                new HBox(new PersonTile(PersonTile.Size.ROW, new Person(leg.pid(), leg.name())), text, space, amount);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setFillHeight(false);
        row.getStyleClass().addAll("gap-3", "leg", "hairline-bottom");
        return row;
    }

    private void showFacts(List<Fact> now) {
        facts.getChildren().clear();
        for (int i = 0; i < now.size(); i++) {
            Fact fact = now.get(i);
            Label label = new Label(fact.label());
            label.getStyleClass().add("caption");
            Label value = new Label(fact.value());
            value.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(value, Priority.ALWAYS);
            facts.addRow(i, label, value);
            if (!fact.whole().isEmpty()) {
                value.getStyleClass().add("mono");
                value.setTooltip(new Tooltip(fact.whole()));
                facts.add(copyButton(fact), 2, i);
            }
        }
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.stateProperty().addListener(onState);
        model.detailProperty().addListener(onDetail);
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
        model.detailProperty().removeListener(onDetail);
        model.saidProperty().removeListener(onSaid);
        model.revealedProperty().removeListener(onRevealed);
        toast.hide();
    }

    private Button copyButton(Fact fact) {
        Button copy = new Button();
        copy.setGraphic(new Glyph(Feather.COPY, 1));
        copy.setAccessibleText(messages.text("activity.copy", fact.label()));
        copy.getStyleClass().addAll("flat", "copy");
        copy.setOnAction(event -> copy(fact.label(), fact.whole()));
        return copy;
    }

    private void copy(String what, String text) {
        Copy.text(text);
        toast.show(messages.text("activity.copied", what));
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            toast.show(text);
        }
    }

    @FXML
    private void copyProof() {
        DetailText now = model.detailProperty().get();
        if (now != null) {
            copy(messages.text("activity.proof"), now.proofJson());
        }
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
