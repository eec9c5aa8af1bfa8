package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.tallystick.feature.explorer.OwnParts;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.Operation;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;
import org.tallystick.node.block.Block;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.Transaction;
import org.tallystick.store.AsOf;
import org.tallystick.wallet.NodeDesk.Seen;

/** What happened to somebody, from projection and journal of the node of this program. Any thread but the node's own. */
final class NodeHistory {

    /** How many entries one call looks through at most, so that a search for what is rare answers in between. */
    private static final int MAX_ROUNDS = 8;

    private static final int ROUND = 250;

    /** Whatever is not an own payment is read from the journal, which takes longer than a row. */
    private static final int MAX_READINGS = 500;

    private final NodeDesk desk;
    private final PublicKey hubKey;
    private final ExplorerQueries explorer;
    private final NodeActivities activities;

    NodeHistory(NodeDesk desk, PublicKey hubKey) {
        this.desk = desk;
        this.hubKey = hubKey;
        this.explorer = new ExplorerQueries(desk.node.store());
        this.activities = new NodeActivities(desk, explorer, new PaymentQueries(desk.node.store(), explorer));
    }

    ActivityPage page(Pid person, ActivityFilter filter, OptionalLong from, int limit) throws HubUnreachable {
        Optional<Seen> account = desk.account(person);
        if (account.isEmpty()) {
            return new ActivityPage(
                    List.of(), OptionalLong.empty(), desk.health().height());
        }
        int number = account.get().number();
        List<Activity> taken = new ArrayList<>();
        OptionalLong next = from;
        long height = Long.MAX_VALUE;
        int readings = 0;
        for (int round = 0; round < MAX_ROUNDS && readings < MAX_READINGS && taken.size() < limit; round++) {
            OptionalLong at = next;
            int wanted = filter.takesAll() ? limit - taken.size() : ROUND;
            AsOf<AccountHistory.Page> page =
                    desk.read(() -> explorer.latest(number, at, filter.onlyPayments(), wanted));
            height = Math.min(height, page.height());
            next = page.value().next();
            List<AccountHistory.Entry> entries = page.value().entries();
            for (Activity activity : activities.of(person, number, entries, filter)) {
                readings += activity.what().kind() == Activity.Kind.PAYMENT ? 0 : 1;
                if (taken.size() < limit && filter.takes(activity)) {
                    taken.add(activity);
                }
            }
            if (taken.size() == limit
                    && !taken.getLast().place().equals(entries.getLast().place())) {
                Place last = taken.getLast().place();
                next = desk.read(() -> explorer.pageAfter(number, last));
            }
            if (next.isEmpty()) {
                break;
            }
        }
        return new ActivityPage(taken, next, height);
    }

    Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        Optional<Seen> account = desk.account(person);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        int number = account.get().number();
        Optional<AccountHistory.Entry> entry =
                desk.read(() -> explorer.entry(number, place)).value();
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Activity activity = activities
                .of(person, number, List.of(entry.get()), new ActivityFilter(Set.of(), ""))
                .getFirst();
        Block block = desk.block(place.height())
                .orElseThrow(() -> new HubUnreachable("the node cannot find a part of its history"));
        Transaction transaction = block.transactions().get(place.position());
        List<Operation> operations = transaction.operations();
        Map<UUID, LineEnds> lines = desk.ask(view -> LineEnds.of(OwnParts.linesOf(transaction), view.ledger()));
        OwnSteps steps = new OwnSteps(number, operations, lines);
        Map<UUID, OwnParts.Ends> ends = new HashMap<>();
        lines.forEach((id, line) -> ends.put(
                id,
                new OwnParts.Ends(
                        line.creditor().pid(), line.debtor().pid(), line.unit().code())));
        Proof proof =
                Proof.of(desk.node.hub(), hubKey, block, place.position(), new OwnParts(person, ends).of(transaction));
        return Optional.of(new ActivityDetail(activity, legs(steps), proof));
    }

    private List<ActivityDetail.Leg> legs(OwnSteps steps) throws HubUnreachable {
        List<OwnSteps.Change> changes = steps.changes();
        Map<Integer, PersonCard> cards =
                desk.cards(changes.stream().map(OwnSteps.Change::neighbour).toList());
        return changes.stream()
                .map(change -> new ActivityDetail.Leg(
                        Objects.requireNonNull(
                                cards.get(change.neighbour().number()), "Everybody who was seen has a card"),
                        change.unit(),
                        change.changeMinor()))
                .toList();
    }
}
