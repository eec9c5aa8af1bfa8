package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Direction;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Operation;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.Place;
import org.tallystick.node.block.Recorded;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;

/**
 * Finds all that changed somebody's nets. The first question about an account reads its part of the projection from the newest
 * entry back, a thousand at a time; after that only what is new is read, since history does not change. A bounded number of changes
 * is kept, those of whoever asked last. Any thread but the node's own.
 */
final class NetTimelines {

    private static final int MAX_ACCOUNTS = 4_096;

    private final Desk desk;
    private final AccountHistory history;
    private final PaymentQueries payments;
    private final int maxKept;
    private final Map<Integer, NetTimeline> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int keptChanges;

    /**
     * Makes the finder.
     *
     * @param history what touched whom
     * @param maxKept how many changes are kept in all
     */
    NetTimelines(Desk desk, AccountHistory history, int maxKept) {
        require(maxKept >= 0, "What is kept is bounded");
        this.desk = desk;
        this.history = history;
        this.payments = new PaymentQueries(desk.node().store(), history);
        this.maxKept = maxKept;
    }

    /** An account's timeline, up to at least the height that the projection has when it is asked. */
    NetTimeline of(int account) throws ApiError, InterruptedException {
        NetTimeline known = find(account);
        if (known.height() >= desk.health().height()) {
            return known;
        }
        News news = desk.read(() -> news(account, known));
        List<NetTimeline.Change> later = news.changes();
        for (Place place : news.others()) {
            later.addAll(others(account, place));
        }
        later.sort(Comparator.comparing(NetTimeline.Change::place));
        NetTimeline whole = known.and(later, news.height());
        keep(account, whole);
        return whole;
    }

    /** What is new up to a height: payments, and where something else stands that changed a net. */
    private record News(List<NetTimeline.Change> changes, List<Place> others, long height) {}

    private News news(int account, NetTimeline known) throws ProjectionUnavailable, InterruptedException {
        List<NetTimeline.Change> changes = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        // Later pages may know of more blocks, but go back from where the first began.
        AsOf<AccountHistory.Page> page = history.latest(account, OptionalLong.empty(), true, known.firstRead());
        long height = page.height();
        while (true) {
            List<Place> places = page.value().entries().stream()
                    .map(AccountHistory.Entry::place)
                    .filter(place -> place.packed() > known.lastPlace())
                    .toList();
            read(account, places, changes, others);
            boolean reached = places.size() < page.value().entries().size();
            if (reached || page.value().next().isEmpty()) {
                return new News(changes, others, height);
            }
            page = history.latest(account, page.value().next(), true, AccountHistory.MAX_PAGE);
        }
    }

    private void read(int account, List<Place> places, List<NetTimeline.Change> changes, List<Place> others)
            throws ProjectionUnavailable, InterruptedException {
        Set<Place> paid = new HashSet<>();
        for (PaymentRow row : payments.at(places).value()) {
            boolean sent = row.payer() == account;
            if (sent || row.payee() == account) {
                paid.add(row.place());
                changes.add(new NetTimeline.Change(
                        row.place(),
                        row.timestampMs(),
                        row.equivalent(),
                        sent ? -row.amountMinor() : row.amountMinor(),
                        sent ? NetTimeline.Kind.SENT : NetTimeline.Kind.RECEIVED));
            }
        }
        places.stream().filter(place -> !paid.contains(place)).forEach(others::add);
    }

    private synchronized NetTimeline find(int account) {
        return kept.getOrDefault(account, NetTimeline.EMPTY);
    }

    private synchronized void keep(int account, NetTimeline timeline) {
        @Nullable NetTimeline before = kept.remove(account);
        keptChanges -= before == null ? 0 : before.size();
        if (timeline.size() > maxKept) {
            return;
        }
        kept.put(account, timeline);
        keptChanges += timeline.size();
        var eldest = kept.entrySet().iterator();
        while (keptChanges > maxKept || kept.size() > MAX_ACCOUNTS) {
            keptChanges -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    /** What something that is no payment of the account's did to its nets. */
    private List<NetTimeline.Change> others(int account, Place place) throws ApiError {
        Recorded recorded = desk.transaction(place)
                .orElseThrow(() -> new InvariantBroken("What touched an account stands in the journal"));
        List<Operation> operations = recorded.transaction().operations();
        Map<String, Long> byUnit = desk.ask(view -> {
            Map<String, Long> sums = new LinkedHashMap<>();
            for (Operation operation : operations) {
                if (operation instanceof Operation.MoveDebt move) {
                    add(view.ledger().account(account), move, view.ledger(), sums);
                }
            }
            return sums;
        });
        long atMs = recorded.header().timestampMs();
        return byUnit.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new NetTimeline.Change(place, atMs, sum.getKey(), sum.getValue(), NetTimeline.Kind.OTHER))
                .toList();
    }

    private static void add(Account account, Operation.MoveDebt move, LedgerView ledger, Map<String, Long> sums) {
        @Nullable Line line = ledger.line(move.line());
        if (line != null && (line.creditor() == account || line.debtor() == account)) {
            boolean gains = (line.creditor() == account) == (move.direction() == Direction.OWE);
            sums.merge(line.equivalent().code(), gains ? move.amountMinor() : -move.amountMinor(), Long::sum);
        }
    }
}
