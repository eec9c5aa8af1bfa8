package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.feature.payment.PaymentPlanner;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.Equivalent;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Follower;
import org.tallystick.node.Node;
import org.tallystick.node.NodeHealth;
import org.tallystick.node.Place;
import org.tallystick.wallet.NodeDesk.Seen;

/**
 * Answers an owner's questions from the node of this program: balances, lines and routes from its memory, names and history from
 * its projection and its journal. Any thread but the node's own and the JavaFX thread. Closing it ends all that is followed; the
 * node is for others to close.
 */
public final class NodeReader implements HubReader, AutoCloseable {

    private final NodeDesk desk;
    private final NodeStandings standings;
    private final NodeRoutes routes;
    private final NodeHistory history;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    /**
     * Makes the reader.
     *
     * @param node running, with the rooms of participants, trust, payment, clearing and explorer
     * @param hubKey the node's own, for proofs
     * @param limits what the node lets a payment ask
     */
    public NodeReader(Node node, PublicKey hubKey, PaymentLimits limits) {
        this.desk = new NodeDesk(node);
        this.standings = new NodeStandings(desk);
        this.routes = new NodeRoutes(desk, limits);
        this.history = new NodeHistory(desk, hubKey);
    }

    @Override
    public HubStatus status() throws HubUnreachable {
        NodeHealth health = desk.health();
        return new HubStatus(
                desk.node.hub(),
                health.height(),
                health.timestampMs(),
                health.lagTransactions(),
                health.mode() != NodeHealth.Mode.SERVING,
                desk.node.practice());
    }

    @Override
    public List<Unit> units() throws HubUnreachable {
        return desk.ask(view -> {
            List<Unit> units = new ArrayList<>();
            for (int number = 0; number < view.ledger().equivalentCount(); number++) {
                Equivalent equivalent = view.ledger().equivalent(number);
                if (equivalent.active()) {
                    units.add(NodeStandings.unit(equivalent));
                }
            }
            units.sort(Comparator.comparing(Unit::code));
            return units;
        });
    }

    @Override
    public Optional<Standing> standing(Pid person) throws HubUnreachable {
        desk.awaitProjected();
        return standings.standing(person);
    }

    @Override
    public List<Neighbour> neighbours(Pid person) throws HubUnreachable {
        desk.awaitProjected();
        return standings.neighbours(person);
    }

    @Override
    public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        desk.awaitProjected();
        Optional<Seen> account = desk.account(pid);
        return account.isEmpty() ? Optional.empty() : Optional.of(desk.card(account.get()));
    }

    @Override
    public List<PersonCard> find(String text, int limit) throws HubUnreachable {
        requirePage(limit);
        String wanted = text.strip();
        try {
            Optional<PersonCard> person = person(Pid.parse(wanted));
            if (person.isPresent()) {
                return List.of(person.get());
            }
        } catch (MalformedIdentity noPid) {
            // Then it is the beginning of a name, which is what people type.
            assert noPid != null;
        }
        desk.awaitProjected();
        return desk.named(wanted, limit);
    }

    @Override
    public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable {
        return routes.find(new PaymentPlanner.Wish(from, to, unit.code(), amountMinor, constraints));
    }

    @Override
    public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
        return routes.taken(payer, height, txId);
    }

    @Override
    public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit)
            throws HubUnreachable {
        requirePage(limit);
        desk.awaitProjected();
        return history.page(person, new ActivityFilter(kinds, text), from, limit);
    }

    @Override
    public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        desk.awaitProjected();
        return history.detail(person, place);
    }

    @Override
    public Following follow(Pid person, Runnable changed) {
        Follower follower = desk.node.follow(
                block -> {
                    if (touches(block, person)) {
                        changed.run();
                    }
                },
                changed);
        followers.add(follower);
        return () -> {
            follower.close();
            followers.remove(follower);
        };
    }

    private static boolean touches(CommittedBlock block, Pid person) {
        return block.applied().stream()
                .flatMap(applied -> applied.effects().touches().stream())
                .anyMatch(touch -> touch.pid().equals(person));
    }

    private static void requirePage(int limit) {
        require(limit >= 1 && limit <= MAX_PAGE, "A page has 1 to 500 entries");
    }

    /** Ends all that is followed. */
    @Override
    public void close() {
        followers.forEach(Follower::close);
        followers.clear();
    }
}
