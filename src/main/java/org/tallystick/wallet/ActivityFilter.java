package org.tallystick.wallet;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tallystick.money.DecimalText;

/** Which of what happened is wanted. A value. */
record ActivityFilter(Set<Activity.Kind> kinds, String text) {

    ActivityFilter {
        kinds = Set.copyOf(kinds);
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    boolean takesAll() {
        return kinds.isEmpty() && text.isEmpty();
    }

    boolean onlyPayments() {
        return kinds.equals(Set.of(Activity.Kind.PAYMENT));
    }

    boolean takes(Activity.Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /** Whether a name, note, amount, id or block contains the text. */
    boolean takes(Activity activity) {
        return takes(activity.what().kind())
                && (text.isEmpty()
                        || contains(activity.txId())
                        || contains(Long.toString(activity.place().height()))
                        || contains(activity.what()));
    }

    private boolean contains(Activity.What what) {
        return switch (what) {
            case Activity.Payment payment ->
                contains(payment.other())
                        || payment.note().filter(this::contains).isPresent()
                        || contains(payment.amountMinor(), payment.unit());
            case Activity.LineChange line ->
                contains(line.other())
                        || (line.limitMinor().isPresent()
                                && contains(line.limitMinor().get(), line.unit()));
            case Activity.Clearing clearing ->
                contains(clearing.people()) || contains(clearing.amountMinor(), clearing.unit());
            case Activity.Carried carried ->
                contains(List.of(carried.from(), carried.to())) || contains(carried.amountMinor(), carried.unit());
            case Activity.Other other -> contains(other.type());
        };
    }

    private boolean contains(List<PersonCard> people) {
        return people.stream().anyMatch(this::contains);
    }

    private boolean contains(PersonCard person) {
        return person.name().filter(this::contains).isPresent()
                || person.pid().text().toLowerCase(Locale.ROOT).equals(text);
    }

    private boolean contains(long amountMinor, Unit unit) {
        return contains(DecimalText.print(amountMinor, unit.precision()) + " " + unit.code());
    }

    private boolean contains(String where) {
        return where.toLowerCase(Locale.ROOT).contains(text);
    }
}
