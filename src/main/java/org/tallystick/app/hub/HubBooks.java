package org.tallystick.app.hub;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorSettings;
import org.tallystick.feature.participant.sql.ParticipantPage;
import org.tallystick.feature.participant.sql.ParticipantRow;
import org.tallystick.feature.participant.sql.ParticipantSearch;
import org.tallystick.http.Role;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.LedgerView;
import org.tallystick.node.NodeView;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.Member;
import org.tallystick.wallet.OwnHub.UnitState;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Unit;

/** What the owner of a node sees of its people and units. Any thread but the node's own. */
final class HubBooks {

    private final OwnerDesk desk;

    /** What the memory knows of an account. */
    private record Seen(int number, Pid pid, AccountStatus status, Set<OwnHub.Role> roles) {

        static Seen of(Account account, OperatorRoom room) {
            return new Seen(
                    account.number(),
                    account.pid(),
                    account.status(),
                    room.roles(account.pid()).stream()
                            .map(role -> OwnHub.Role.valueOf(role.name()))
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /**
     * What is counted and listed in one look at the memory.
     *
     * @param people how many have an account that is not gone
     * @param governed whether anybody is ADMIN who has an account that is not gone
     */
    record Overview(
            OperatorSettings settings,
            int people,
            int active,
            int waiting,
            boolean governed,
            boolean ownerGoverns,
            List<Member> waitingMembers,
            List<UnitState> units) {}

    private record Counted(Overview overview, List<Seen> waiting) {}

    HubBooks(OwnerDesk desk) {
        this.desk = desk;
    }

    Overview overview(Pid owner) throws HubUnreachable {
        Counted counted = desk.ask(view -> count(view, owner));
        Overview overview = counted.overview();
        return new Overview(
                overview.settings(),
                overview.people(),
                overview.active(),
                overview.waiting(),
                overview.governed(),
                overview.ownerGoverns(),
                counted.waiting().isEmpty() ? List.of() : members(counted.waiting()),
                overview.units());
    }

    private static Counted count(NodeView view, Pid owner) {
        LedgerView ledger = view.ledger();
        OperatorRoom room = view.room(OperatorRoom.class);
        int people = 0;
        int active = 0;
        int waiting = 0;
        List<Seen> first = new ArrayList<>();
        for (int number = 0; number < ledger.accountCount(); number++) {
            Account account = ledger.account(number);
            people += account.status() == AccountStatus.LEFT ? 0 : 1;
            active += account.active() ? 1 : 0;
            if (account.status() == AccountStatus.PENDING) {
                waiting++;
                if (first.size() < OwnHub.MAX_NAMED) {
                    first.add(Seen.of(account, room));
                }
            }
        }
        return new Counted(
                new Overview(
                        room.settings(),
                        people,
                        active,
                        waiting,
                        room.hasAdminHere(ledger),
                        room.roles(owner).contains(Role.ADMIN),
                        List.of(),
                        units(ledger)),
                first);
    }

    private static List<UnitState> units(LedgerView ledger) {
        List<UnitState> units = new ArrayList<>();
        for (int number = 0; number < ledger.equivalentCount(); number++) {
            Equivalent equivalent = ledger.equivalent(number);
            units.add(new UnitState(new Unit(equivalent.code(), equivalent.precision()), equivalent.active()));
        }
        units.sort(Comparator.comparing(unit -> unit.unit().code()));
        return units;
    }

    /** Whether nobody governs this hub yet. */
    boolean isUngoverned() throws HubUnreachable {
        return !desk.ask(view -> view.room(OperatorRoom.class).hasAdminHere(view.ledger()));
    }

    OperatorSettings settings() throws HubUnreachable {
        return desk.ask(view -> view.room(OperatorRoom.class).settings());
    }

    OwnHub.MemberPage people(String text, long offset, int limit) throws HubUnreachable {
        requirePage(offset, limit);
        desk.awaitProjected();
        ParticipantPage page = desk.read(() -> desk.participants()
                .page(new ParticipantSearch(text, Optional.empty()), offset, limit)
                .value());
        List<Integer> numbers =
                page.rows().stream().map(ParticipantRow::account).toList();
        return new OwnHub.MemberPage(membersOf(seen(numbers), byNumber(page.rows())), page.total());
    }

    private List<Seen> seen(List<Integer> numbers) throws HubUnreachable {
        return desk.ask(view -> numbers.stream()
                .map(number -> Seen.of(view.ledger().account(number), view.room(OperatorRoom.class)))
                .toList());
    }

    private List<Member> members(List<Seen> accounts) throws HubUnreachable {
        desk.awaitProjected();
        List<Integer> numbers = accounts.stream().map(Seen::number).toList();
        return membersOf(
                accounts,
                byNumber(desk.read(() -> desk.participants().byAccounts(numbers).value())));
    }

    private static Map<Integer, ParticipantRow> byNumber(Collection<ParticipantRow> rows) {
        Map<Integer, ParticipantRow> byNumber = new HashMap<>();
        rows.forEach(row -> byNumber.put(row.account(), row));
        return byNumber;
    }

    private static List<Member> membersOf(List<Seen> accounts, Map<Integer, ParticipantRow> rows) {
        return accounts.stream()
                .map(account -> {
                    Optional<ParticipantRow> row = Optional.ofNullable(rows.get(account.number()));
                    return new Member(
                            new PersonCard(
                                    account.pid(),
                                    row.flatMap(ParticipantRow::displayName),
                                    account.status() == AccountStatus.ACTIVE),
                            account.status(),
                            account.roles(),
                            row.map(ParticipantRow::registeredAtMs).orElse(0L));
                })
                .toList();
    }

    static void requirePage(long offset, int limit) {
        require(offset >= 0 && limit >= 1 && limit <= OwnHub.MAX_PAGE, "A page has 1 to 200 entries");
    }
}
