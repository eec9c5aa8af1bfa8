package org.tallystick.ui.words;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.Unit;

/** What is said of hubs that can be joined, and of those that cannot. Any thread. */
public final class OfferWords {

    private static final int MOST_UNITS = 6;

    private final Messages messages;

    /** Makes it. */
    public OfferWords(Messages messages) {
        this.messages = messages;
    }

    /** What one is about to join, and what follows from that. */
    public Sentence offer(HubOffer offer) {
        if (offer.key().isEmpty()) {
            // What stands for it here is the name of its address, which says nothing to anybody.
            return Sentence.of(messages.pattern("hubs.offer.unproven"), Part.bold(offer.called()));
        }
        String key = offer.approval() ? "hubs.offer.approval" : "hubs.offer";
        return Sentence.of(
                messages.pattern(key),
                Part.bold(offer.called()),
                Part.plain(Names.brief(offer.pid())),
                Part.plain(units(offer.units())));
    }

    /** Which hub is at an address. */
    public Sentence place(HubOffer offer) {
        if (offer.key().isEmpty()) {
            return Sentence.of(messages.pattern("hubs.offer.place.unproven"), Part.plain(offer.address()));
        }
        return Sentence.of(
                messages.pattern("hubs.offer.place"),
                Part.plain(offer.address()),
                Part.bold(offer.called()),
                Part.plain(Names.brief(offer.pid())));
    }

    private String units(List<Unit> units) {
        if (units.isEmpty()) {
            return messages.text("hubs.offer.noUnits");
        }
        List<String> codes = units.stream().limit(MOST_UNITS).map(Unit::code).toList();
        String named = String.join(", ", codes);
        return units.size() > MOST_UNITS
                ? messages.text("hubs.offer.moreUnits", named, units.size() - MOST_UNITS)
                : named;
    }

    /** What is unusual about it, the gravest first. */
    public List<String> warnings(HubOffer offer) {
        List<String> warnings = new ArrayList<>();
        if (offer.plain()) {
            warnings.add(messages.text("hubs.offer.plain"));
        }
        if (offer.certificate().isPresent()) {
            warnings.add(
                    messages.text("hubs.offer.certificate", offer.certificate().get()));
        }
        if (offer.dialect() == HubDialect.REFERENCE) {
            warnings.add(messages.text("hubs.offer.reference"));
        }
        if (offer.clockOffMs() != 0) {
            warnings.add(messages.text("hubs.offer.clock", Math.max(1, Math.abs(offer.clockOffMs()) / 60_000)));
        }
        if (offer.practice()) {
            warnings.add(messages.text("hubs.offer.practice"));
        }
        return warnings;
    }

    /** Why nothing was found. */
    public String lookProblem(HubLook look) {
        return switch (look) {
            case HubLook.Found _ -> "";
            case HubLook.NoAddress _ -> messages.text("hubs.look.noAddress");
            case HubLook.Nowhere nowhere -> messages.text("hubs.look.nowhere", Names.brief(nowhere.pid()));
            case HubLook.Known _ -> messages.text("hubs.look.known");
            case HubLook.NotAHub not -> messages.text("hubs.look.notAHub", not.address());
            case HubLook.Elsewhere elsewhere ->
                messages.text("hubs.look.elsewhere", elsewhere.address(), elsewhere.says());
            case HubLook.Silent silent -> messages.text("hubs.look.silent", silent.address());
            case HubLook.BadCertificate bad -> messages.text("hubs.look.certificate", bad.address());
            case HubLook.AnotherHub other ->
                messages.text("hubs.look.another", other.address(), Names.brief(other.expected()));
        };
    }

    /** Why it was not joined; empty where it was. */
    public String joinProblem(HubJoining joining, String called) {
        return switch (joining) {
            case HubJoining.Joined _, HubJoining.WaitsForApproval _ -> "";
            case HubJoining.NeedsYes _ -> messages.text("hubs.join.needsYes");
            case HubJoining.Refused refused -> messages.text("hubs.join.refused", called, refused.code());
            case HubJoining.Silent _ -> messages.text("hubs.join.silent", called);
            case HubJoining.AnotherHub _ -> messages.text("hubs.join.another");
            case HubJoining.NotWritten not -> messages.text("hubs.join.notWritten", not.what());
        };
    }
}
