package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.tallystick.sync.reference.ReferenceAccount.Books;
import org.tallystick.sync.reference.ReferenceAccount.Peer;
import org.tallystick.sync.reference.ReferenceAccount.Totals;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;

/**
 * Where the owner stands, in minor units. What is owed is exact or not shown at all; a limit or a room that is larger than any number
 * here is shown as the largest, which promises too little and never too much. Any thread.
 */
final class ReferenceStandings {

    private final ReferenceUnits units;
    private final ReferencePeople people;

    ReferenceStandings(ReferenceUnits units, ReferencePeople people) {
        this.units = units;
        this.people = people;
    }

    List<Neighbour> neighbours(Books books) throws HubUnreachable {
        fit(books);
        List<Neighbour> neighbours = new ArrayList<>();
        for (Peer peer : books.neighbours()) {
            neighbours.add(neighbour(peer, units.unit(peer.equivalent())));
        }
        neighbours.sort(Neighbour.BY_NAME);
        return neighbours;
    }

    /** Before anything is shown, so that all of it is shown with the same decimals. */
    private void fit(Books books) {
        books.totals().forEach((code, totals) -> {
            units.fit(code, totals.owes());
            units.fit(code, totals.owed());
        });
        for (Peer peer : books.neighbours()) {
            String code = peer.equivalent();
            units.fit(code, peer.owes());
            units.fit(code, peer.owed());
            peer.given().ifPresent(line -> units.fit(code, line.limit()));
            peer.received().ifPresent(line -> units.fit(code, line.limit()));
        }
    }

    private Neighbour neighbour(Peer peer, Unit unit) throws HubUnreachable {
        return new Neighbour(
                people.named(peer.pid(), peer.name()),
                unit,
                terms(peer.given(), unit),
                terms(peer.received(), unit),
                exact(peer.owes(), unit),
                exact(peer.owed(), unit),
                0,
                atLeast(peer.spend(), unit),
                atLeast(peer.receive(), unit));
    }

    private static Optional<LineTerms> terms(Optional<TrustLineRecord> line, Unit unit) {
        return line.map(known -> new LineTerms(
                known.id(),
                atLeast(known.limit(), unit),
                known.policy(unit.precision()),
                known.status(),
                known.createdAtMs()));
    }

    private static long exact(BigDecimal amount, Unit unit) throws HubUnreachable {
        OptionalLong minor = Decimals.minor(amount, unit.precision());
        if (minor.isEmpty() || minor.getAsLong() < 0) {
            throw new HubUnreachable("the hub answered an amount that cannot be one");
        }
        return minor.getAsLong();
    }

    static long atLeast(BigDecimal amount, Unit unit) {
        return Math.max(0, Decimals.minor(amount, unit.precision()).orElse(tooFine(amount, unit)));
    }

    private static long tooFine(BigDecimal amount, Unit unit) {
        BigDecimal minor = amount.movePointRight(unit.precision());
        return minor.compareTo(BigDecimal.valueOf(Decimals.MOST_MINOR)) >= 0 ? Decimals.MOST_MINOR : minor.longValue();
    }

    List<UnitStanding> units(Books books) throws HubUnreachable {
        fit(books);
        Map<String, UnitStanding> standings = new TreeMap<>();
        for (Neighbour each : neighbours(books)) {
            standings.merge(
                    each.unit().code(),
                    new UnitStanding(
                            each.unit(),
                            each.owesMinor(),
                            each.owedMinor(),
                            each.mayOweMinor(),
                            each.mayBeOwedMinor(),
                            0,
                            each.spendMinor(),
                            each.receiveMinor()),
                    ReferenceStandings::sum);
        }
        List<UnitStanding> all = new ArrayList<>();
        for (UnitStanding standing : standings.values()) {
            Totals totals = books.totals().get(standing.unit().code());
            all.add(totals == null ? standing : with(standing, totals));
        }
        return all;
    }

    /** What the hub says is owed in all. */
    private static UnitStanding with(UnitStanding standing, Totals totals) throws HubUnreachable {
        return new UnitStanding(
                standing.unit(),
                exact(totals.owes(), standing.unit()),
                exact(totals.owed(), standing.unit()),
                standing.mayOweMinor(),
                standing.mayBeOwedMinor(),
                0,
                standing.spendMinor(),
                standing.receiveMinor());
    }

    private static UnitStanding sum(UnitStanding one, UnitStanding more) {
        return new UnitStanding(
                one.unit(),
                sum(one.owesMinor(), more.owesMinor()),
                sum(one.owedMinor(), more.owedMinor()),
                sum(one.mayOweMinor(), more.mayOweMinor()),
                sum(one.mayBeOwedMinor(), more.mayBeOwedMinor()),
                0,
                sum(one.spendMinor(), more.spendMinor()),
                sum(one.receiveMinor(), more.receiveMinor()));
    }

    /** Of numbers that are at most the largest, so that two of them do not run over. */
    private static long sum(long one, long more) {
        return Math.min(Decimals.MOST_MINOR, one + more);
    }
}
