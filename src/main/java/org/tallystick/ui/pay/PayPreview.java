package org.tallystick.ui.pay;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.AmountField;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.pay.WaySearch.Away;
import org.tallystick.ui.pay.WaySearch.Look;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.ui.words.WayWords;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/**
 * What a payment would come to, before it is confirmed: the ways it would take and what they change, or what could be paid
 * instead. On the thread of the screens.
 */
final class PayPreview {

    private final Person me;
    private final Messages messages;
    private final Times times;
    private final PayWords words;
    private final WayWords wayWords;

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
    private final ReadOnlyStringWrapper button = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper payable = new ReadOnlyBooleanWrapper();

    private @Nullable Look ready;
    private boolean waiting;
    private long atMostMinor;
    private String offeredUnit = "";

    PayPreview(Person me, Messages messages, Times times, PayWords words, WayWords wayWords) {
        this.me = me;
        this.messages = messages;
        this.times = times;
        this.words = words;
        this.wayWords = wayWords;
    }

    /** Shows what a look for ways has brought. */
    void show(Look look) {
        clear();
        switch (look.routes()) {
            case Routes.Found routes -> showWays(look, routes);
            case Routes.TooLittle little -> showTooLittle(look, little);
            case Routes.Refused refused ->
                say(
                        AmountField.State.TOO_MUCH,
                        words.refusal(refused.code(), refused.details(), look.unit(), look.payee()));
        }
    }

    private void showWays(Look look, Routes.Found routes) {
        Unit now = look.unit();
        ready = look;
        say(
                AmountField.State.TYPING,
                messages.text("pay.live.enough", Figures.plain(routes.atLeastMinor(), now.precision())));
        capacityFraction.set((double) look.amountMinor() / routes.atLeastMinor());
        changes.setAll(words.changes(routes.ways(), look.neighbours(), now));
        confirmation.set(words.confirmation(look.payee(), look.amountMinor(), now, routes.ways(), look.neighbours()));
        // Last, since whoever sees a map expects the rest.
        map.set(wayWords.map(me, look.payee(), look.amountMinor(), now, routes.ways()));
        button.set(messages.text("pay.button", Figures.plain(look.amountMinor(), now.precision()) + " " + now.code()));
        payable.set(true);
    }

    private void showTooLittle(Look look, Routes.TooLittle little) {
        Unit now = look.unit();
        atMostMinor = little.atLeastMinor();
        String most = Figures.plain(atMostMinor, now.precision());
        String name = Names.of(look.payee());
        say(
                AmountField.State.TOO_MUCH,
                atMostMinor == 0
                        ? look.otherUnit()
                                .map(other -> messages.text("pay.live.otherUnit", name, now.code(), other.code()))
                                .orElseGet(() -> messages.text("pay.refused.noWay", name))
                        : messages.text("pay.live.tooMuch", most + " " + now.code(), name));
        offeredUnit = look.otherUnit().map(Unit::code).orElse("");
        offer.set(offerText(most));
        capacityFraction.set(1);
    }

    private String offerText(String most) {
        if (!offeredUnit.isEmpty()) {
            return messages.text("pay.offer.unit", offeredUnit);
        }
        return atMostMinor == 0 ? "" : messages.text("pay.offer", most);
    }

    /** Nobody answers: the payment can be written down and goes when the hub is back. What is known says how old it is. */
    void showAway(Away away) {
        clear();
        Look look = away.look();
        Unit now = look.unit();
        ready = look;
        waiting = true;
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
        payable.set(true);
        confirmation.set(words.waiting(look.payee(), look.amountMinor(), now));
    }

    /** Shows no payment; what was said stays until something else is. */
    void clear() {
        offeredUnit = "";
        ready = null;
        waiting = false;
        map.set(null);
        offer.set("");
        confirmation.set(null);
        changes.clear();
        payable.set(false);
        capacityFraction.set(0);
        button.set(messages.text("pay.button.empty"));
    }

    /** Says how it stands with the amount. */
    void say(AmountField.State state, String text) {
        amountState.set(state);
        say(text);
    }

    /** Says something while it stands with the amount as before. */
    void say(String text) {
        live.set(text);
    }

    /** What can be paid now. */
    Optional<Look> ready() {
        return Optional.ofNullable(ready);
    }

    /** Whether that would have to wait for the hub. */
    boolean waiting() {
        return waiting;
    }

    /** Types what is offered: the unit that leads there, or the most that can go. */
    void takeOffer(TypedAmount typed) {
        if (offeredUnit.isEmpty()) {
            typed.type(atMostMinor);
        } else {
            typed.choose(offeredUnit);
        }
    }

    /** What the amount comes to. */
    ReadOnlyObjectProperty<AmountField.State> amountStateProperty() {
        return amountState.getReadOnlyProperty();
    }

    /** The same as a sentence. */
    ReadOnlyStringProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** What to offer instead, on a button; empty for nothing. */
    ReadOnlyStringProperty offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /** The amount as a share of what can go; for drawing only. */
    ReadOnlyDoubleProperty capacityFractionProperty() {
        return capacityFraction.getReadOnlyProperty();
    }

    /** The payment in one sentence, or null while there is none. */
    ReadOnlyObjectProperty<@Nullable Sentence> confirmationProperty() {
        return confirmation.getReadOnlyProperty();
    }

    /** The ways it takes, or null while there are none. */
    ReadOnlyObjectProperty<@Nullable RouteMap> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** The lines that change. */
    ObservableList<ConfirmSentence.ChangedLine> changes() {
        return shownChanges;
    }

    /** What the button says. */
    ReadOnlyStringProperty buttonProperty() {
        return button.getReadOnlyProperty();
    }

    /** Whether there is anything that can be paid now. */
    ReadOnlyBooleanProperty payableProperty() {
        return payable.getReadOnlyProperty();
    }
}
