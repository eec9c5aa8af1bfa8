package org.tallystick.ui.pay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.ConfirmSentence;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.control.Tally;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** What a payment would change, in words. Immutable; any thread. */
final class PayWords {

    private final Messages messages;

    PayWords(Messages messages) {
        this.messages = messages;
    }

    /** What each first neighbour of some ways would carry. */
    List<ConfirmSentence.ChangedLine> changes(List<Routes.Way> ways, List<Neighbour> neighbours, Unit unit) {
        Map<Pid, Long> carried = new LinkedHashMap<>();
        for (Routes.Way way : ways) {
            carried.merge(way.people().get(1).pid(), way.amountMinor(), Long::sum);
        }
        List<ConfirmSentence.ChangedLine> changes = new ArrayList<>();
        carried.forEach((pid, amountMinor) -> neighbours.stream()
                .filter(neighbour ->
                        neighbour.person().pid().equals(pid) && neighbour.unit().equals(unit))
                .findFirst()
                .ifPresent(neighbour -> changes.add(change(neighbour, amountMinor, unit))));
        return changes;
    }

    private ConfirmSentence.ChangedLine change(Neighbour neighbour, long amountMinor, Unit unit) {
        long before = neighbour.balanceMinor();
        long after = before - amountMinor;
        String amount = Figures.plain(amountMinor, unit.precision());
        return new ConfirmSentence.ChangedLine(
                Names.person(neighbour.person()),
                messages.text(before > 0 && after >= 0 ? "pay.change.less" : "pay.change.more", amount),
                Tally.ofBalance(neighbour.mayOweMinor(), neighbour.mayBeOwedMinor(), after)
                        .withGhost(before),
                unit.precision(),
                sentence(List.of(new Side(neighbour, after)), unit).text());
    }

    private record Side(Neighbour neighbour, long after) {}

    /** The whole payment as one sentence: who receives, and where the payer stands with each neighbour afterwards. */
    Sentence confirmation(PersonCard payee, long amountMinor, Unit unit, List<Routes.Way> ways, List<Neighbour> all) {
        Map<Pid, Long> carried = new LinkedHashMap<>();
        for (Routes.Way way : ways) {
            carried.merge(way.people().get(1).pid(), way.amountMinor(), Long::sum);
        }
        List<Side> sides = new ArrayList<>();
        carried.forEach((pid, share) -> all.stream()
                .filter(neighbour ->
                        neighbour.person().pid().equals(pid) && neighbour.unit().equals(unit))
                .findFirst()
                .ifPresent(neighbour -> sides.add(new Side(neighbour, neighbour.balanceMinor() - share))));
        List<Part> parts = new ArrayList<>(Sentence.of(
                        messages.pattern("pay.confirm.receives"),
                        Part.bold(Names.of(payee)),
                        Part.bold(Figures.plain(amountMinor, unit.precision()) + " " + unit.code()))
                .parts());
        parts.add(Part.plain(" "));
        parts.addAll(sentence(sides, unit).parts());
        return new Sentence(parts);
    }

    /** A payment that waits, in one sentence: who is to receive, and that it can be taken back. */
    Sentence waiting(PersonCard payee, long amountMinor, Unit unit) {
        return Sentence.of(
                messages.pattern("pay.confirm.waits"),
                Part.bold(Names.of(payee)),
                Part.bold(Figures.plain(amountMinor, unit.precision()) + " " + unit.code()));
    }

    private Sentence sentence(List<Side> sides, Unit unit) {
        if (sides.isEmpty()) {
            return new Sentence(List.of(Part.plain(messages.text("pay.confirm.unsaid"))));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            if (i > 0) {
                parts.add(Part.plain(messages.text(i == sides.size() - 1 ? "pay.confirm.and" : "pay.confirm.comma")));
            }
            parts.addAll(side(sides.get(i), unit, i == 0).parts());
        }
        parts.add(Part.plain("."));
        return new Sentence(parts);
    }

    private Sentence side(Side side, Unit unit, boolean first) {
        String name = Names.of(side.neighbour().person());
        if (side.after() < 0) {
            return Sentence.of(
                    messages.pattern(first ? "pay.confirm.youOweFirst" : "pay.confirm.youOwe"),
                    Part.owe(name + " " + Figures.plain(-side.after(), unit.precision())),
                    Part.plain(Figures.plain(side.neighbour().mayOweMinor(), unit.precision())));
        }
        if (side.after() == 0) {
            return Sentence.of(messages.pattern(first ? "pay.confirm.evenFirst" : "pay.confirm.even"), Part.bold(name));
        }
        return Sentence.of(
                messages.pattern("pay.confirm.owesYou"),
                Part.owed(name),
                Part.owed(Figures.plain(side.after(), unit.precision())),
                Part.plain(Figures.plain(side.neighbour().balanceMinor(), unit.precision())));
    }

    /** What a refusal says, and what would help. */
    String refusal(String code, Map<String, String> details, Unit unit, PersonCard payee) {
        String name = Names.of(payee);
        return switch (code) {
            case "E001" -> messages.text("pay.refused.noWay", name);
            case "E002" ->
                messages.text(
                        "pay.refused.tooMuch",
                        Optional.ofNullable(details.get("available")).orElse("0"),
                        unit.code(),
                        name);
            case "E004" -> messages.text("pay.refused.payee", name);
            case "E006" -> messages.text("pay.refused.me");
            case "E007" -> messages.text("pay.refused.late");
            case "E009" -> messages.text("pay.refused.field", details.getOrDefault("field", ""));
            case "E011" -> messages.text("pay.refused.unknown", name);
            case "E019" -> messages.text("refused.cannot", details.getOrDefault("field", ""));
            case "E020" -> messages.text(Wallet.isCatchingUp(details) ? "refused.catchingUp" : "pay.refused.readOnly");
            default -> messages.text("pay.refused.other", code);
        };
    }
}
