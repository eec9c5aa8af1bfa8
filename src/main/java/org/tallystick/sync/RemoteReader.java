package org.tallystick.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.node.Place;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.replica.Replica;
import org.tallystick.wallet.replica.ReplicaReader;

/**
 * What an owner may ask a hub far away: about themselves their replica answers, from what was proven and also offline; about
 * others and about ways the hub does. Any thread that may wait.
 */
public final class RemoteReader implements HubReader {

    /** How many names one look asks the hub for; the others stay PIDs until the next look. */
    private static final int NAMES_AT_ONCE = 20;

    private final RemoteHub hub;
    private final RemoteQuestions questions;
    private final ReplicaReader own;
    private final Pid me;

    /**
     * Makes the reader.
     *
     * @param hub keeps the replica up
     * @param replica what is known
     * @param proofs where its proofs are kept
     */
    public RemoteReader(RemoteHub hub, Replica replica, ReplicaReader.Proofs proofs) {
        this.hub = hub;
        this.questions = hub.questions();
        this.me = replica.owner();
        this.own = new ReplicaReader(replica, questions.names(), proofs);
    }

    @Override
    public HubStatus status() throws HubUnreachable {
        return questions.status();
    }

    /** What the hub offers; while it is out of reach, what the owner has lines in. */
    @Override
    public List<Unit> units() throws HubUnreachable {
        try {
            return questions.units();
        } catch (HubUnreachable away) {
            List<Unit> known = own.neighbours(me).stream()
                    .map(Neighbour::unit)
                    .distinct()
                    .sorted(Comparator.comparing(Unit::code))
                    .toList();
            if (known.isEmpty()) {
                throw away;
            }
            return known;
        }
    }

    @Override
    public Optional<Standing> standing(Pid person) {
        return own.standing(person);
    }

    @Override
    public List<Neighbour> neighbours(Pid person) {
        List<Neighbour> neighbours = own.neighbours(person);
        return learn(neighbours.stream().map(Neighbour::person).toList()) ? own.neighbours(person) : neighbours;
    }

    /** Asks for the names that are missing, while the hub answers; without them everything is there but names. */
    private boolean learn(List<PersonCard> people) {
        if (!answers(hub.state())) {
            return false;
        }
        List<Pid> unnamed = people.stream()
                .filter(card -> card.name().isEmpty())
                .map(PersonCard::pid)
                .distinct()
                .limit(NAMES_AT_ONCE)
                .toList();
        boolean learnt = false;
        try {
            for (Pid pid : unnamed) {
                learnt |= questions.person(pid).flatMap(PersonCard::name).isPresent();
            }
        } catch (HubUnreachable notNow) {
            // What was learnt before it is shown.
            assert notNow != null;
        }
        return learnt;
    }

    private static boolean answers(RemoteState state) {
        return state instanceof RemoteState.Connected
                || state instanceof RemoteState.Syncing
                || state instanceof RemoteState.Behind;
    }

    /** While the hub is out of reach, of the owner's neighbours. */
    @Override
    public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        try {
            return questions.person(pid);
        } catch (HubUnreachable away) {
            return Optional.of(
                    near().filter(card -> card.pid().equals(pid)).findFirst().orElseThrow(() -> away));
        }
    }

    /** While the hub is out of reach, among the owner's neighbours. */
    @Override
    public List<PersonCard> find(String text, int limit) throws HubUnreachable {
        try {
            return questions.find(text, limit);
        } catch (HubUnreachable away) {
            String beginning = text.strip().toLowerCase(Locale.ROOT);
            List<PersonCard> found = near().filter(card -> card.pid().text().equals(text.strip())
                            || card.name()
                                    .filter(name ->
                                            name.toLowerCase(Locale.ROOT).startsWith(beginning))
                                    .isPresent())
                    .limit(limit)
                    .toList();
            if (found.isEmpty()) {
                throw away;
            }
            return found;
        }
    }

    private Stream<PersonCard> near() {
        return own.neighbours(me).stream().map(Neighbour::person).distinct();
    }

    @Override
    public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable {
        return questions.routes(from, to, unit, amountMinor, constraints);
    }

    @Override
    public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
        return questions.ways(payer, txId);
    }

    @Override
    public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit) {
        ActivityPage page = own.activity(person, kinds, text, from, limit);
        List<PersonCard> people = page.entries().stream()
                .flatMap(entry -> people(entry.what()).stream())
                .toList();
        return learn(people) ? own.activity(person, kinds, text, from, limit) : page;
    }

    private static List<PersonCard> people(Activity.What what) {
        return switch (what) {
            case Activity.Payment payment -> List.of(payment.other());
            case Activity.LineChange line -> List.of(line.other());
            case Activity.Clearing clearing -> clearing.people();
            case Activity.Carried carried -> List.of(carried.from(), carried.to());
            case Activity.Other _ -> List.of();
        };
    }

    @Override
    public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        return own.detail(person, place);
    }

    /** {@inheritDoc} Only the owner can be followed; of others a hub tells nothing. */
    @Override
    public Following follow(Pid person, Runnable changed) {
        return hub.follow(changed);
    }
}
