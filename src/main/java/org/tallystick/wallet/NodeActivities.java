package org.tallystick.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.feature.explorer.sql.TransactionRow;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.identity.Pid;
import org.tallystick.journal.ReadFailed;
import org.tallystick.ledger.LineStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Recorded;
import org.tallystick.node.block.Transaction;
import org.tallystick.wallet.Activity.Kind;
import org.tallystick.wallet.NodeDesk.Seen;

/** Says of each thing that touched an account what it was. Any thread but the node's own. */
final class NodeActivities {

    private static final String PAYMENT = "payment.create";
    private static final String CLEARING = "clearing.cycle";
    private static final String LINE = "trustline.";

    /** Whoever carries a payment learns neither its id nor its ends (the API map: who sees what). */
    private static final String NO_ID = "";

    private final NodeDesk desk;
    private final ExplorerQueries explorer;
    private final PaymentQueries payments;

    /** An entry with what is known of it: its row for an own payment, else what the journal says. */
    private record Found(
            AccountHistory.Entry entry,
            TransactionRow row,
            Kind kind,
            Optional<PaymentRow> payment,
            Optional<Recorded> recorded) {}

    /** What the ledger and the projection say about all who are in it. */
    private record Known(
            Map<UUID, LineEnds> lines,
            Map<Integer, Seen> payers,
            Map<String, Unit> units,
            Map<Integer, PersonCard> cards) {

        PersonCard card(int account) {
            return Objects.requireNonNull(cards.get(account), "Everybody who was seen has a card");
        }
    }

    NodeActivities(NodeDesk desk, ExplorerQueries explorer, PaymentQueries payments) {
        this.desk = desk;
        this.explorer = explorer;
        this.payments = payments;
    }

    /** Those of some entries that are of the wanted kinds, in their order. */
    List<Activity> of(Pid person, int account, List<AccountHistory.Entry> entries, ActivityFilter filter)
            throws HubUnreachable {
        List<Found> found = find(account, entries, filter);
        Known known = know(found);
        List<Activity> activities = new ArrayList<>(found.size());
        for (Found one : found) {
            Activity.What what = one.payment().isPresent() && one.kind() == Kind.PAYMENT
                    ? payment(account, one.payment().get(), known)
                    : what(person, account, one, known);
            long atMs = one.payment()
                    .map(PaymentRow::timestampMs)
                    .orElseGet(() -> one.recorded().orElseThrow().header().timestampMs());
            String id = what instanceof Activity.Carried ? NO_ID : one.row().txId();
            activities.add(new Activity(one.entry().seq(), one.entry().place(), atMs, id, what));
        }
        return activities;
    }

    private List<Found> find(int account, List<AccountHistory.Entry> entries, ActivityFilter filter)
            throws HubUnreachable {
        List<Place> places = entries.stream().map(AccountHistory.Entry::place).toList();
        Map<Place, TransactionRow> rows = new HashMap<>();
        desk.read(() -> explorer.transactionsAt(places)).value().forEach(row -> rows.put(row.place(), row));
        List<Place> paid = places.stream()
                .filter(place ->
                        rows.containsKey(place) && rows.get(place).type().equals(PAYMENT))
                .toList();
        Map<Place, PaymentRow> paymentRows = new HashMap<>();
        desk.read(() -> payments.at(paid)).value().forEach(row -> paymentRows.put(row.place(), row));
        List<Found> found = new ArrayList<>(entries.size());
        for (AccountHistory.Entry entry : entries) {
            TransactionRow row = rows.get(entry.place());
            Optional<PaymentRow> payment = Optional.ofNullable(paymentRows.get(entry.place()));
            if (row != null) {
                Kind kind = kind(account, row.type(), payment);
                if (filter.takes(kind)) {
                    Optional<Recorded> recorded =
                            kind == Kind.PAYMENT ? Optional.empty() : Optional.of(recorded(entry.place()));
                    found.add(new Found(entry, row, kind, payment, recorded));
                }
            }
        }
        return found;
    }

    private static Kind kind(int account, String type, Optional<PaymentRow> payment) {
        if (type.equals(PAYMENT)) {
            return payment.filter(row -> row.payer() == account || row.payee() == account)
                            .isPresent()
                    ? Kind.PAYMENT
                    : Kind.CARRIED;
        }
        if (type.equals(CLEARING)) {
            return Kind.CLEARING;
        }
        return type.startsWith(LINE) ? Kind.LINE : Kind.OTHER;
    }

    private Recorded recorded(Place place) throws HubUnreachable {
        try {
            return desk.node
                    .transaction(place)
                    .orElseThrow(() -> new HubUnreachable("the node cannot find a part of its history"));
        } catch (ReadFailed | BlockDamaged unreadable) {
            throw new HubUnreachable("the node cannot read its history", unreadable);
        }
    }

    private Known know(List<Found> found) throws HubUnreachable {
        List<List<Operation>> steps = found.stream()
                .filter(one -> one.kind() != Kind.OTHER)
                .flatMap(one -> one.recorded().stream())
                .map(recorded -> recorded.transaction().operations())
                .toList();
        List<PaymentRow> rows = found.stream()
                .filter(one -> one.kind() == Kind.PAYMENT)
                .flatMap(one -> one.payment().stream())
                .toList();
        Known known = desk.ask(view -> {
            Map<Integer, Seen> payers = new HashMap<>();
            Map<String, Unit> units = new HashMap<>();
            for (PaymentRow row : rows) {
                payers.computeIfAbsent(
                        row.payer(), number -> Seen.of(view.ledger().account(number)));
                payers.computeIfAbsent(
                        row.payee(), number -> Seen.of(view.ledger().account(number)));
                units.computeIfAbsent(
                        row.equivalent(),
                        code -> NodeStandings.unit(Objects.requireNonNull(
                                view.ledger().equivalent(code), "A payment was made in a known unit")));
            }
            return new Known(LineEnds.of(steps, view.ledger()), payers, units, Map.of());
        });
        List<Seen> people = new ArrayList<>(known.payers().values());
        for (LineEnds line : known.lines().values()) {
            people.add(line.creditor());
            people.add(line.debtor());
        }
        return new Known(known.lines(), known.payers(), known.units(), desk.cards(people));
    }

    private static Activity.What payment(int account, PaymentRow row, Known known) {
        boolean sent = row.payer() == account;
        return new Activity.Payment(
                sent,
                known.card(sent ? row.payee() : row.payer()),
                Objects.requireNonNull(known.units().get(row.equivalent()), "Each payment's unit was asked for"),
                row.amountMinor(),
                row.description());
    }

    private static Activity.What what(Pid person, int account, Found found, Known known) {
        Transaction transaction = found.recorded().orElseThrow().transaction();
        List<Operation> operations = transaction.operations();
        OwnSteps steps = new OwnSteps(account, operations, known.lines());
        Optional<Activity.What> what = switch (found.kind()) {
            case LINE -> operations.stream().findFirst().flatMap(step -> line(account, step, known));
            case CLEARING -> clearing(steps, known);
            case CARRIED -> carried(steps, known);
            case PAYMENT, OTHER -> Optional.empty();
        };
        return what.orElseGet(() -> new Activity.Other(
                found.row().type(),
                transaction.statements().stream()
                        .anyMatch(statement -> statement.signer().equals(person))));
    }

    private static Optional<Activity.What> line(int account, Operation step, Known known) {
        Optional<LineEnds> ends = LineEnds.lineOf(step)
                .flatMap(id -> Optional.ofNullable(known.lines().get(id)))
                .filter(line -> line.isOf(account));
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        boolean given = ends.get().creditor().number() == account;
        PersonCard other = known.card(ends.get().other(account).number());
        Unit unit = ends.get().unit();
        return switch (step) {
            case Operation.OpenLine open ->
                Optional.of(new Activity.LineChange(
                        Activity.LineStep.OPENED, given, other, unit, Optional.of(open.limitMinor())));
            case Operation.ChangeLine change ->
                Optional.of(new Activity.LineChange(
                        step(change),
                        given,
                        other,
                        unit,
                        change.limitMinor().stream().boxed().findFirst()));
            case Operation.CloseLine _ ->
                Optional.of(new Activity.LineChange(Activity.LineStep.CLOSED, given, other, unit, Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static Activity.LineStep step(Operation.ChangeLine change) {
        return change.status()
                .map(status -> status == LineStatus.FROZEN ? Activity.LineStep.FROZEN : Activity.LineStep.THAWED)
                .orElse(Activity.LineStep.CHANGED);
    }

    private static Optional<Activity.What> clearing(OwnSteps steps, Known known) {
        List<Seen> circle = steps.circle();
        List<OwnSteps.Change> changes = steps.changes();
        if (circle.isEmpty() || changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Activity.Clearing(
                circle.stream().map(person -> known.card(person.number())).toList(),
                changes.getFirst().unit(),
                Math.abs(changes.getFirst().changeMinor())));
    }

    private static Optional<Activity.What> carried(OwnSteps steps, Known known) {
        OwnSteps.Change from = null;
        OwnSteps.Change to = null;
        long amountMinor = 0;
        for (OwnSteps.Change change : steps.changes()) {
            if (change.changeMinor() > 0) {
                from = from == null || change.changeMinor() > from.changeMinor() ? change : from;
                amountMinor += change.changeMinor();
            } else {
                to = to == null || change.changeMinor() < to.changeMinor() ? change : to;
            }
        }
        return from == null || to == null
                ? Optional.empty()
                : Optional.of(new Activity.Carried(
                        known.card(from.neighbour().number()),
                        known.card(to.neighbour().number()),
                        from.unit(),
                        amountMinor));
    }
}
