package org.tallystick.wallet;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tallystick.money.DecimalText;

/** Which of what happened is wanted. Immutable. */
public final class ActivityFilter {

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern COMMA = Pattern.compile("\\d+,\\d{0,2}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Fewer letters are somewhere in every id. */
    private static final int LEAST_OF_AN_ID = 6;

    private final Set<Activity.Kind> kinds;
    private final String text;
    private final List<String> words;

    /**
     * Makes one.
     *
     * @param kinds which kinds; none means all
     * @param text what a name, note, amount, id or block has to contain; empty for all
     */
    public ActivityFilter(Set<Activity.Kind> kinds, String text) {
        this.kinds = Set.copyOf(kinds);
        this.text = asTyped(text.strip().toLowerCase(Locale.ROOT));
        this.words = List.of(SPACE.split(this.text));
    }

    /** Figures are found as they are shown, with marks between the thousands, and as some people write them, 3,00. */
    private static String asTyped(String text) {
        if (GROUPED.matcher(text).matches()) {
            return text.replace(",", "");
        }
        return COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    }

    boolean takesAll() {
        return kinds.isEmpty() && text.isEmpty();
    }

    boolean onlyPayments() {
        return kinds.equals(Set.of(Activity.Kind.PAYMENT));
    }

    /** Whether a kind is wanted. */
    public boolean takes(Activity.Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    /** Whether a name, note, amount, id or block contains the text. */
    public boolean takes(Activity activity) {
        return takes(activity.what().kind())
                && (text.isEmpty()
                        || (text.length() >= LEAST_OF_AN_ID && contains(activity.txId()))
                        || Long.toString(activity.place().height()).equals(text)
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

    /** Whether all the words are there, in any order. */
    private boolean contains(String where) {
        String lower = where.toLowerCase(Locale.ROOT);
        return lower.contains(text) || words.stream().allMatch(lower::contains);
    }
}
