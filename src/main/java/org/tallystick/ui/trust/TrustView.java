package org.tallystick.ui.trust;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Chip;
import org.tallystick.ui.control.Cover;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.control.Ends;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.PersonTile;
import org.tallystick.ui.control.SegmentedBar;
import org.tallystick.ui.control.SentenceText;
import org.tallystick.ui.control.TallyBar;
import org.tallystick.ui.control.TallyTable;
import org.tallystick.ui.control.TallyTable.Row;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.control.TwoPane;
import org.tallystick.ui.fx.Focus;
import org.tallystick.ui.fx.Loader;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Screen;
import org.tallystick.ui.fx.Shown;
import org.tallystick.ui.trust.TrustViewModel.Detail;
import org.tallystick.ui.trust.TrustViewModel.Side;

/** Draws the table at the left, and who is selected, or the form for a line, at the right. */
public final class TrustView implements Screen {

    private final TrustViewModel model;
    private final Messages messages;
    private final Screen editor;
    private final Cover cover;
    private final EmptyState empty;
    private final Parent root;
    private final SegmentedBar units;
    private final SegmentedBar sides;
    private final TallyTable table;
    private final PersonTile tile = new PersonTile(PersonTile.Size.LIST);
    private final TallyBar bar = new TallyBar(TallyBar.Size.DETAIL);
    private final SentenceText sentence = new SentenceText();
    private final ChangeListener<Availability> onState = (property, before, now) -> show(now);
    private final ChangeListener<@Nullable Detail> onDetail = (property, before, now) -> show(now);
    private final ChangeListener<Boolean> onEditing = (property, before, now) -> showSide();
    private final ListChangeListener<String> onUnits = change -> showUnits();
    private final ChangeListener<Object> onTotal = (property, before, now) -> showRows();
    private final ListChangeListener<Row> onRows = change -> showRows();
    private boolean sure;
    private boolean edited;

    @FXML
    private StackPane unitBox;

    @FXML
    private TextField search;

    @FXML
    private TwoPane both;

    @FXML
    private StackPane sideBox;

    @FXML
    private StackPane tableBox;

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
    private Ends ends;

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
        this.sides = new SegmentedBar(SegmentedBar.Form.CHIPS, messages.text("trust.side"));
        this.table = new TallyTable(new TallyTable.Heads(
                messages.text("trust.title"),
                messages.text("trust.neighbour"),
                messages.text("trust.mayOwe"),
                messages.text("trust.mayBeOwed"),
                messages.text("trust.balance"),
                messages.text("trust.canSpend"),
                messages.text("trust.none")));
        this.cover = new Cover(messages, model::retry);
        this.empty = new EmptyState(messages.text("home.empty.title"), messages.text("home.empty.text"));
        empty.setAction(Feather.PLUS, messages.text("trust.open"), model::open);
        this.root = Loader.load(this, messages);
    }

    @FXML
    private void initialize() {
        search.setAccessibleText(messages.text("trust.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && table.enter()) {
                event.consume();
            }
        });
        table.setRows(model.rows());
        table.setOnSelect(model::select);
        tableBox.getChildren().add(table);
        sides.setSegments(Stream.of(Side.values())
                .map(side -> new SegmentedBar.Segment(
                        side.name(), messages.text("trust.side." + side.name().toLowerCase(Locale.ROOT)), ""))
                .toList());
        sides.selectedKeyProperty()
                .addListener((property, before, now) -> model.sideProperty().set(Side.valueOf(now)));
        sideBox.getChildren().add(sides);
        table.setOnOpen(both::open);
        freeze.setTooltip(new Tooltip(messages.text("trust.freeze.tip")));
        freeze.setAccessibleHelp(messages.text("trust.freeze.tip"));
        other.getChildren().add(cover);
        unitBox.getChildren().add(units);
        units.selectedKeyProperty()
                .addListener((property, before, now) -> model.unitProperty().set(now));
        tileBox.getChildren().add(tile);
        barBox.getChildren().add(bar);
        standing.getChildren().add(sentence);
        Shown.text(problem, model.problemProperty());
        editorBox.getChildren().add(editor.root());
        close.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                askAgain();
            }
        });
        both.setBack(messages.text("app.back"), model::leave);
    }

    private void showRows() {
        showUnits();
        table.show(model.totalProperty().get());
        selectRow();
    }

    /** Marks the row whose details are shown. */
    private void selectRow() {
        Detail now = model.detailProperty().get();
        table.select(now == null ? "" : now.row().key());
    }

    private void showUnits() {
        units.setSegments(model.units().stream()
                .map(code -> new SegmentedBar.Segment(code, code, Figures.count(model.count(code))))
                .toList());
        if (!model.unitProperty().get().isEmpty()) {
            units.select(model.unitProperty().get());
        }
        unitBox.setVisible(model.units().size() > 0);
    }

    private void show(Availability state) {
        boolean editing = model.editingProperty().get();
        boolean table = state == Availability.READY || editing;
        both.setVisible(table);
        cover.show(table ? Availability.READY : state, empty);
    }

    private void showSide() {
        boolean editing = model.editingProperty().get();
        boolean some = model.detailProperty().get() != null;
        Shown.set(editorBox, editing);
        Shown.set(detail, !editing && some);
        Shown.set(choose, !editing && !some);
        both.setDetailWanted(editing || some);
        show(model.stateProperty().get());
        // Last, since only what is seen takes the focus.
        if (editing) {
            both.open();
            editor.attach();
        } else {
            editor.detach();
            if (edited && some) {
                Focus.on(change);
            }
        }
        edited = editing;
    }

    private void show(@Nullable Detail now) {
        askAgain();
        showSide();
        selectRow();
        if (now == null) {
            return;
        }
        tile.setPerson(now.row().person());
        name.setText(now.row().person().shown());
        Shown.text(since, now.since());
        bar.setTally(now.row().tally());
        bar.setSpoken(now.row().spoken(), List.of());
        bar.setFrozen(now.row().frozen());
        ends.show(now.mayOwe(), now.mayBeOwed());
        sentence.setSentence(now.standing());
        chips(mine, now.mine());
        Shown.set(mineBox, !now.mine().isEmpty());
        chips(theirs, now.theirs());
        Shown.set(theirsBox, !now.theirs().isEmpty());
        change.setText(messages.text(now.given() ? "trust.change" : "trust.openTo"));
        freeze.setText(messages.text(now.row().frozen() ? "trust.thaw" : "trust.freeze"));
        Shown.set(freeze, now.given());
        Shown.set(close, now.given());
        close.setDisable(!now.againstClosing().isEmpty());
        Shown.text(against, now.againstClosing());
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
        model.totalProperty().addListener(onTotal);
        model.attach();
        showRows();
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
        model.totalProperty().removeListener(onTotal);
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

    private void askAgain() {
        sure = false;
        close.getStyleClass().remove("danger");
        close.setText(messages.text("trust.close"));
    }

    /** The first press asks, the second closes; going elsewhere in between takes the first back. */
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
