package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.feature.trust.UnitTotals;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.node.NodeView;
import org.tallystick.wallet.NodeDesk.Seen;

/** Where somebody stands and with whom, from the memory of the node of this program. Any thread but the node's own. */
final class NodeStandings {

    private final NodeDesk desk;

    private record Stand(Seen account, AccountStatus status, long height, long timestampMs, List<UnitStanding> units) {}

    /** A neighbour without a name, since names are not in memory. */
    private record Near(
            Seen other,
            Unit unit,
            Optional<LineTerms> given,
            Optional<LineTerms> received,
            long owesMinor,
            long owedMinor,
            long heldMinor,
            long spendMinor,
            long receiveMinor) {

        Neighbour with(PersonCard person) {
            return new Neighbour(
                    person, unit, given, received, owesMinor, owedMinor, heldMinor, spendMinor, receiveMinor);
        }
    }

    NodeStandings(NodeDesk desk) {
        this.desk = desk;
    }

    Optional<Standing> standing(Pid person) throws HubUnreachable {
        Optional<Stand> stand = desk.ask(
                view -> Optional.ofNullable(view.ledger().account(person)).map(account -> stand(account, view)));
        if (stand.isEmpty()) {
            return Optional.empty();
        }
        Stand found = stand.get();
        return Optional.of(new Standing(
                desk.card(found.account()), found.status(), found.height(), found.timestampMs(), found.units()));
    }

    List<Neighbour> neighbours(Pid person) throws HubUnreachable {
        List<Near> near = desk.ask(view -> {
            Account account = view.ledger().account(person);
            return account == null ? List.of() : near(account, view);
        });
        Map<Integer, PersonCard> cards =
                desk.cards(near.stream().map(Near::other).toList());
        return near.stream()
                .map(one -> one.with(
                        Objects.requireNonNull(cards.get(one.other().number()), "Everybody who was seen has a card")))
                .sorted(Neighbour.BY_NAME)
                .toList();
    }

    static Unit unit(org.tallystick.ledger.Equivalent equivalent) {
        return new Unit(equivalent.code(), equivalent.precision());
    }

    private static Stand stand(Account account, NodeView view) {
        List<UnitStanding> units = UnitTotals.of(account, view.ledger()).stream()
                .map(NodeStandings::unitStanding)
                .toList();
        return new Stand(
                Seen.of(account),
                account.status(),
                view.tip().height(),
                view.tip().timestampMs(),
                units);
    }

    private static UnitStanding unitStanding(UnitTotals totals) {
        return new UnitStanding(
                new Unit(totals.equivalent(), totals.precision()),
                totals.owesMinor(),
                totals.owedMinor(),
                totals.mayOweMinor(),
                totals.mayBeOwedMinor(),
                totals.heldMinor(),
                totals.spendMinor(),
                totals.receiveMinor());
    }

    private static List<Near> near(Account account, NodeView view) {
        List<Near> near = new ArrayList<>();
        for (int number = 0; number < account.positionBound(); number++) {
            Position position = account.position(number);
            for (int i = 0; position != null && i < position.pairCount(); i++) {
                near.add(near(account, position.pairAt(i), view.ledger().day()));
            }
        }
        return near;
    }

    private static Near near(Account account, Pair pair, long day) {
        Account other = pair.other(account);
        return new Near(
                Seen.of(other),
                unit(pair.equivalent()),
                Optional.ofNullable(pair.trustOf(account)).map(NodeStandings::terms),
                Optional.ofNullable(pair.trustOf(other)).map(NodeStandings::terms),
                pair.owesMinor(account),
                pair.owesMinor(other),
                pair.heldFromMinor(account),
                pair.capacityMinor(account, day),
                pair.capacityMinor(other, day));
    }

    private static LineTerms terms(Line line) {
        return new LineTerms(line.id(), line.limitMinor(), line.policy(), line.status(), line.openedAtMs());
    }
}
