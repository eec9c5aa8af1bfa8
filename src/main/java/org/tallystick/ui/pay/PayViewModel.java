package org.tallystick.ui.pay;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.ui.control.AmountField;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.pay.PayResultViewModel.Stage;
import org.tallystick.ui.pay.TypedAmount.Reading;
import org.tallystick.ui.pay.WaySearch.Look;
import org.tallystick.ui.people.PersonSearchViewModel;
import org.tallystick.ui.words.Times;
import org.tallystick.ui.words.WayWords;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PaymentLink;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/**
 * Paying somebody, from the name to the proof: what is typed is measured, and what is shown is paid. On the thread of the screens.
 */
public final class PayViewModel {

    private static final int LONGEST_NOTE = PaymentLimits.MAX_DESCRIPTION;

    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final WaySearch ways;
    private final PersonSearchViewModel search;
    private final TypedAmount typed;
    private final PayPreview preview;
    private final PayResultViewModel result;

    private final StringProperty note = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper noteProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper filling = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper payable = new ReadOnlyBooleanWrapper();

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
        this.background = background;
        this.messages = messages;
        this.ways = new WaySearch(wallet, constraints);
        this.search = new PersonSearchViewModel(wallet, messages, this::take);
        this.typed = new TypedAmount(messages, this::measure);
        Person me = new Person(wallet.me().text(), ownerName);
        PayWords words = new PayWords(messages);
        WayWords wayWords = new WayWords(messages);
        this.preview = new PayPreview(me, messages, times, words, wayWords);
        this.result = new PayResultViewModel(wallet, me, background, messages, times, words, wayWords);
        payable.bind(preview.payableProperty().and(filling));
        search.chosenProperty().addListener((property, before, now) -> measure());
        note.addListener((property, before, now) -> {
            int length = now.strip().codePointCount(0, now.strip().length());
            noteProblem.set(length <= LONGEST_NOTE ? "" : messages.text("pay.note.long", length, LONGEST_NOTE));
        });
        result.stageProperty().addListener((property, before, now) -> stage(before, now));
        measure();
    }

    private void stage(Stage before, Stage now) {
        boolean form = now == Stage.FILLING;
        if (form && before != Stage.REFUSED) {
            again();
        }
        if (form) {
            // Before the form is there, so that what was shown last cannot be paid for a moment.
            measure();
        }
        filling.set(form);
    }

    /** Begins to listen. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        search.attach(shown);
        looks = new Latest(shown);
        shown.run(() -> wallet.hub().units(), typed::know, thrown -> preview.say(messages.text("app.away")));
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

    /** Takes what a link says; the payment is still to be confirmed. */
    private void take(PaymentLink link, PersonCard person) {
        link.equivalent().ifPresent(typed::choose);
        link.amount().ifPresent(typed.textProperty()::set);
        link.note().ifPresent(note::set);
    }

    /** Takes what is offered: the unit that leads there, or the most that can go. */
    public void takeOffer() {
        preview.takeOffer(typed);
    }

    private void measure() {
        preview.clear();
        // What is still being looked for was typed before; it must not become payable.
        Optional.ofNullable(looks).ifPresent(Latest::drop);
        switch (typed.read()) {
            case Reading.Nothing _ -> preview.say(AmountField.State.EMPTY, messages.text("pay.live.howMuch"));
            case Reading.Wrong wrong -> preview.say(AmountField.State.WRONG, wrong.why());
            case Reading.Amount amount -> look(amount.unit(), amount.amountMinor());
        }
    }

    private void look(Unit now, long amountMinor) {
        PersonCard to = search.chosenProperty().get();
        Latest asked = looks;
        if (to == null || asked == null) {
            preview.say(AmountField.State.TYPING, "");
            return;
        }
        List<Unit> units = typed.known();
        preview.say(AmountField.State.MEASURING, messages.text("pay.live.measuring"));
        asked.run(() -> ways.look(now, amountMinor, to, units), preview::show, thrown -> {
            if (thrown instanceof HubUnreachable) {
                asked.run(
                        () -> ways.away(now, amountMinor, to),
                        preview::showAway,
                        again -> preview.say(AmountField.State.TYPING, messages.text("app.away")));
            } else {
                preview.say(AmountField.State.TYPING, messages.text("app.away"));
            }
        });
    }

    /** What is wrong with the note; empty for nothing. */
    public ReadOnlyStringProperty noteProblemProperty() {
        return noteProblem.getReadOnlyProperty();
    }

    /** Pays what is shown. */
    public void pay() {
        Optional<Look> now = preview.ready();
        if (now.isEmpty() || !noteProblem.get().isEmpty() || !filling.get()) {
            return;
        }
        Optional<String> written = Optional.of(note.get().strip()).filter(text -> !text.isEmpty());
        if (preview.waiting()) {
            result.prepare(now.get(), ways, written);
        } else {
            result.pay(now.get(), ways, written);
        }
    }

    /** Whoever was paid is not paid a second time by mistake. */
    private void again() {
        typed.clear();
        note.set("");
        search.unchoose();
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
        return typed.textProperty();
    }

    /** The code of the unit. */
    public StringProperty unitProperty() {
        return typed.unitProperty();
    }

    /** The codes to choose from. */
    public ObservableList<String> units() {
        return typed.codes();
    }

    /** What they are to read. */
    public StringProperty noteProperty() {
        return note;
    }

    /** What the amount comes to. */
    public ReadOnlyObjectProperty<AmountField.State> amountStateProperty() {
        return preview.amountStateProperty();
    }

    /** The same as a sentence. */
    public ReadOnlyStringProperty liveProperty() {
        return preview.liveProperty();
    }

    /** What to offer instead, on a button; empty for nothing. */
    public ReadOnlyStringProperty offerProperty() {
        return preview.offerProperty();
    }

    /** The amount as a share of what can go; for drawing only. */
    public ReadOnlyDoubleProperty capacityFractionProperty() {
        return preview.capacityFractionProperty();
    }

    /** The payment in one sentence, or null while there is none. */
    public ReadOnlyObjectProperty<@Nullable Sentence> confirmationProperty() {
        return preview.confirmationProperty();
    }

    /** The ways it takes, or null while there are none. */
    public ReadOnlyObjectProperty<@Nullable RouteMap> mapProperty() {
        return preview.mapProperty();
    }

    /** The lines that change. */
    public ObservableList<ConfirmSentence.ChangedLine> changes() {
        return preview.changes();
    }

    /** What the button says. */
    public ReadOnlyStringProperty buttonProperty() {
        return preview.buttonProperty();
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
