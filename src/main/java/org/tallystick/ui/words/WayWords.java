package org.tallystick.ui.words;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/** The ways of a payment, to be drawn and to be read. Immutable; any thread. */
public final class WayWords {

    private static final int MOST_DRAWN = 6;

    private final Messages messages;

    /** Makes it. */
    public WayWords(Messages messages) {
        this.messages = messages;
    }

    /**
     * The ways as they are drawn, the first six of them.
     *
     * @param me who pays
     * @param amountMinor all of it, in minor units
     */
    public RouteMap map(Person me, PersonCard payee, long amountMinor, Unit unit, List<Routes.Way> ways) {
        String amount = Figures.plain(amountMinor, unit.precision());
        return new RouteMap(
                new RouteMap.End(me, messages.text("pay.you"), messages.text("pay.sends", amount)),
                new RouteMap.End(Names.person(payee), Names.of(payee), messages.text("pay.receives", amount)),
                ways.stream().limit(MOST_DRAWN).map(way -> route(way, unit)).toList(),
                Optional.empty());
    }

    private RouteMap.Route route(Routes.Way way, Unit unit) {
        List<PersonCard> carriers = way.people().subList(1, way.people().size() - 1);
        RouteMap.Hop hop = new RouteMap.Hop(way.amountMinor(), 0, Figures.plain(way.amountMinor(), unit.precision()));
        return new RouteMap.Route(
                carriers.stream().map(Names::person).toList(),
                Collections.nCopies(carriers.size() + 1, hop),
                sentence(carriers, way.amountMinor(), unit));
    }

    /** One way, read aloud. */
    private String sentence(List<PersonCard> carriers, long amountMinor, Unit unit) {
        String through = carriers.stream()
                .map(Names::of)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        String amount = Figures.plain(amountMinor, unit.precision()) + " " + unit.code();
        return through.isEmpty() ? messages.text("pay.way.direct", amount) : messages.text("pay.way", amount, through);
    }
}
