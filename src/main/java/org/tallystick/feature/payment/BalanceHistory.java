package org.tallystick.feature.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Position;
import org.tallystick.node.AccountHistory;
import org.tallystick.node.NodeView;
import org.tallystick.node.Place;

/**
 * How somebody's nets came to be what they are, which only they see: back from the net that the ledger has now, over everything that
 * changed it. Clearing leaves nets as they are and is not in it. Any thread but the node's own.
 */
final class BalanceHistory {

    /** How many changes are kept for whoever asks again: 16 MiB. */
    private static final int MAX_KEPT = 500_000;

    private final Desk desk;
    private final PaymentQueries payments;
    private final NetTimelines timelines;

    /**
     * What is asked for.
     *
     * @param equivalent in which unit only, if anything
     * @param fromMs the first time that counts
     * @param untilMs the last time that counts
     */
    record Wish(Optional<String> equivalent, long fromMs, long untilMs) {}

    /**
     * A change of a net.
     *
     * @param txId the transaction's id; missing where the hub did it alone
     * @param atMs block time
     * @param kind what it was
     * @param equivalent the code
     * @param precision the equivalent's decimals
     * @param changeMinor by how much
     * @param netMinor the net after it
     */
    record Entry(
            Optional<String> txId,
            long atMs,
            NetTimeline.Kind kind,
            String equivalent,
            int precision,
            long changeMinor,
            long netMinor) {}

    /** A page of changes, the newest first. */
    record Found(List<Entry> entries, long total) {}

    private record Unit(int precision, long netMinor) {}

    private record Now(int account, long height, Map<String, Unit> units) {}

    BalanceHistory(Desk desk, AccountHistory history) {
        this.desk = desk;
        this.payments = new PaymentQueries(desk.node().store(), history);
        this.timelines = new NetTimelines(desk, history, MAX_KEPT);
    }

    /**
     * A page of what changed the caller's nets.
     *
     * @throws ApiError E015 when there is no such equivalent, E020 when the projection is behind
     */
    Found page(Pid caller, Wish wish, Page page) throws ApiError, InterruptedException {
        Optional<Now> asked = desk.ask(view -> now(caller, wish, view));
        if (asked.isEmpty()) {
            throw ApiError.of(ErrorCode.E015, "equivalent", wish.equivalent().orElse(""));
        }
        Now now = asked.get();
        NetTimeline timeline = now.account() < 0 ? NetTimeline.EMPTY : timelines.of(now.account());
        if (now.account() >= 0 && timeline.height() < now.height()) {
            throw new ApiError(
                    ErrorCode.E020,
                    Json.object()
                            .put("reason", "lag")
                            .put("retry_after_seconds", 1)
                            .build(),
                    Optional.empty());
        }
        return named(walk(now, timeline, wish, page));
    }

    private static Optional<Now> now(Pid caller, Wish wish, NodeView view) {
        LedgerView ledger = view.ledger();
        if (wish.equivalent().isPresent() && ledger.equivalent(wish.equivalent().get()) == null) {
            return Optional.empty();
        }
        Map<String, Unit> units = new HashMap<>();
        Account account = ledger.account(caller);
        for (int number = 0; account != null && number < account.positionBound(); number++) {
            Position position = account.position(number);
            if (position != null) {
                Equivalent unit = ledger.equivalent(number);
                units.put(unit.code(), new Unit(unit.precision(), position.netMinor()));
            }
        }
        return Optional.of(
                new Now(account == null ? -1 : account.number(), view.tip().height(), units));
    }

    /** An entry whose transaction has not been looked up yet. */
    private record Step(long place, Entry entry) {}

    private record Steps(List<Step> steps, long total) {}

    private static Steps walk(Now now, NetTimeline timeline, Wish wish, Page page) {
        Map<String, Long> nets = new HashMap<>();
        now.units().forEach((code, unit) -> nets.put(code, unit.netMinor()));
        List<Step> steps = new ArrayList<>();
        long total = 0;
        for (int i = timeline.size() - 1; i >= 0; i--) {
            // What came after the ledger was asked is not in the nets that it said.
            if (Place.ofPacked(timeline.placeAt(i)).height() <= now.height()) {
                String code = timeline.codeAt(i);
                long netMinor = Objects.requireNonNull(nets.get(code), "Who was paid has a net");
                nets.put(code, netMinor - timeline.minorAt(i));
                if (wanted(timeline, i, wish)) {
                    if (total >= page.offset() && steps.size() < page.size()) {
                        steps.add(new Step(timeline.placeAt(i), entry(now, timeline, i, netMinor)));
                    }
                    total++;
                }
            }
        }
        return new Steps(steps, total);
    }

    private static boolean wanted(NetTimeline timeline, int index, Wish wish) {
        return timeline.timeMsAt(index) >= wish.fromMs()
                && timeline.timeMsAt(index) <= wish.untilMs()
                && wish.equivalent()
                        .filter(code -> !code.equals(timeline.codeAt(index)))
                        .isEmpty();
    }

    private static Entry entry(Now now, NetTimeline timeline, int index, long netMinor) {
        String code = timeline.codeAt(index);
        Unit unit = Objects.requireNonNull(now.units().get(code), "Who was paid has a net");
        return new Entry(
                Optional.empty(),
                timeline.timeMsAt(index),
                timeline.kindAt(index),
                code,
                unit.precision(),
                timeline.minorAt(index),
                netMinor);
    }

    private Found named(Steps found) throws ApiError, InterruptedException {
        List<Place> places = found.steps().stream()
                .map(step -> Place.ofPacked(step.place()))
                .distinct()
                .toList();
        Map<Long, String> ids = new HashMap<>();
        if (!places.isEmpty()) {
            for (PaymentRow row : desk.read(() -> payments.at(places)).value()) {
                ids.put(row.place().packed(), row.txId());
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Step step : found.steps()) {
            Entry entry = step.entry();
            entries.add(new Entry(
                    Optional.ofNullable(ids.get(step.place())),
                    entry.atMs(),
                    entry.kind(),
                    entry.equivalent(),
                    entry.precision(),
                    entry.changeMinor(),
                    entry.netMinor()));
        }
        return new Found(entries, found.total());
    }
}
