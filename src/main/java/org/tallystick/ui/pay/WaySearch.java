package org.tallystick.ui.pay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;

/** Asks the hub how an amount could reach somebody. Waits for the hub; not on the thread of the screens. */
final class WaySearch {

    private final Wallet wallet;
    private final Constraints constraints;

    /**
     * What a look for ways brings.
     *
     * @param unit in which
     * @param amountMinor how much
     * @param payee to whom
     * @param routes what the hub says
     * @param neighbours where the payer stands with each neighbour
     * @param otherUnit a unit in which something can reach them, where nothing can in this one
     */
    record Look(
            Unit unit,
            long amountMinor,
            PersonCard payee,
            Routes routes,
            List<Neighbour> neighbours,
            Optional<Unit> otherUnit) {}

    /**
     * What can be said of a payment while nobody answers.
     *
     * @param look what is to be paid
     * @param straightMinor what could go straight to the payee when the hub was last heard of; nothing where they are no neighbour
     * @param asOfMs when that was, by the hub's clock
     */
    record Away(Look look, OptionalLong straightMinor, long asOfMs) {}

    WaySearch(Wallet wallet, Constraints constraints) {
        this.wallet = wallet;
        this.constraints = constraints;
    }

    /** What is allowed of the ways. */
    Constraints constraints() {
        return constraints;
    }

    /** Looks for ways. */
    Look look(Unit unit, long amountMinor, PersonCard to, List<Unit> known) throws HubUnreachable {
        HubReader hub = wallet.hub();
        Routes routes = hub.routes(wallet.me(), to.pid(), unit, amountMinor, constraints);
        boolean noWay = routes instanceof Routes.TooLittle little && little.atLeastMinor() == 0;
        return new Look(
                unit,
                amountMinor,
                to,
                routes,
                hub.neighbours(wallet.me()),
                noWay ? otherUnit(unit, to, known) : Optional.empty());
    }

    /** What is known from before; nothing of it is kept of a hub that proves nothing, and then there is nothing to say. */
    Away away(Unit unit, long amountMinor, PersonCard to) {
        Look look =
                new Look(unit, amountMinor, to, new Routes.Found(List.of(), amountMinor), List.of(), Optional.empty());
        try {
            long asOfMs = wallet.hub()
                    .standing(wallet.me())
                    .map(Standing::timestampMs)
                    .orElse(0L);
            OptionalLong straightMinor = wallet.hub().neighbours(wallet.me()).stream()
                    .filter(one ->
                            one.person().pid().equals(to.pid()) && one.unit().equals(unit))
                    .mapToLong(Neighbour::spendMinor)
                    .findFirst();
            return new Away(look, straightMinor, asOfMs);
        } catch (HubUnreachable notEvenThat) {
            return new Away(look, OptionalLong.empty(), 0);
        }
    }

    /** Another unit in which something can reach them, since people who are new here often have the wrong one. */
    private Optional<Unit> otherUnit(Unit now, PersonCard to, List<Unit> known) throws HubUnreachable {
        for (Unit other : known) {
            if (!other.equals(now)
                    && wallet.hub().routes(wallet.me(), to.pid(), other, 1, constraints) instanceof Routes.Found) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
