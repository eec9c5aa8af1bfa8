package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;
import org.tallystick.money.Amounts;
import org.tallystick.node.NodeView;
import org.tallystick.wallet.NodeDesk.Seen;

/** Where somebody stands and with whom, from the memory of the node of this program. Any thread but the node's own. */
final class NodeStandings {

    private static final Comparator<Neighbour> BY_NAME = Comparator.<Neighbour, Boolean>comparing(
                    neighbour -> neighbour.person().name().isEmpty())
            .thenComparing(neighbour -> neighbour.person().name().orElse("").toLowerCase(Locale.ROOT))
            .thenComparing(neighbour -> neighbour.person().pid().text())
            .thenComparing(neighbour -> neighbour.unit().code());

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
                .sorted(BY_NAME)
                .toList();
    }

    static Unit unit(org.tallystick.ledger.Equivalent equivalent) {
        return new Unit(equivalent.code(), equivalent.precision());
    }

    private static Stand stand(Account account, NodeView view) {
        List<UnitStanding> units = new ArrayList<>();
        for (int number = 0; number < account.positionBound(); number++) {
            Position position = account.position(number);
            if (position != null && position.pairCount() > 0) {
                units.add(unitStanding(account, position, view));
            }
        }
        units.sort(Comparator.comparing(one -> one.unit().code()));
        return new Stand(
                Seen.of(account),
                account.status(),
                view.tip().height(),
                view.tip().timestampMs(),
                units);
    }

    /** Sums over a network saturate rather than wrap (design §3). */
    private static UnitStanding unitStanding(Account account, Position position, NodeView view) {
        long owesMinor = 0;
        long owedMinor = 0;
        long mayOweMinor = 0;
        long mayBeOwedMinor = 0;
        long heldMinor = 0;
        long spendMinor = 0;
        long receiveMinor = 0;
        for (int i = 0; i < position.pairCount(); i++) {
            Pair pair = position.pairAt(i);
            Account other = pair.other(account);
            owesMinor = Amounts.saturatingAdd(owesMinor, pair.owesMinor(account));
            owedMinor = Amounts.saturatingAdd(owedMinor, pair.owesMinor(other));
            mayOweMinor = Amounts.saturatingAdd(mayOweMinor, limitMinor(pair.trustOf(other)));
            mayBeOwedMinor = Amounts.saturatingAdd(mayBeOwedMinor, limitMinor(pair.trustOf(account)));
            heldMinor = Amounts.saturatingAdd(heldMinor, pair.heldFromMinor(account));
            spendMinor = Amounts.saturatingAdd(
                    spendMinor, pair.capacityMinor(account, view.ledger().day()));
            receiveMinor = Amounts.saturatingAdd(
                    receiveMinor, pair.capacityMinor(other, view.ledger().day()));
        }
        return new UnitStanding(
                unit(position.pairAt(0).equivalent()),
                owesMinor,
                owedMinor,
                mayOweMinor,
                mayBeOwedMinor,
                heldMinor,
                spendMinor,
                receiveMinor);
    }

    private static long limitMinor(@Nullable Line line) {
        return line == null ? 0 : line.limitMinor();
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
