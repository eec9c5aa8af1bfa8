package org.tallystick.sync.reference;

import static org.tallystick.base.Checks.require;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.base.Clock;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.node.Place;
import org.tallystick.sync.HubCall;
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

/**
 * What the owner may ask a hub of the reference dialect. All of it is the hub's word. Heights are 0, since such a hub has no blocks, and
 * times are those of this machine, since it tells none. Any thread but JavaFX's; calls wait for the hub.
 */
public final class ReferenceReader implements HubReader {

    private final ReferenceSession session;
    private final ReferenceAccount account;
    private final ReferenceLive live;
    private final Clock clock;
    private final ReferenceUnits units;
    private final ReferencePeople people;
    private final ReferenceStandings standings;
    private final ReferenceWays ways;
    private final ReferenceHistory history;

    /**
     * Makes the reader.
     *
     * @param session the owner's at the hub
     * @param account where the owner stands
     * @param live tells when something may have changed
     * @param clock our own
     */
    ReferenceReader(ReferenceSession session, ReferenceAccount account, ReferenceLive live, Clock clock) {
        this.session = session;
        this.account = account;
        this.live = live;
        this.clock = clock;
        this.units = new ReferenceUnits(session, clock);
        this.people = new ReferencePeople(session, clock);
        this.standings = new ReferenceStandings(units, people);
        this.ways = new ReferenceWays(session, account, units, people);
        this.history = new ReferenceHistory(session, units, people, ways);
    }

    /** That it answers is all that it says of how it is. */
    @Override
    public HubStatus status() throws HubUnreachable {
        units.ask();
        return new HubStatus(session.hub(), 0, clock.wallMs(), 0, false, false);
    }

    @Override
    public List<Unit> units() throws HubUnreachable {
        return units.all();
    }

    /** Only the owner's own; of others such a hub tells nothing. A frozen owner is told nothing but that. */
    @Override
    public Optional<Standing> standing(Pid person) throws HubUnreachable {
        if (!person.equals(session.me())) {
            return Optional.empty();
        }
        if (Codes.isFrozen(session.ask(HubCall.get("/participants/me")))) {
            PersonCard me = new PersonCard(person, Optional.empty(), false);
            return Optional.of(new Standing(me, AccountStatus.FROZEN, 0, clock.wallMs(), List.of()));
        }
        units.all();
        ReferenceAccount.Books books = account.books();
        PersonCard me = people.person(person).orElseGet(() -> new PersonCard(person, Optional.empty(), true));
        return Optional.of(new Standing(me, AccountStatus.ACTIVE, 0, clock.wallMs(), standings.units(books)));
    }

    @Override
    public List<Neighbour> neighbours(Pid person) throws HubUnreachable {
        if (!person.equals(session.me())) {
            return List.of();
        }
        units.all();
        return standings.neighbours(account.books());
    }

    @Override
    public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        return people.person(pid);
    }

    @Override
    public List<PersonCard> find(String text, int limit) throws HubUnreachable {
        return people.find(text, limit);
    }

    /** Beforehand nobody can be avoided here, and no bound set: the hub asks for these with the payment only. */
    @Override
    public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable {
        require(from.equals(session.me()), "A hub tells how a payment could go to its payer only");
        return ways.routes(to, unit, amountMinor, !constraints.avoid().contains(to));
    }

    @Override
    public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
        return payer.equals(session.me()) ? history.ways(txId) : List.of();
    }

    /** Payments are all that such a hub remembers. */
    @Override
    public Set<Activity.Kind> remembered() {
        return EnumSet.of(Activity.Kind.PAYMENT);
    }

    @Override
    public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit)
            throws HubUnreachable {
        if (!person.equals(session.me())) {
            return new ActivityPage(List.of(), OptionalLong.empty(), 0);
        }
        units.all();
        return history.page(kinds, text, from, limit);
    }

    /** Of what was on a page since this program began; of others' things nothing. */
    @Override
    public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        return person.equals(session.me()) ? history.detail(place) : Optional.empty();
    }

    @Override
    public Following follow(Pid person, Runnable changed) {
        return live.follow(changed);
    }
}
