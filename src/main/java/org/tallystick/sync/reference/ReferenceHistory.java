package org.tallystick.sync.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.node.Place;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubCall;
import org.tallystick.sync.reference.PaymentRecord.State;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityFilter;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;

/**
 * What happened at a hub of the reference dialect, as far as it keeps that: payments that were made. Of circles, of lines and of what
 * passed through it tells nothing, and it drops the notes (GEO facts §3, §7). It has no blocks either: a place is the millisecond of
 * a payment and some bits of its id, and the owner's count is 0. Any thread; calls wait for the hub.
 */
final class ReferenceHistory {

    /** What an entry is called whose amount no unit can show. */
    static final String NOT_SHOWN = "payment.not_shown";

    private static final int MOST_PER_PAGE = 200;
    private static final int MOST_PLACES = 10_000;
    private static final int MOST_ENTRIES = 1_000_000;

    private final ReferenceSession session;
    private final ReferenceUnits units;
    private final ReferencePeople people;
    private final ReferenceWays ways;
    private final Map<Place, String> places = new LinkedHashMap<>();

    ReferenceHistory(ReferenceSession session, ReferenceUnits units, ReferencePeople people, ReferenceWays ways) {
        this.session = session;
        this.units = units;
        this.people = people;
        this.ways = ways;
    }

    /**
     * A page, the latest first. New payments move older ones to later pages, so that one may be shown twice and none is left out.
     *
     * @param from how many to leave out, from the page before
     */
    ActivityPage page(Set<Activity.Kind> kinds, String text, OptionalLong from, int limit) throws HubUnreachable {
        ActivityFilter filter = new ActivityFilter(kinds, text);
        if (!filter.takes(Activity.Kind.PAYMENT)) {
            return new ActivityPage(List.of(), OptionalLong.empty(), 0);
        }
        int perPage = Math.clamp(limit, 1, MOST_PER_PAGE);
        long page = Math.clamp(from.orElse(0), 0, MOST_ENTRIES) / perPage + 1L;
        HubAnswer answer = session.ask(HubCall.get("/payments")
                .with("direction", "all")
                .with("status", "COMMITTED")
                .with("page", Long.toString(page))
                .with("per_page", Integer.toString(perPage)));
        if (!(answer instanceof HubAnswer.Said(int _, Json.Arr found, OptionalLong _))) {
            throw Codes.unreachable(answer);
        }
        List<Activity> entries = new ArrayList<>();
        for (Activity activity : activities(records(found))) {
            if (filter.takes(activity)) {
                entries.add(activity);
            }
        }
        long next = page * perPage;
        boolean more = found.items().size() >= perPage && next < MOST_ENTRIES;
        return new ActivityPage(entries, more ? OptionalLong.of(next) : OptionalLong.empty(), 0);
    }

    private List<PaymentRecord> records(Json.Arr found) throws HubUnreachable {
        List<PaymentRecord> records = new ArrayList<>();
        try {
            for (Json.Obj one : found.objects()) {
                PaymentRecord record = PaymentRecord.read(one);
                if (record.state() instanceof State.Committed && isMine(record)) {
                    records.add(record);
                }
            }
            return records;
        } catch (MalformedJson malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }

    private boolean isMine(PaymentRecord record) {
        return record.from().equals(session.me()) || record.to().equals(session.me());
    }

    private List<Activity> activities(List<PaymentRecord> records) throws HubUnreachable {
        Set<Pid> others = new LinkedHashSet<>();
        records.forEach(record -> others.add(other(record)));
        Map<Pid, PersonCard> cards = people.all(others);
        List<Activity> activities = new ArrayList<>();
        for (PaymentRecord record : records) {
            PersonCard other = cards.getOrDefault(other(record), new PersonCard(other(record), Optional.empty(), true));
            activities.add(activity(record, other));
        }
        return activities;
    }

    private Pid other(PaymentRecord record) {
        return record.from().equals(session.me()) ? record.to() : record.from();
    }

    private Activity activity(PaymentRecord record, PersonCard other) {
        Unit unit = unitOf(record.equivalent(), record.amount());
        OptionalLong amountMinor = ReferenceWays.share(record.amount(), unit);
        Activity.What what = amountMinor.isPresent()
                ? new Activity.Payment(
                        record.from().equals(session.me()), other, unit, amountMinor.getAsLong(), Optional.empty())
                : new Activity.Other(NOT_SHOWN, record.from().equals(session.me()));
        return new Activity(0, place(record), record.atMs(), record.txId(), what);
    }

    /** With as many decimals as this amount needs: what was paid is shown as it was said. */
    private Unit unitOf(String code, BigDecimal amount) {
        Unit unit = units.unit(code);
        int needed = Math.min(Decimals.MOST, Decimals.needed(amount));
        return new Unit(code, Math.max(unit.precision(), needed));
    }

    private Place place(PaymentRecord record) {
        byte[] hash = Sha256.of(record.txId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int bits = ((hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | (hash[2] & 0xff)) & Place.MAX_POSITION;
        Place place = new Place(Math.clamp(record.atMs(), 0, Place.MAX_HEIGHT), bits);
        synchronized (places) {
            places.put(place, record.txId());
            if (places.size() > MOST_PLACES) {
                places.remove(places.keySet().iterator().next());
            }
        }
        return place;
    }

    /** What is known of something that was on a page before; it comes without proof. */
    Optional<ActivityDetail> detail(Place place) throws HubUnreachable {
        @Nullable String txId;
        synchronized (places) {
            txId = places.get(place);
        }
        Optional<PaymentRecord> found = txId == null ? Optional.empty() : find(txId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PaymentRecord record = found.get();
        Activity activity = activities(List.of(record)).getFirst();
        Unit unit = unitOf(record.equivalent(), record.amount());
        return Optional.of(new ActivityDetail(activity, legs(record, unit), Optional.empty()));
    }

    private List<ActivityDetail.Leg> legs(PaymentRecord record, Unit unit) throws HubUnreachable {
        boolean sent = record.from().equals(session.me());
        Map<Pid, ActivityDetail.Leg> legs = new LinkedHashMap<>();
        for (Routes.Way way : ways.taken(record, unit)) {
            PersonCard neighbour = way.people().get(sent ? 1 : way.people().size() - 2);
            long changeMinor = sent ? -way.amountMinor() : way.amountMinor();
            legs.merge(
                    neighbour.pid(),
                    new ActivityDetail.Leg(neighbour, unit, changeMinor),
                    (one, more) -> new ActivityDetail.Leg(neighbour, unit, one.changeMinor() + more.changeMinor()));
        }
        return List.copyOf(legs.values());
    }

    /** The ways that a payment of the owner's took. */
    List<Routes.Way> ways(String txId) throws HubUnreachable {
        Optional<PaymentRecord> found =
                find(txId).filter(record -> record.from().equals(session.me()));
        return found.isEmpty()
                ? List.of()
                : ways.taken(
                        found.get(),
                        unitOf(found.get().equivalent(), found.get().amount()));
    }

    private Optional<PaymentRecord> find(String txId) throws HubUnreachable {
        HubAnswer answer = session.ask(ReferenceConnection.payment(txId));
        if (Codes.isMissing(answer)) {
            return Optional.empty();
        }
        if (!(answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _))) {
            throw Codes.unreachable(answer);
        }
        try {
            PaymentRecord record = PaymentRecord.read(data);
            return record.txId().equals(txId) && isMine(record) && record.state() instanceof State.Committed
                    ? Optional.of(record)
                    : Optional.empty();
        } catch (MalformedJson malformed) {
            throw Codes.notUnderstood(malformed);
        }
    }
}
