package org.tallystick.ui.trust;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.control.TallyTable.Row;
import org.tallystick.ui.control.TallyTable.Total;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** Whom the owner is tied to, and what can be done about it. On the thread of the screens. */
public final class TrustViewModel {

    /** Which of the lines are shown. */
    public enum Side {
        /** All of them. */
        ALL,
        /** Those on which the owner owes. */
        OWE,
        /** Those on which the owner is owed. */
        OWED
    }

    /**
     * What is selected.
     *
     * @param row its row
     * @param since when my line was opened, as a sentence; empty where I gave none
     * @param standing where we stand
     * @param mayOwe the left end
     * @param mayBeOwed the right end
     * @param mine what I allowed; empty where I gave no line
     * @param theirs what they allowed; empty where they gave none
     * @param given whether there is a line of mine
     * @param againstClosing what stands against closing it; empty for nothing
     */
    public record Detail(
            Row row,
            String since,
            Sentence standing,
            String mayOwe,
            String mayBeOwed,
            List<String> mine,
            List<String> theirs,
            boolean given,
            String againstClosing) {

        /** Keeps unmodifiable copies. */
        public Detail {
            mine = List.copyOf(mine);
            theirs = List.copyOf(theirs);
        }
    }

    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final TrustWords words;
    private final TrustTable table;
    private final LineEditorViewModel editor;

    private final StringProperty search = new SimpleStringProperty("");
    private final StringProperty unit = new SimpleStringProperty("");
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.ALL);
    private final ObservableList<String> units = FXCollections.observableArrayList();
    private final ObservableList<String> shownUnits = FXCollections.unmodifiableObservableList(units);
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Total> total = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    private List<Neighbour> neighbours = List.of();
    private String selected = "";
    private String wantedUnit = "";
    private @Nullable Scope scope;
    private @Nullable Latest looks;
    private HubReader.@Nullable Following following;

    /** Makes the screen of a wallet. */
    public TrustViewModel(Wallet wallet, Background background, Messages messages, Times times) {
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.words = new TrustWords(messages);
        this.table = new TrustTable(messages, times, words);
        this.editor = new LineEditorViewModel(wallet, background, messages, words, this::written);
        search.addListener((property, before, now) -> refresh());
        unit.addListener((property, before, now) -> refresh());
        side.addListener((property, before, now) -> refresh());
    }

    /** Looks, and looks again whenever something changes. */
    public void attach() {
        Scope shown = new Scope(background);
        Latest asked = new Latest(shown);
        scope = shown;
        looks = asked;
        editor.attach(shown);
        following = wallet.hub().follow(wallet.me(), () -> shown.soon(this::look));
        look();
    }

    /** Stops looking. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        editor.detach();
        scope = null;
        looks = null;
        following = null;
    }

    /** Shows the line that was just written. */
    private void written(PersonCard whom, Unit in) {
        selected = TrustTable.key(whom, in);
        wantedUnit = in.code();
        look();
    }

    /** Shows the lines of a unit, as soon as they are known. */
    public void want(String code) {
        wantedUnit = code;
        look();
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        look();
    }

    private void look() {
        Latest asked = looks;
        if (asked != null) {
            asked.run(
                    () -> wallet.hub().neighbours(wallet.me()),
                    this::show,
                    thrown -> state.set(state.get().withoutAnswer()));
        }
    }

    private void show(List<Neighbour> all) {
        neighbours = all;
        List<String> codes =
                all.stream().map(each -> each.unit().code()).distinct().sorted().toList();
        if (!units.equals(codes)) {
            units.setAll(codes);
        }
        if (codes.contains(wantedUnit)) {
            unit.set(wantedUnit);
            wantedUnit = "";
        }
        if (!codes.contains(unit.get())) {
            unit.set(codes.isEmpty() ? "" : codes.getFirst());
        }
        refresh();
    }

    private void refresh() {
        List<Neighbour> shown = TrustTable.fitting(neighbours, unit.get(), side.get(), search.get());
        List<Row> made = table.rows(shown);
        // Before the rows, since whoever hears of rows looks at what they come to.
        total.set(shown.isEmpty() ? null : table.total(shown));
        if (!rows.equals(made)) {
            rows.setAll(made);
        }
        state.set(neighbours.isEmpty() ? Availability.EMPTY : Availability.READY);
        boolean inView = neighbour(selected)
                .filter(each -> each.unit().code().equals(unit.get()))
                .isPresent();
        select(inView ? selected : "");
    }

    /** Shows the details of a row; nothing where there is none of this key. */
    public void select(String key) {
        selected = key;
        problem.set("");
        detail.set(neighbour(key).map(table::detail).orElse(null));
    }

    private Optional<Neighbour> neighbour(String key) {
        return neighbours.stream()
                .filter(each -> TrustTable.key(each).equals(key))
                .findFirst();
    }

    /** Leaves the form, and shows nobody's details. */
    public void leave() {
        editor.cancel();
        select("");
    }

    /** Begins a new line. */
    public void open() {
        editor.begin();
    }

    /** Begins a line to the neighbour who is selected, or changes the one that is there. */
    public void change() {
        neighbour(selected).ifPresent(editor::begin);
    }

    /** Freezes the selected line, or gives new credit on it again. */
    public void freezeOrThaw() {
        neighbour(selected)
                .ifPresent(each -> each.given().ifPresent(terms -> {
                    LineStatus wanted = terms.status() == LineStatus.FROZEN ? LineStatus.ACTIVE : LineStatus.FROZEN;
                    act(
                            each,
                            () -> wallet.changeLine(
                                    terms.id(),
                                    each.unit(),
                                    OptionalLong.empty(),
                                    Optional.empty(),
                                    Optional.of(wanted)));
                }));
    }

    /** Closes the selected line. */
    public void close() {
        neighbour(selected)
                .ifPresent(each ->
                        each.given().map(LineTerms::id).ifPresent(line -> act(each, () -> wallet.closeLine(line))));
    }

    private void act(Neighbour each, java.util.concurrent.Callable<LineResult> work) {
        problem.set("");
        String name = Names.of(each.person());
        background.run(
                work,
                result -> {
                    switch (result) {
                        case LineResult.Done _, LineResult.Said _ -> look();
                        case LineResult.Refused refused ->
                            problem.set(words.refusal(refused.code(), refused.details(), name));
                        case LineResult.Unknown _ -> problem.set(messages.text("trust.unknown"));
                    }
                },
                thrown -> problem.set(messages.text("trust.unknown")));
    }

    /** The form for a line. */
    public LineEditorViewModel editor() {
        return editor;
    }

    /** Whether the form is shown instead of the details. */
    public ReadOnlyBooleanProperty editingProperty() {
        return editor.openProperty();
    }

    /** What is typed to search for. */
    public StringProperty searchProperty() {
        return search;
    }

    /** The code of the unit that is shown. */
    public StringProperty unitProperty() {
        return unit;
    }

    /** Which of the lines are shown. */
    public ObjectProperty<Side> sideProperty() {
        return side;
    }

    /** What the rows come to, or null where there is none. */
    public ReadOnlyObjectProperty<@Nullable Total> totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** The codes that there are lines in. */
    public ObservableList<String> units() {
        return shownUnits;
    }

    /** How many lines there are in a unit. */
    public int count(String code) {
        return (int) neighbours.stream()
                .map(Neighbour::unit)
                .map(Unit::code)
                .filter(code::equals)
                .count();
    }

    /** The table. */
    public ObservableList<Row> rows() {
        return shownRows;
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is selected, or null. */
    public ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** Why the last thing did not go; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
