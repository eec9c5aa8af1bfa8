package org.tallystick.ui.pay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tallystick.money.DecimalText;
import org.tallystick.money.ParsedAmount;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.Unit;

/** An amount as somebody types it, the units to choose from, and what both come to. On the thread of the screens. */
final class TypedAmount {

    private static final int MOST_DECIMALS = 8;

    /** What somebody has typed who is going to type an amount: 0, 0.0 or 5. with nothing behind it yet. */
    private static final Pattern ON_THE_WAY = Pattern.compile("0+(\\.0*)?|\\d{1,15}\\.");

    private final Messages messages;
    private final Runnable changed;
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty unit = new SimpleStringProperty("");
    private final ObservableList<String> codes = FXCollections.observableArrayList();
    private final ObservableList<String> shownCodes = FXCollections.unmodifiableObservableList(codes);
    private List<Unit> known = List.of();

    /** What was typed, read. */
    sealed interface Reading {

        /** No amount yet, and nothing wrong with that. */
        record Nothing() implements Reading {}

        /**
         * No amount of the unit.
         *
         * @param why what is wrong, as a sentence
         */
        record Wrong(String why) implements Reading {}

        /**
         * An amount.
         *
         * @param unit in which
         * @param amountMinor how much, more than nothing
         */
        record Amount(Unit unit, long amountMinor) implements Reading {}
    }

    /**
     * Makes an empty one.
     *
     * @param changed told whenever it may come to something else
     */
    TypedAmount(Messages messages, Runnable changed) {
        this.messages = messages;
        this.changed = changed;
        text.addListener((property, before, now) -> changed.run());
        unit.addListener((property, before, now) -> changed.run());
    }

    /** Takes the units there are; the first one is chosen where none was. */
    void know(List<Unit> all) {
        known = List.copyOf(all);
        codes.setAll(all.stream().map(Unit::code).toList());
        if (unit.get().isEmpty() && !all.isEmpty()) {
            unit.set(all.getFirst().code());
        } else {
            changed.run();
        }
    }

    /** The units there are. */
    List<Unit> known() {
        return known;
    }

    /** What was typed comes to. */
    Reading read() {
        Optional<Unit> now = unitNow();
        String typed = text.get().strip();
        if (typed.isEmpty() || now.isEmpty()) {
            return new Reading.Nothing();
        }
        return DecimalText.parse(typed, now.get().precision()) instanceof ParsedAmount.Ok parsed
                        && parsed.amountMinor() > 0
                ? new Reading.Amount(now.get(), parsed.amountMinor())
                : noAmount(typed, now.get());
    }

    private Reading noAmount(String typed, Unit now) {
        boolean precise =
                DecimalText.parse(typed, MOST_DECIMALS) instanceof ParsedAmount.Ok more && more.amountMinor() > 0;
        if (precise) {
            return new Reading.Wrong(messages.text("pay.live.precise", now.code(), now.precision()));
        }
        return ON_THE_WAY.matcher(typed).matches()
                ? new Reading.Nothing()
                : new Reading.Wrong(messages.text("pay.live.wrong", now.precision() == 0 ? "12" : "12.50"));
    }

    private Optional<Unit> unitNow() {
        return known.stream().filter(each -> each.code().equals(unit.get())).findFirst();
    }

    /** Types an amount of the chosen unit, in its minor units. */
    void type(long amountMinor) {
        unitNow().ifPresent(now -> text.set(DecimalText.print(amountMinor, now.precision())));
    }

    /** Chooses a unit if there is such a one. */
    void choose(String code) {
        if (codes.contains(code)) {
            unit.set(code);
        }
    }

    /** Nothing is typed any more, and the first unit is chosen. */
    void clear() {
        text.set("");
        if (!known.isEmpty()) {
            unit.set(known.getFirst().code());
        }
    }

    /** The amount as it is typed. */
    StringProperty textProperty() {
        return text;
    }

    /** The code of the unit. */
    StringProperty unitProperty() {
        return unit;
    }

    /** The codes to choose from. */
    ObservableList<String> codes() {
        return shownCodes;
    }
}
