package org.tallystick.ui.trust;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.tallystick.ledger.LineStatus;
import org.tallystick.money.Amounts;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Tally;
import org.tallystick.ui.control.TallyTable.Row;
import org.tallystick.ui.control.TallyTable.Total;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.trust.TrustViewModel.Detail;
import org.tallystick.ui.trust.TrustViewModel.Side;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;

/** Makes rows, their sum and the details of one out of neighbours. Immutable; any thread. */
final class TrustTable {

    private final Messages messages;
    private final Times times;
    private final TrustWords words;

    TrustTable(Messages messages, Times times, TrustWords words) {
        this.messages = messages;
        this.times = times;
        this.words = words;
    }

    static String key(Neighbour each) {
        return key(each.person(), each.unit());
    }

    static String key(PersonCard person, Unit in) {
        return person.pid().text() + " " + in.code();
    }

    /** Those of a unit and a side whose name or PID fits. */
    static List<Neighbour> fitting(List<Neighbour> all, String unit, Side side, String search) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(each -> each.unit().code().equals(unit))
                .filter(each -> switch (side) {
                    case ALL -> true;
                    case OWE -> each.balanceMinor() < 0;
                    case OWED -> each.balanceMinor() > 0;
                })
                .filter(each -> Names.of(each.person()).toLowerCase(Locale.ROOT).contains(wanted)
                        || each.person().pid().text().equals(search.strip()))
                .toList();
    }

    /** A row each, all on one scale. */
    List<Row> rows(List<Neighbour> shown) {
        long left = 0;
        long right = 0;
        for (Neighbour each : shown) {
            left = Math.max(left, Math.max(each.mayOweMinor(), each.owesMinor()));
            right = Math.max(right, Math.max(each.mayBeOwedMinor(), each.owedMinor()));
        }
        long leftmost = left;
        long rightmost = right;
        return shown.stream().map(each -> row(each, leftmost, rightmost)).toList();
    }

    private Row row(Neighbour each, long left, long right) {
        Tally tally = Tally.ofBalance(each.mayOweMinor(), each.mayBeOwedMinor(), each.balanceMinor())
                .withHeld(each.heldMinor())
                .withScale(-left, right);
        return new Row(
                key(each),
                Names.person(each.person()),
                tally,
                each.balanceMinor(),
                each.spendMinor(),
                each.unit().precision(),
                each.unit().code(),
                each.given().map(terms -> terms.status() == LineStatus.FROZEN).orElse(false),
                words.standing(each).text());
    }

    /** What the rows come to. */
    Total total(List<Neighbour> shown) {
        int precision = shown.isEmpty() ? 0 : shown.getFirst().unit().precision();
        return new Total(
                messages.text(shown.size() == 1 ? "trust.all.one" : "trust.all", shown.size()),
                Figures.plain(sum(shown, Neighbour::mayOweMinor), precision),
                Figures.plain(sum(shown, Neighbour::mayBeOwedMinor), precision),
                sum(shown, Neighbour::balanceMinor),
                sum(shown, Neighbour::spendMinor),
                precision);
    }

    /** Many of the largest amounts are more than a number holds; then it is the largest. */
    private static long sum(List<Neighbour> shown, ToLongFunction<Neighbour> amountMinor) {
        return shown.stream().mapToLong(amountMinor).reduce(0, Amounts::saturatingAdd);
    }

    /** One neighbour, with all that is known of the lines to them. */
    Detail detail(Neighbour each) {
        int precision = each.unit().precision();
        return new Detail(
                row(each, each.mayOweMinor(), each.mayBeOwedMinor()),
                each.given()
                        .map(terms -> messages.text("trust.since", times.brief(terms.openedAtMs())))
                        .orElse(""),
                words.standing(each),
                messages.text("home.mayOwe", Figures.plain(each.mayOweMinor(), precision)),
                messages.text("home.mayBeOwed", Figures.plain(each.mayBeOwedMinor(), precision)),
                each.given().map(terms -> words.policy(terms, each.unit())).orElse(List.of()),
                each.received().map(terms -> words.policy(terms, each.unit())).orElse(List.of()),
                each.given().isPresent(),
                each.given().isPresent() ? words.againstClosing(each) : "");
    }
}
