package org.tallystick.ui.trust;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Policy;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.people.PersonSearchViewModel;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** The form for a line of trust: to whom, how much, and what else. On the thread of the screens. */
public final class LineEditorViewModel {

    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final TrustWords words;
    private final BiConsumer<PersonCard, Unit> saved;
    private final PersonSearchViewModel person;

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper promise = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper saveable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper fixed = new ReadOnlyBooleanWrapper();
    private final StringProperty unit = new SimpleStringProperty("");
    private final StringProperty limit = new SimpleStringProperty("");
    private final StringProperty daily = new SimpleStringProperty("");
    private final BooleanProperty passes = new SimpleBooleanProperty(true);
    private final BooleanProperty clears = new SimpleBooleanProperty(true);
    private final ObservableList<String> units = FXCollections.observableArrayList();
    private final ObservableList<String> shownUnits = FXCollections.unmodifiableObservableList(units);

    private List<Unit> known = List.of();
    private Optional<LineTerms> before = Optional.empty();

    /**
     * Makes the form.
     *
     * @param saved hears to whom and in which unit a line was written
     */
    LineEditorViewModel(
            Wallet wallet,
            Background background,
            Messages messages,
            TrustWords words,
            BiConsumer<PersonCard, Unit> saved) {
        this.saved = saved;
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.words = words;
        this.person = new PersonSearchViewModel(
                wallet,
                messages,
                (link, whom) -> link.equivalent().filter(units::contains).ifPresent(unit::set));
        for (var each : List.of(unit, limit, daily, passes, clears, person.chosenProperty())) {
            each.addListener((property, old, now) -> refresh());
        }
    }

    void attach(Background shown) {
        person.attach(shown);
        shown.run(() -> wallet.hub().units(), this::showUnits, thrown -> problem.set(messages.text("app.away")));
    }

    void detach() {
        person.detach();
    }

    private void showUnits(List<Unit> all) {
        known = all;
        units.setAll(all.stream().map(Unit::code).toList());
        if (unit.get().isEmpty() && !all.isEmpty()) {
            unit.set(all.getFirst().code());
        }
    }

    /** A new line to somebody who is still to be found. */
    void begin() {
        before = Optional.empty();
        person.unchoose();
        fixed.set(false);
        fill(Policy.DEFAULT, "");
        title.set(messages.text("trust.edit.open"));
        open.set(true);
    }

    /** A line to a neighbour: the one that is there, or a new one. */
    void begin(Neighbour neighbour) {
        before = neighbour.given();
        person.choose(neighbour.person());
        fixed.set(true);
        unit.set(neighbour.unit().code());
        int precision = neighbour.unit().precision();
        fill(
                before.map(LineTerms::policy).orElse(Policy.DEFAULT),
                before.map(terms -> DecimalText.print(terms.limitMinor(), precision))
                        .orElse(""));
        title.set(messages.text(
                before.isPresent() ? "trust.edit.change" : "trust.edit.openTo", Names.of(neighbour.person())));
        open.set(true);
    }

    private void fill(Policy policy, String limitText) {
        limit.set(limitText);
        passes.set(policy.canBeIntermediate());
        clears.set(policy.clearsWithoutAsking());
        int precision = unitNow().map(Unit::precision).orElse(0);
        daily.set(
                policy.dailyLimitMinor().isPresent()
                        ? DecimalText.print(policy.dailyLimitMinor().getAsLong(), precision)
                        : "");
        problem.set("");
        refresh();
    }

    private Optional<Unit> unitNow() {
        return known.stream().filter(each -> each.code().equals(unit.get())).findFirst();
    }

    private static OptionalLong minor(String text, Unit unit) {
        return DecimalText.parse(text.strip(), unit.precision()) instanceof ParsedAmount.Ok parsed
                ? OptionalLong.of(parsed.amountMinor())
                : OptionalLong.empty();
    }

    private void refresh() {
        problem.set("");
        promise.set("");
        saveable.set(false);
        Optional<Unit> now = unitNow();
        PersonCard whom = person.chosenProperty().get();
        if (now.isEmpty() || limit.get().isBlank()) {
            return;
        }
        OptionalLong limitMinor = minor(limit.get(), now.get());
        boolean dailyGood =
                daily.get().isBlank() || minor(daily.get(), now.get()).isPresent();
        if (limitMinor.isEmpty() || !dailyGood) {
            problem.set(messages.text(
                    "trust.edit.amount", now.get().code(), now.get().precision()));
        } else if (whom != null) {
            promise.set(words.promise(Names.of(whom), limitMinor.getAsLong(), now.get(), policy(now.get())));
            saveable.set(true);
        }
    }

    private Policy policy(Unit now) {
        Policy kept = before.map(LineTerms::policy).orElse(Policy.DEFAULT);
        return new Policy(
                passes.get(),
                clears.get() ? Optional.empty() : Optional.of(false),
                daily.get().isBlank() ? OptionalLong.empty() : minor(daily.get(), now),
                kept.maxHopUsageMinor(),
                kept.blockedParticipants(),
                kept.allowHolds());
    }

    /** Signs and sends what is shown. */
    public void save() {
        Optional<Unit> now = unitNow();
        PersonCard whom = person.chosenProperty().get();
        if (now.isEmpty() || whom == null || !saveable.get()) {
            return;
        }
        long limitMinor = minor(limit.get(), now.get()).orElseThrow();
        Policy wanted = policy(now.get());
        Callable<LineResult> work = before.isPresent()
                ? () -> wallet.changeLine(
                        before.get().id(),
                        now.get(),
                        OptionalLong.of(limitMinor),
                        Optional.of(wanted),
                        Optional.empty())
                : () -> wallet.openLine(whom.pid(), now.get(), limitMinor, wanted);
        saveable.set(false);
        background.run(
                work, result -> saved(result, whom, now.get()), thrown -> problem.set(messages.text("trust.unknown")));
    }

    private void saved(LineResult result, PersonCard whom, Unit now) {
        switch (result) {
            case LineResult.Done _, LineResult.Said _ -> {
                open.set(false);
                saved.accept(whom, now);
            }
            case LineResult.Refused refused -> {
                problem.set(words.refusal(refused.code(), refused.details(), Names.of(whom)));
                saveable.set(true);
            }
            case LineResult.Unknown _ -> problem.set(messages.text("trust.unknown"));
        }
    }

    /** Leaves the form; nothing is sent. */
    public void cancel() {
        open.set(false);
    }

    /** Whether the form is shown. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** What the form is for. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** What stands against saving, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What saving would promise, as sentences; empty while something is missing. */
    public ReadOnlyStringProperty promiseProperty() {
        return promise.getReadOnlyProperty();
    }

    /** Whether it can be saved. */
    public ReadOnlyBooleanProperty saveableProperty() {
        return saveable.getReadOnlyProperty();
    }

    /** Whether person and unit are given and cannot be changed. */
    public ReadOnlyBooleanProperty fixedProperty() {
        return fixed.getReadOnlyProperty();
    }

    /** The code of the unit. */
    public StringProperty unitProperty() {
        return unit;
    }

    /** The codes to choose from. */
    public ObservableList<String> units() {
        return shownUnits;
    }

    /** The most that they may owe, as it is typed. */
    public StringProperty limitProperty() {
        return limit;
    }

    /** The most new credit a day, as it is typed; empty for no bound. */
    public StringProperty dailyProperty() {
        return daily;
    }

    /** Whether payments may pass through the owner over this line. */
    public BooleanProperty passesProperty() {
        return passes;
    }

    /** Whether circles may cancel debts on it without asking. */
    public BooleanProperty clearsProperty() {
        return clears;
    }

    /** What is typed to find somebody. */
    public StringProperty personTextProperty() {
        return person.textProperty();
    }

    /** Who may be meant. */
    public ObservableList<Person> candidates() {
        return person.candidates();
    }

    /** Why nobody is found; empty for nothing. */
    public ReadOnlyStringProperty hintProperty() {
        return person.hintProperty();
    }

    /** To whom, or null. */
    public ReadOnlyObjectProperty<@Nullable Person> personProperty() {
        return person.shownProperty();
    }

    /** Takes one of the candidates. */
    public void choose(Person candidate) {
        person.choose(candidate);
    }

    /** Takes the first who fits what was typed. */
    public void chooseFirst() {
        person.chooseFirst();
    }

    /** Chooses nobody. */
    public void unchoose() {
        person.unchoose();
    }
}
