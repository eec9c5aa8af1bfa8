package org.tallystick.ui.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Policy;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** What a line of trust says, in words. Immutable; any thread. */
final class TrustWords {

    private final Messages messages;

    TrustWords(Messages messages) {
        this.messages = messages;
    }

    /** Where one stands with a neighbour. */
    Sentence standing(Neighbour neighbour) {
        int precision = neighbour.unit().precision();
        String name = Names.of(neighbour.person());
        String unit = neighbour.unit().code();
        Part can = Part.plain(Figures.plain(neighbour.spendMinor(), precision));
        if (neighbour.owesMinor() > 0) {
            return Sentence.of(
                    messages.pattern("trust.youOwe"),
                    Part.bold(name),
                    Part.owe(Figures.plain(neighbour.owesMinor(), precision)),
                    Part.plain(Figures.plain(neighbour.mayOweMinor(), precision) + " " + unit),
                    can);
        }
        if (neighbour.owedMinor() > 0) {
            return Sentence.of(
                    messages.pattern("trust.theyOwe"),
                    Part.bold(name),
                    Part.owed(Figures.plain(neighbour.owedMinor(), precision)),
                    Part.plain(Figures.plain(neighbour.mayBeOwedMinor(), precision) + " " + unit),
                    can);
        }
        return Sentence.of(messages.pattern("trust.even"), Part.bold(name), can, Part.plain(unit));
    }

    /** What the owner allowed on a line, one short text each. */
    List<String> policy(LineTerms terms, Unit unit) {
        Policy policy = terms.policy();
        List<String> texts = new ArrayList<>();
        if (terms.status() == LineStatus.FROZEN) {
            texts.add(messages.text("trust.policy.frozen"));
        }
        texts.add(messages.text(policy.clearsWithoutAsking() ? "trust.policy.clears" : "trust.policy.asks"));
        texts.add(messages.text(policy.canBeIntermediate() ? "trust.policy.passes" : "trust.policy.stops"));
        policy.dailyLimitMinor()
                .ifPresent(minor ->
                        texts.add(messages.text("trust.policy.daily", Figures.plain(minor, unit.precision()))));
        policy.maxHopUsageMinor()
                .ifPresent(
                        minor -> texts.add(messages.text("trust.policy.hop", Figures.plain(minor, unit.precision()))));
        return texts;
    }

    /** What stands against closing the owner's line; empty for nothing. */
    String againstClosing(Neighbour neighbour) {
        int precision = neighbour.unit().precision();
        String name = Names.of(neighbour.person());
        if (neighbour.owedMinor() > 0) {
            return messages.text("trust.close.theyOwe", name, Figures.plain(neighbour.owedMinor(), precision));
        }
        if (neighbour.owesMinor() > 0) {
            return messages.text("trust.close.youOwe", name, Figures.plain(neighbour.owesMinor(), precision));
        }
        if (neighbour.heldMinor() > 0) {
            return messages.text("trust.close.held", name, Figures.plain(neighbour.heldMinor(), precision));
        }
        return "";
    }

    /** What a line that is being written would say. */
    String promise(String name, long limitMinor, Unit unit, Policy policy) {
        StringBuilder text = new StringBuilder(
                messages.text("trust.promise", name, Figures.plain(limitMinor, unit.precision()) + " " + unit.code()));
        text.append(' ')
                .append(messages.text(
                        policy.canBeIntermediate() ? "trust.promise.passes" : "trust.promise.stops", name));
        text.append(' ')
                .append(messages.text(policy.clearsWithoutAsking() ? "trust.promise.clears" : "trust.promise.asks"));
        daily(policy.dailyLimitMinor(), unit, text);
        return text.toString();
    }

    private void daily(OptionalLong minor, Unit unit, StringBuilder text) {
        if (minor.isPresent()) {
            text.append(' ')
                    .append(messages.text(
                            "trust.promise.daily", Figures.plain(minor.getAsLong(), unit.precision()), unit.code()));
        }
    }

    /** What a refusal says, and what would help. */
    String refusal(String code, Map<String, String> details, String name) {
        return switch (code) {
            case "E003" ->
                messages.text("trust.refused.limit", details.getOrDefault("current_used", "what is owed already"));
            case "E004" -> messages.text("trust.refused.inactive", name);
            case "E006" -> messages.text("pay.refused.me");
            case "E008" -> messages.text("trust.refused.exists", name);
            case "E009" -> messages.text("pay.refused.field", details.getOrDefault("field", ""));
            case "E011" -> messages.text("pay.refused.unknown", name);
            case "E013" -> messages.text("trust.refused.debt", name);
            case "E015" -> messages.text("trust.refused.unit", details.getOrDefault("equivalent", ""));
            case "E019" -> messages.text("refused.cannot", details.getOrDefault("field", ""));
            case "E020" -> messages.text(Wallet.isCatchingUp(details) ? "refused.catchingUp" : "pay.refused.readOnly");
            default -> messages.text("trust.refused.other", code);
        };
    }
}
