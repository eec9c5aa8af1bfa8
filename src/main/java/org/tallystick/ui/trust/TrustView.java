package org.tallystick.ui.trust;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.AmountLabel;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.SegmentedBar;
import org.tallystick.ui.control.SentenceText;
import org.tallystick.ui.control.TallyBar;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.trust.TrustViewModel.Detail;
import org.tallystick.ui.trust.TrustViewModel.Row;
import org.tallystick.ui.trust.TrustViewModel.State;

/** Draws the table at the left, and who is selected, or the form for a line, at the right. */
public final class TrustView implements Screen {

    private final TrustViewModel model;
    private final Messages messages;
    private final Screen editor;
    private final Parent root;
    private final SegmentedBar units;
    private final PersonTile tile = new PersonTile(PersonTile.Size.LIST);
    private final TallyBar bar = new TallyBar(TallyBar.Size.DETAIL);
    private final SentenceText sentence = new SentenceText();
    private final ChangeListener<State> onState = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Detail> onDetail = (property, before, now) -> show(now);
    private final ChangeListener<Boolean> onEditing = (property, before, now) -> showSide();
    private final ListChangeListener<String> onUnits = change -> showUnits();
    private final ListChangeListener<Row> onRows = change -> showUnits();
    private boolean sure;

    @FXML
    private StackPane unitBox;

    @FXML
    private TextField search;

    @FXML
    private TwoPane both;

    @FXML
    private ListView<Row> list;

    @FXML
    private VBox detail;

    @FXML
    private StackPane tileBox;

    @FXML
    private Label name;

    @FXML
    private Label since;

    @FXML
    private StackPane barBox;

    @FXML
    private Label mayOwe;

    @FXML
    private Label mayBeOwed;

    @FXML
    private StackPane standing;

    @FXML
    private VBox mineBox;

    @FXML
    private FlowPane mine;

    @FXML
    private VBox theirsBox;

    @FXML
    private FlowPane theirs;

    @FXML
    private Button change;

    @FXML
    private Button freeze;

    @FXML
    private Button close;

    @FXML
    private Label against;

    @FXML
    private Label problem;

    @FXML
    private Label choose;

    @FXML
    private StackPane editorBox;

    @FXML
    private StackPane other;

    /**
     * Makes the view.
     *
     * @param model decides
     * @param messages the texts
     * @param editor the form for a line
     */
    public TrustView(TrustViewModel model, Messages messages, Screen editor) {
        this.model = model;
        this.messages = messages;
        this.editor = editor;
        this.units = new SegmentedBar(SegmentedBar.Form.SEGMENTS, messages.text("pay.unit"));
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        search.setAccessibleText(messages.text("trust.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
                event.consume();
            }
        });
        list.setAccessibleText(messages.text("trust.title"));
        list.setItems(model.rows());
        list.setCellFactory(view -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                model.select(now.key());
            }
        });
        unitBox.getChildren().add(units);
        units.selectedKeyProperty()
                .addListener((property, before, now) -> model.unitProperty().set(now));
        tileBox.getChildren().add(tile);
        barBox.getChildren().add(bar);
        standing.getChildren().add(sentence);
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        editorBox.getChildren().add(editor.root());
        both.setBack(messages.text("app.back"), () -> {
            list.getSelectionModel().clearSelection();
            model.leave();
        });
    }

    /** A tile, a name, the bar on the table's scale, and two figures. */
    private static final class RowCell extends ListCell<Row> {

        private final PersonTile who = new PersonTile(PersonTile.Size.ROW);
        private final Label called = new Label();
        private final TallyBar tally = new TallyBar(TallyBar.Size.TABLE);
        private final AmountLabel balance = new AmountLabel();
        private final AmountLabel spend = new AmountLabel();
        private final HBox box;

        RowCell() {
            HBox person = new HBox(who, called);
            person.setAlignment(Pos.CENTER_LEFT);
            person.getStyleClass().addAll("gap-3", "trust-name");
            HBox.setHgrow(tally, Priority.ALWAYS);
            tally.setFocusTraversable(false);
            balance.getStyleClass().add("trust-figure");
            spend.getStyleClass().add("trust-figure");
            box = new HBox(person, tally, balance, spend);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().addAll("trust-row", "hairline-bottom");
            box.setMouseTransparent(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            who.setPerson(row.person());
            called.setText(row.person().shown());
            tally.setTally(row.tally());
            tally.setSpoken(row.spoken(), List.of());
            tally.setFrozen(row.frozen());
            balance.setBalance(row.balanceMinor(), row.precision(), "");
            spend.setPlain(row.spendMinor(), row.precision(), "");
            setGraphic(box);
            setAccessibleText(row.spoken());
        }
    }

    private void showUnits() {
        units.setSegments(model.units().stream()
                .map(code -> new SegmentedBar.Segment(code, code, Integer.toString(model.count(code))))
                .toList());
        if (!model.unitProperty().get().isEmpty()) {
            units.select(model.unitProperty().get());
        }
        unitBox.setVisible(model.units().size() > 0);
    }

    private void show(State state) {
        boolean editing = model.editingProperty().get();
        boolean table = state == State.READY || editing;
        both.setVisible(table);
        other.setVisible(!table);
        switch (state) {
            case READY -> other.getChildren().clear();
            case LOADING -> other.getChildren().setAll(new Label(messages.text("home.loading")));
            case AWAY -> other.getChildren().setAll(new EmptyState(messages.text("home.away.title"), ""));
            case EMPTY -> {
                EmptyState empty = new EmptyState(messages.text("home.empty.title"), messages.text("home.empty.text"));
                empty.setAction(Feather.PLUS, messages.text("trust.open"), model::open);
                other.getChildren().setAll(empty);
            }
        }
    }

    private void showSide() {
        boolean editing = model.editingProperty().get();
        boolean some = model.detailProperty().get() != null;
        shown(editorBox, editing);
        shown(detail, !editing && some);
        shown(choose, !editing && !some);
        both.setDetailWanted(editing || some);
        if (editing) {
            editor.attach();
        } else {
            editor.detach();
        }
        show(model.stateProperty().get());
    }

    private static void shown(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void show(@Nullable Detail now) {
        sure = false;
        close.getStyleClass().remove("danger");
        close.setText(messages.text("trust.close"));
        showSide();
        if (now == null) {
            return;
        }
        tile.setPerson(now.row().person());
        name.setText(now.row().person().shown());
        since.setText(now.since());
        shown(since, !now.since().isEmpty());
        bar.setTally(now.row().tally());
        bar.setSpoken(now.row().spoken(), List.of());
        bar.setFrozen(now.row().frozen());
        mayOwe.setText(now.mayOwe());
        mayBeOwed.setText(now.mayBeOwed());
        sentence.setSentence(now.standing());
        chips(mine, now.mine());
        shown(mineBox, !now.mine().isEmpty());
        chips(theirs, now.theirs());
        shown(theirsBox, !now.theirs().isEmpty());
        change.setText(messages.text(now.given() ? "trust.change" : "trust.openTo"));
        freeze.setText(messages.text(now.row().frozen() ? "trust.thaw" : "trust.freeze"));
        shown(freeze, now.given());
        shown(close, now.given());
        close.setDisable(!now.againstClosing().isEmpty());
        against.setText(now.againstClosing());
        shown(against, !now.againstClosing().isEmpty());
    }

    private static void chips(FlowPane pane, List<String> texts) {
        pane.getChildren()
                .setAll(texts.stream().map(text -> new Chip(text, Tone.NEUTRAL)).toList());
    }

    @Override
    public Region root() {
        return (Region) root;
    }

    @Override
    public void attach() {
        model.stateProperty().addListener(onState);
        model.detailProperty().addListener(onDetail);
        model.editingProperty().addListener(onEditing);
        model.units().addListener(onUnits);
        model.rows().addListener(onRows);
        model.attach();
        showUnits();
        show(model.detailProperty().get());
        if (!model.editingProperty().get()) {
            Focus.on(search);
        }
    }

    @Override
    public void detach() {
        model.detach();
        model.stateProperty().removeListener(onState);
        model.detailProperty().removeListener(onDetail);
        model.editingProperty().removeListener(onEditing);
        model.units().removeListener(onUnits);
        model.rows().removeListener(onRows);
        editor.detach();
    }

    @FXML
    private void open() {
        model.open();
    }

    @FXML
    private void change() {
        model.change();
    }

    @FXML
    private void freeze() {
        model.freezeOrThaw();
    }

    /** The first press asks, the second closes. */
    @FXML
    private void close() {
        if (sure) {
            model.close();
        } else {
            sure = true;
            close.getStyleClass().add("danger");
            close.setText(messages.text("trust.close.sure"));
        }
    }
}
