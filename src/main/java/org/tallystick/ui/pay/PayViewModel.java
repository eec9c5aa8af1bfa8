package org.tallystick.ui.pay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.ui.control.AmountField;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.pay.PayResultViewModel.Stage;
import org.tallystick.ui.pay.WaySearch.Away;
import org.tallystick.ui.pay.WaySearch.Look;
import org.tallystick.ui.people.PersonSearchViewModel;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.ui.words.WayWords;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PaymentLink;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** Paying somebody, from the name to the proof. On the thread of the screens. */
public final class PayViewModel {

    private static final int MOST_DECIMALS = 8;
    private static final int LONGEST_NOTE = PaymentLimits.MAX_DESCRIPTION;

    /** What somebody has typed who is going to type an amount: 0, 0.0 or 5. with nothing behind it yet. */
    private static final Pattern ON_THE_WAY = Pattern.compile("0+(\\.0*)?|\\d{1,15}\\.");

    private final Wallet wallet;
    private final Person me;
    private final Background background;
    private final Messages messages;
    private final WaySearch ways;
    private final PayWords words;
    private final Times times;
    private final WayWords wayWords;
    private final PayResultViewModel result;
    private final PersonSearchViewModel search;

    private final StringProperty amount = new SimpleStringProperty("");
    private final StringProperty unit = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final ObservableList<String> units = FXCollections.observableArrayList();
    private final ObservableList<String> shownUnits = FXCollections.unmodifiableObservableList(units);
    private final ReadOnlyObjectWrapper<AmountField.State> amountState =
            new ReadOnlyObjectWrapper<>(AmountField.State.EMPTY);
    private final ReadOnlyStringWrapper live = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper capacityFraction = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> confirmation = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RouteMap> map = new ReadOnlyObjectWrapper<>();
    private final ObservableList<ConfirmSentence.ChangedLine> changes = FXCollections.observableArrayList();
    private final ObservableList<ConfirmSentence.ChangedLine> shownChanges =
            FXCollections.unmodifiableObservableList(changes);
    private final ReadOnlyStringWrapper noteProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper button = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper filling = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper payable = new ReadOnlyBooleanWrapper();

    private List<Unit> known = List.of();
    private @Nullable Look ready;
    private @Nullable Look waiting;
    private long atMostMinor;
    private String offeredUnit = "";
    private @Nullable Scope scope;
    private @Nullable Latest looks;
    private HubReader.@Nullable Following following;

    /**
     * Makes the screen of a wallet.
     *
     * @param ownerName what the owner is called
     * @param constraints what is allowed of the ways
     */
    public PayViewModel(
            Wallet wallet,
            String ownerName,
            Background background,
            Messages messages,
            Times times,
            Constraints constraints) {
        this.wallet = wallet;
        this.me = new Person(wallet.me().text(), ownerName);
        this.background = background;
        this.messages = messages;
        this.ways = new WaySearch(wallet, constraints);
        this.words = new PayWords(messages);
        this.times = times;
        this.wayWords = new WayWords(messages);
        this.result = new PayResultViewModel(wallet, me, background, messages, times, words, wayWords);
        this.search = new PersonSearchViewModel(wallet, messages, this::take);
        search.chosenProperty().addListener((property, before, now) -> measure());
        amount.addListener((property, before, now) -> measure());
        note.addListener((property, before, now) -> {
            int length = now.strip().codePointCount(0, now.strip().length());
            noteProblem.set(length <= LONGEST_NOTE ? "" : messages.text("pay.note.long", length, LONGEST_NOTE));
        });
        unit.addListener((property, before, now) -> measure());
        result.stageProperty().addListener((property, before, now) -> {
            boolean form = now == Stage.FILLING;
            if (form && before != Stage.REFUSED) {
                again();
            }
            filling.set(form);
            if (form) {
                measure();
            }
        });
        measure();
    }

    /** Begins to listen. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        search.attach(shown);
        looks = new Latest(shown);
        shown.run(() -> wallet.hub().units(), this::showUnits, thrown -> live.set(messages.text("app.away")));
        following = wallet.hub().follow(wallet.me(), () -> shown.soon(this::measure));
        measure();
    }

    /** Stops; what was typed stays. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        search.detach();
        looks = null;
        following = null;
        if (result.stageProperty().get() != Stage.PAYING) {
            result.leave();
        }
    }

    private void showUnits(List<Unit> all) {
        known = all;
        units.setAll(all.stream().map(Unit::code).toList());
        if (unit.get().isEmpty() && !all.isEmpty()) {
            unit.set(all.getFirst().code());
        } else {
            measure();
        }
    }

    /** Takes what a link says; the payment is still to be confirmed. */
    private void take(PaymentLink link, PersonCard person) {
        link.equivalent().filter(units::contains).ifPresent(unit::set);
        link.amount().ifPresent(amount::set);
        link.note().ifPresent(note::set);
    }

    /** Takes what is offered: the unit that leads there, or the most that can go. */
    public void takeOffer() {
        if (!offeredUnit.isEmpty()) {
            unit.set(offeredUnit);
            return;
        }
        unitNow().ifPresent(now -> amount.set(DecimalText.print(atMostMinor, now.precision())));
    }

    private Optional<Unit> unitNow() {
        return known.stream().filter(each -> each.code().equals(unit.get())).findFirst();
    }

    private void measure() {
        clearWays();
        Optional<Unit> now = unitNow();
        String text = amount.get().strip();
        if (text.isEmpty() || now.isEmpty()) {
            say(AmountField.State.EMPTY, messages.text("pay.live.howMuch"));
        } else if (DecimalText.parse(text, now.get().precision()) instanceof ParsedAmount.Ok parsed
                && parsed.amountMinor() > 0) {
            look(now.get(), parsed.amountMinor());
        } else {
            sayWhatIsWrong(text, now.get());
        }
    }

    private void sayWhatIsWrong(String text, Unit now) {
        boolean precise =
                DecimalText.parse(text, MOST_DECIMALS) instanceof ParsedAmount.Ok more && more.amountMinor() > 0;
        if (precise) {
            say(AmountField.State.WRONG, messages.text("pay.live.precise", now.code(), now.precision()));
        } else if (ON_THE_WAY.matcher(text).matches()) {
            say(AmountField.State.EMPTY, messages.text("pay.live.howMuch"));
        } else {
            say(AmountField.State.WRONG, messages.text("pay.live.wrong", now.precision() == 0 ? "12" : "12.50"));
        }
    }

    private void look(Unit now, long amountMinor) {
        PersonCard to = search.chosenProperty().get();
        Latest asked = looks;
        if (to == null || asked == null) {
            say(AmountField.State.TYPING, "");
            return;
        }
        List<Unit> units = known;
        say(AmountField.State.MEASURING, messages.text("pay.live.measuring"));
        asked.run(() -> ways.look(now, amountMinor, to, units), this::show, thrown -> {
            if (thrown instanceof HubUnreachable) {
                asked.run(
                        () -> ways.away(now, amountMinor, to),
                        this::showAway,
                        again -> say(AmountField.State.TYPING, messages.text("app.away")));
            } else {
                say(AmountField.State.TYPING, messages.text("app.away"));
            }
        });
    }

    /** Nobody answers: the payment can be written down and goes when the hub is back. What is known says how old it is. */
    private void showAway(Away away) {
        clearWays();
        Look look = away.look();
        Unit now = look.unit();
        waiting = look;
        say(
                AmountField.State.TYPING,
                away.asOfMs() == 0 || away.straightMinor().isEmpty()
                        ? messages.text("pay.live.away")
                        : messages.text(
                                "pay.live.away.known",
                                times.brief(away.asOfMs()),
                                Figures.plain(away.straightMinor().getAsLong(), now.precision()) + " " + now.code(),
                                Names.of(look.payee())));
        button.set(messages.text("pay.button.wait"));
        payable.set(filling.get());
        confirmation.set(words.waiting(look.payee(), look.amountMinor(), now));
    }

    private void show(Look look) {
        clearWays();
        Unit now = look.unit();
        switch (look.routes()) {
            case Routes.Found routes -> {
                ready = look;
                say(
                        AmountField.State.TYPING,
                        messages.text("pay.live.enough", Figures.plain(routes.atLeastMinor(), now.precision())));
                capacityFraction.set((double) look.amountMinor() / routes.atLeastMinor());
                changes.setAll(words.changes(routes.ways(), look.neighbours(), now));
                confirmation.set(
                        words.confirmation(look.payee(), look.amountMinor(), now, routes.ways(), look.neighbours()));
                // Last, since whoever sees a map expects the rest.
                map.set(wayWords.map(me, look.payee(), look.amountMinor(), now, routes.ways()));
                button.set(messages.text(
                        "pay.button", Figures.plain(look.amountMinor(), now.precision()) + " " + now.code()));
                payable.set(filling.get());
            }
            case Routes.TooLittle little -> {
                atMostMinor = little.atLeastMinor();
                String most = Figures.plain(atMostMinor, now.precision());
                String name = Names.of(look.payee());
                say(
                        AmountField.State.TOO_MUCH,
                        atMostMinor == 0
                                ? look.otherUnit()
                                        .map(other ->
                                                messages.text("pay.live.otherUnit", name, now.code(), other.code()))
                                        .orElseGet(() -> messages.text("pay.refused.noWay", name))
                                : messages.text("pay.live.tooMuch", most + " " + now.code(), name));
                offeredUnit = look.otherUnit().map(Unit::code).orElse("");
                offer.set(offerText(most));
                capacityFraction.set(1);
            }
            case Routes.Refused refused ->
                say(AmountField.State.TOO_MUCH, words.refusal(refused.code(), refused.details(), now, look.payee()));
        }
    }

    private String offerText(String most) {
        if (!offeredUnit.isEmpty()) {
            return messages.text("pay.offer.unit", offeredUnit);
        }
        return atMostMinor == 0 ? "" : messages.text("pay.offer", most);
    }

    private void clearWays() {
        offeredUnit = "";
        ready = null;
        waiting = null;
        map.set(null);
        offer.set("");
        confirmation.set(null);
        changes.clear();
        payable.set(false);
        capacityFraction.set(0);
        button.set(messages.text("pay.button.empty"));
    }

    private void say(AmountField.State state, String text) {
        amountState.set(state);
        live.set(text);
    }

    /** What is wrong with the note; empty for nothing. */
    public ReadOnlyStringProperty noteProblemProperty() {
        return noteProblem.getReadOnlyProperty();
    }

    /** Pays what is shown. */
    public void pay() {
        Look now = ready == null ? waiting : ready;
        if (now == null || !noteProblem.get().isEmpty() || !filling.get()) {
            return;
        }
        payable.set(false);
        Optional<String> written = Optional.of(note.get().strip()).filter(text -> !text.isEmpty());
        if (now.equals(waiting)) {
            result.prepare(now, ways, written);
        } else {
            result.pay(now, ways, written);
        }
    }

    /** Whoever was paid is not paid a second time by mistake. */
    private void again() {
        amount.set("");
        note.set("");
        if (!known.isEmpty()) {
            unit.set(known.getFirst().code());
        }
        search.unchoose();
    }

    /** The decimals of the chosen unit. */
    public int precision() {
        return unitNow().map(Unit::precision).orElse(2);
    }

    /** What is typed to find somebody: a name, a PID or a link. */
    public StringProperty payeeTextProperty() {
        return search.textProperty();
    }

    /** Who may be meant. */
    public ObservableList<Person> candidates() {
        return search.candidates();
    }

    /** Why nobody is found; empty for nothing. */
    public ReadOnlyStringProperty hintProperty() {
        return search.hintProperty();
    }

    /** Who is to be paid, or null. */
    public ReadOnlyObjectProperty<@Nullable Person> payeeProperty() {
        return search.shownProperty();
    }

    /** Takes one of the candidates. */
    public void choose(Person candidate) {
        search.choose(candidate);
    }

    /** Takes the first who fits what was typed. */
    public void chooseFirst() {
        search.chooseFirst();
    }

    /** Chooses nobody. */
    public void unchoose() {
        search.unchoose();
    }

    /** The amount as it is typed. */
    public StringProperty amountProperty() {
        return amount;
    }

    /** The code of the unit. */
    public StringProperty unitProperty() {
        return unit;
    }

    /** The codes to choose from. */
    public ObservableList<String> units() {
        return shownUnits;
    }

    /** What they are to read. */
    public StringProperty noteProperty() {
        return note;
    }

    /** What the amount comes to. */
    public ReadOnlyObjectProperty<AmountField.State> amountStateProperty() {
        return amountState.getReadOnlyProperty();
    }

    /** The same as a sentence. */
    public ReadOnlyStringProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** What to offer instead, on a button; empty for nothing. */
    public ReadOnlyStringProperty offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** The amount as a share of what can go; for drawing only. */
    public ReadOnlyDoubleProperty capacityFractionProperty() {
        return capacityFraction.getReadOnlyProperty();
    }

    /** The payment in one sentence, or null while there is none. */
    public ReadOnlyObjectProperty<@Nullable Sentence> confirmationProperty() {
        return confirmation.getReadOnlyProperty();
    }

    /** The ways it takes, or null while there are none. */
    public ReadOnlyObjectProperty<@Nullable RouteMap> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** The lines that change. */
    public ObservableList<ConfirmSentence.ChangedLine> changes() {
        return shownChanges;
    }

    /** What the button says. */
    public ReadOnlyStringProperty buttonProperty() {
        return button.getReadOnlyProperty();
    }

    /** Whether it may be pressed. */
    public ReadOnlyBooleanProperty payableProperty() {
        return payable.getReadOnlyProperty();
    }

    /** Whether one is at the form; else the payment is on its way, or something came of it. */
    public ReadOnlyBooleanProperty fillingProperty() {
        return filling.getReadOnlyProperty();
    }

    /** What comes of it. */
    public PayResultViewModel result() {
        return result;
    }
}
