package org.tallystick.wallet.replica;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.identity.Pid;
import org.tallystick.money.Amounts;
import org.tallystick.node.Place;
import org.tallystick.node.block.BlockDamaged;
import org.tallystick.node.block.Proof;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityFilter;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.replica.Fold.Way;

/**
 * Answers what a replica knows of its owner's questions, as a {@link HubReader} would; of anybody else it knows nothing. Reflects
 * the newest block that the replica knows, however old that is. Any thread; only {@link #detail} reads a file.
 */
public final class ReplicaReader {

    private static final long DAY_MS = 86_400_000L;

    private final Replica replica;
    private final Names names;
    private final Proofs proofs;

    /** Where the proofs are kept that were folded. */
    @FunctionalInterface
    public interface Proofs {

        /**
         * The proof of the transaction with a count.
         *
         * @return nothing where it is not kept
         * @throws IOException when it cannot be read
         */
        Optional<Proof> proof(long seq) throws IOException;
    }

    /**
     * Makes the reader.
     *
     * @param replica what is known
     * @param names of others
     * @param proofs for {@link #detail}
     */
    public ReplicaReader(Replica replica, Names names, Proofs proofs) {
        this.replica = replica;
        this.names = names;
        this.proofs = proofs;
    }

    private PersonCard card(Pid person, Fold fold) {
        return person.equals(fold.owner)
                ? new PersonCard(person, Optional.ofNullable(fold.name).or(() -> names.name(person)), fold.active())
                : new PersonCard(person, names.name(person), names.active(person));
    }

    /** As {@link HubReader#standing}. */
    public Optional<Standing> standing(Pid person) {
        Fold fold = replica.fold();
        if (!person.equals(fold.owner) || fold.status == null || fold.newest == null) {
            return Optional.empty();
        }
        Map<String, UnitStanding> units = new TreeMap<>();
        for (Neighbour neighbour : neighbours(fold)) {
            units.merge(neighbour.unit().code(), standing(neighbour), ReplicaReader::sum);
        }
        SealedHeader newest = Objects.requireNonNull(fold.newest);
        return Optional.of(new Standing(
                card(person, fold),
                Objects.requireNonNull(fold.status),
                newest.height(),
                newest.header().timestampMs(),
                List.copyOf(units.values())));
    }

    private static UnitStanding standing(Neighbour one) {
        return new UnitStanding(
                one.unit(),
                one.owesMinor(),
                one.owedMinor(),
                one.mayOweMinor(),
                one.mayBeOwedMinor(),
                one.heldMinor(),
                one.spendMinor(),
                one.receiveMinor());
    }

    private static UnitStanding sum(UnitStanding one, UnitStanding other) {
        return new UnitStanding(
                one.unit(),
                Amounts.saturatingAdd(one.owesMinor(), other.owesMinor()),
                Amounts.saturatingAdd(one.owedMinor(), other.owedMinor()),
                Amounts.saturatingAdd(one.mayOweMinor(), other.mayOweMinor()),
                Amounts.saturatingAdd(one.mayBeOwedMinor(), other.mayBeOwedMinor()),
                Amounts.saturatingAdd(one.heldMinor(), other.heldMinor()),
                Amounts.saturatingAdd(one.spendMinor(), other.spendMinor()),
                Amounts.saturatingAdd(one.receiveMinor(), other.receiveMinor()));
    }

    /** As {@link HubReader#neighbours}. */
    public List<Neighbour> neighbours(Pid person) {
        Fold fold = replica.fold();
        return person.equals(fold.owner)
                ? neighbours(fold).stream().sorted(Neighbour.BY_NAME).toList()
                : List.of();
    }

    private List<Neighbour> neighbours(Fold fold) {
        long timestampMs = fold.newest == null ? 0 : fold.newest.header().timestampMs();
        long day = Math.floorDiv(timestampMs, DAY_MS);
        List<Neighbour> neighbours = new ArrayList<>(fold.near.size());
        fold.near.forEach((way, near) -> neighbours.add(neighbour(way, near, day, fold)));
        return neighbours;
    }

    private Neighbour neighbour(Way way, Near near, long day, Fold fold) {
        PersonCard card = card(way.other(), fold);
        Optional<OwnLine> given = near.given().flatMap(fold::line);
        Optional<OwnLine> received = near.received().flatMap(fold::line);
        boolean bothTakePart = fold.active() && card.active();
        return new Neighbour(
                card,
                Objects.requireNonNull(fold.units.get(way.unit()), "Each line has a known unit"),
                given.map(ReplicaReader::terms),
                received.map(ReplicaReader::terms),
                Math.max(0, -near.owedMinor()),
                Math.max(0, near.owedMinor()),
                near.heldFromOwnerMinor(),
                bothTakePart ? Near.capacityMinor(near.owedMinor(), received, near.heldFromOwnerMinor(), day) : 0,
                bothTakePart ? Near.capacityMinor(-near.owedMinor(), given, near.heldToOwnerMinor(), day) : 0);
    }

    private static LineTerms terms(OwnLine line) {
        return new LineTerms(line.id(), line.limitMinor(), line.policy(), line.status(), line.openedAtMs());
    }

    /** As {@link HubReader#activity}. */
    public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit) {
        require(limit >= 1 && limit <= HubReader.MAX_PAGE, "A page has 1 to 500 entries");
        Fold fold = replica.fold();
        long height = fold.newest == null ? 0 : fold.newest.height();
        if (!person.equals(fold.owner)) {
            return new ActivityPage(List.of(), OptionalLong.empty(), height);
        }
        ActivityFilter filter = new ActivityFilter(kinds, text);
        List<Activity> taken = new ArrayList<>();
        long seq = Math.min(from.orElse(fold.seq), fold.seq);
        while (seq >= 1 && taken.size() < limit) {
            Happening happening = fold.happenings.get(seq);
            if (filter.takes(happening.what().kind())) {
                Activity activity = activity(seq, happening, fold);
                if (filter.takes(activity)) {
                    taken.add(activity);
                }
            }
            seq--;
        }
        return new ActivityPage(taken, seq >= 1 ? OptionalLong.of(seq) : OptionalLong.empty(), height);
    }

    private Activity activity(long seq, Happening happening, Fold fold) {
        return new Activity(seq, happening.where(), happening.atMs(), happening.txId(), what(happening.what(), fold));
    }

    private Activity.What what(Happening.What what, Fold fold) {
        return switch (what) {
            case Happening.Paid paid ->
                new Activity.Payment(
                        paid.sent(), card(paid.other(), fold), paid.unit(), paid.amountMinor(), paid.maybeNote());
            case Happening.LineStepped line ->
                new Activity.LineChange(
                        line.step(), line.given(), card(line.other(), fold), line.unit(), line.maybeLimit());
            case Happening.Cleared cleared ->
                new Activity.Clearing(
                        cleared.people().stream().map(one -> card(one, fold)).toList(),
                        cleared.unit(),
                        cleared.amountMinor());
            case Happening.PassedOn passed ->
                new Activity.Carried(
                        card(passed.from(), fold), card(passed.to(), fold), passed.unit(), passed.amountMinor());
            case Happening.Anything anything -> new Activity.Other(anything.type(), anything.own());
        };
    }

    /** As {@link HubReader#detail}. */
    public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        Fold fold = replica.fold();
        long seq = person.equals(fold.owner) ? fold.happenings.find(place) : 0;
        if (seq == 0) {
            return Optional.empty();
        }
        try {
            Optional<Proof> proof = proofs.proof(seq);
            return proof.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ActivityDetail(
                            activity(seq, fold.happenings.get(seq), fold), legs(proof.get(), fold), proof.get()));
        } catch (IOException | BlockDamaged unreadable) {
            throw new HubUnreachable("what was kept of the hub cannot be read", unreadable);
        }
    }

    private List<ActivityDetail.Leg> legs(Proof proof, Fold fold) throws BlockDamaged {
        List<ActivityDetail.Leg> legs = new ArrayList<>();
        Steps.changes(proof.shown().operations(), fold).forEach((way, minor) -> {
            if (minor != 0) {
                Unit unit = Objects.requireNonNull(fold.units.get(way.unit()), "Each line has a known unit");
                legs.add(new ActivityDetail.Leg(card(way.other(), fold), unit, minor));
            }
        });
        return legs;
    }
}
