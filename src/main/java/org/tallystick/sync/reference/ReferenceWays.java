package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.money.DecimalText;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.sync.reference.ReferenceAccount.Peer;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/**
 * How a payment could go over a hub of the reference dialect. Such a hub says whether an amount can be paid and how much could flow,
 * not over whom (GEO facts §3), so that ways are shown only where there is no doubt: straight to a neighbour who can take it all,
 * since the fewest hops go first. Any thread; calls wait for the hub.
 */
final class ReferenceWays {

    private final ReferenceSession session;
    private final ReferenceAccount account;
    private final ReferenceUnits units;
    private final ReferencePeople people;

    ReferenceWays(ReferenceSession session, ReferenceAccount account, ReferenceUnits units, ReferencePeople people) {
        this.session = session;
        this.account = account;
        this.units = units;
        this.people = people;
    }

    /** What cannot be paid whatever the amount is refused here, in the order in which our own hub does. */
    Routes routes(Pid to, Unit unit, long amountMinor, boolean straightAllowed) throws HubUnreachable {
        if (amountMinor <= 0) {
            return refused(ErrorCode.E009, "field", "amount");
        }
        // A hub that is asked for the flow to oneself stops for good (GEO facts §3).
        if (to.equals(session.me())) {
            return refused(ErrorCode.E009, "field", "to");
        }
        Optional<PersonCard> payee = people.person(to);
        if (payee.isEmpty()) {
            return refused(ErrorCode.E011, "participant", to.text());
        }
        if (units.all().stream().noneMatch(known -> known.code().equals(unit.code()))) {
            return refused(ErrorCode.E015, "equivalent", unit.code());
        }
        long straightMinor = straightAllowed ? straight(to, unit) : 0;
        if (canPay(to, unit, amountMinor)) {
            boolean allStraight = straightMinor >= amountMinor;
            return new Routes.Found(
                    allStraight ? List.of(new Routes.Way(List.of(me(), payee.get()), amountMinor)) : List.of(),
                    Math.max(amountMinor, straightMinor));
        }
        long flowMinor = Refusals.mostTo(session, session.me(), to.text(), unit.code())
                .map(flow -> ReferenceStandings.atLeast(flow, unit))
                .orElse(0L);
        long atLeastMinor = flowMinor > straightMinor && flowMinor < amountMinor && canPay(to, unit, flowMinor)
                ? flowMinor
                : Math.min(straightMinor, amountMinor - 1);
        return new Routes.TooLittle(atLeastMinor, flowMinor > atLeastMinor ? flowMinor : 0);
    }

    private static Routes.Refused refused(ErrorCode code, String name, String value) {
        return new Routes.Refused(code.name(), Map.of(name, value));
    }

    private long straight(Pid to, Unit unit) throws HubUnreachable {
        for (Peer peer : account.books().neighbours()) {
            if (peer.pid().equals(to) && peer.equivalent().equals(unit.code())) {
                return ReferenceStandings.atLeast(peer.spend(), unit);
            }
        }
        return 0;
    }

    private boolean canPay(Pid to, Unit unit, long amountMinor) throws HubUnreachable {
        HubAnswer answer = session.ask(HubCall.get("/payments/capacity")
                .with("to", to.text())
                .with("equivalent", unit.code())
                .with("amount", DecimalText.print(amountMinor, unit.precision())));
        if (answer instanceof HubAnswer.Said(int _, Json.Obj capacity, OptionalLong _)
                && capacity.fields().get("can_pay") instanceof Json.Bool(boolean can)) {
            return can;
        }
        throw Codes.unreachable(answer);
    }

    private PersonCard me() throws HubUnreachable {
        return people.person(session.me()).orElseGet(() -> new PersonCard(session.me(), Optional.empty(), true));
    }

    /** The ways that a payment took, in a unit with as many decimals as it needs; none where an amount cannot be shown. */
    List<Routes.Way> taken(PaymentRecord payment, Unit unit) throws HubUnreachable {
        Set<Pid> met = new LinkedHashSet<>();
        payment.ways().forEach(way -> met.addAll(way.people()));
        Map<Pid, PersonCard> cards = people.all(met);
        List<Routes.Way> ways = new ArrayList<>();
        for (PaymentRecord.Path way : payment.ways()) {
            List<PersonCard> passed = new ArrayList<>();
            for (Pid pid : way.people()) {
                passed.add(cards.getOrDefault(pid, new PersonCard(pid, Optional.empty(), true)));
            }
            OptionalLong shareMinor = share(way.amount(), unit);
            if (shareMinor.isEmpty()) {
                return List.of();
            }
            ways.add(new Routes.Way(passed, shareMinor.getAsLong()));
        }
        return ways;
    }

    static OptionalLong share(BigDecimal amount, Unit unit) {
        return amount.signum() < 0 ? OptionalLong.empty() : Decimals.minor(amount, unit.precision());
    }
}
