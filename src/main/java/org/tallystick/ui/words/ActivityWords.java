package org.tallystick.ui.words;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;

/** What happened, in words: one line of a list. Immutable; any thread. */
public final class ActivityWords {

    private final Messages messages;
    private final Times times;

    /** Makes it. */
    public ActivityWords(Messages messages, Times times) {
        this.messages = messages;
        this.times = times;
    }

    /** The line of an activity, with its time as short as it can be. */
    public ActivityRow.Content row(Activity activity) {
        return row(activity, times.brief(activity.atMs()));
    }

    /** The line of an activity under a heading that says the day. */
    public ActivityRow.Content rowOfDay(Activity activity) {
        return row(activity, times.time(activity.atMs()));
    }

    private ActivityRow.Content row(Activity activity, String time) {
        return switch (activity.what()) {
            case Activity.Payment payment ->
                content(
                        payment.sent() ? ActivityRow.Kind.SENT : ActivityRow.Kind.RECEIVED,
                        sentence(payment.sent() ? "activity.paid" : "activity.received", payment.other()),
                        payment.note().orElse(""),
                        Optional.of(payment.unit()),
                        OptionalLong.of(payment.sent() ? -payment.amountMinor() : payment.amountMinor()),
                        true,
                        time);
            case Activity.Clearing clearing ->
                content(
                        ActivityRow.Kind.CIRCLE,
                        Sentence.of(
                                messages.pattern("activity.circle"),
                                Part.bold(messages.text(
                                        "activity.circleOf", clearing.people().size()))),
                        others(clearing),
                        Optional.of(clearing.unit()),
                        OptionalLong.of(clearing.amountMinor()),
                        false,
                        time);
            case Activity.Carried carried ->
                content(
                        ActivityRow.Kind.CARRIED,
                        Sentence.of(
                                messages.pattern("activity.carried"),
                                Part.bold(Names.of(carried.from())),
                                Part.bold(Names.of(carried.to()))),
                        messages.text("activity.carriedCaption"),
                        Optional.of(carried.unit()),
                        OptionalLong.of(carried.amountMinor()),
                        false,
                        time);
            case Activity.LineChange line -> line(line, time);
            case Activity.Other other ->
                content(
                        ActivityRow.Kind.OTHER,
                        Sentence.of(messages.pattern(otherKey(other))),
                        "",
                        Optional.empty(),
                        OptionalLong.empty(),
                        false,
                        time);
        };
    }

    private ActivityRow.Content line(Activity.LineChange line, String time) {
        String key =
                "activity.line." + line.step().name().toLowerCase(Locale.ROOT) + (line.given() ? ".mine" : ".theirs");
        String caption = line.limitMinor()
                .map(minor -> messages.text(
                        line.given() ? "activity.line.limitMine" : "activity.line.limitTheirs",
                        Figures.plain(minor, line.unit().precision())))
                .orElse("");
        return content(
                ActivityRow.Kind.LINE,
                sentence(key, line.other()),
                caption,
                Optional.of(line.unit()),
                OptionalLong.empty(),
                false,
                time);
    }

    /** What one did oneself is said otherwise than what was done to one, where both happen. */
    private String otherKey(Activity.Other other) {
        String key = "activity.other." + other.type();
        return Stream.of(key + (other.own() ? ".mine" : ".theirs"), key)
                .filter(messages::has)
                .findFirst()
                .orElse("activity.other");
    }

    private static String others(Activity.Clearing clearing) {
        return clearing.people().stream()
                .skip(1)
                .map(Names::of)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private Sentence sentence(String key, PersonCard person) {
        return Sentence.of(messages.pattern(key), Part.bold(Names.of(person)));
    }

    private static ActivityRow.Content content(
            ActivityRow.Kind kind,
            Sentence sentence,
            String caption,
            Optional<Unit> unit,
            OptionalLong amountMinor,
            boolean signed,
            String time) {
        String code = unit.map(Unit::code).orElse("");
        int precision = unit.map(Unit::precision).orElse(0);
        String figure = amountMinor.isEmpty()
                ? ""
                : signed
                        ? Figures.balance(amountMinor.getAsLong(), precision)
                        : Figures.plain(amountMinor.getAsLong(), precision);
        String spoken = String.join(
                ", ",
                Stream.of(sentence.text(), caption, figure.isEmpty() ? "" : figure + " " + code, time)
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new ActivityRow.Content(
                kind, sentence, caption, amountMinor, precision, signed, code, time, ActivityRow.State.DONE, spoken);
    }
}
