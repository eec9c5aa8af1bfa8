package org.tallystick.ui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
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

/** A hub that can be out of reach, and whose news come when the test says so. Any thread. */
public final class TestHub implements HubReader {

    /** Whom it was asked for by name. */
    public final List<Pid> named = new CopyOnWriteArrayList<>();

    private final HubReader real;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private volatile boolean away;
    private volatile boolean elsewhereAway;
    private volatile UnaryOperator<HubStatus> status = UnaryOperator.identity();

    public TestHub(HubReader real) {
        this.real = real;
    }

    /** From now on nothing is answered, or everything again. */
    public void away(boolean now) {
        away = now;
    }

    /** From now on only what a wallet keeps of a hub elsewhere is answered, or everything again. */
    public void elsewhereAway(boolean now) {
        elsewhereAway = now;
    }

    /** From now on questions wait, which they may only do off the JavaFX thread, until {@link #answer()}. */
    public void hold() {
        answers = new CountDownLatch(1);
    }

    /** Answers all that waits, and from now on at once. */
    public void answer() {
        answers.countDown();
    }

    /** From now on the hub says this of itself. */
    public void says(UnaryOperator<HubStatus> changed) {
        status = changed;
    }

    /** Tells whoever follows that there is news. */
    public void news() {
        followers.forEach(Runnable::run);
    }

    /** How many follow. */
    public int followers() {
        return followers.size();
    }

    private HubReader reached() throws HubUnreachable {
        try {
            answers.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new HubUnreachable("interrupted", stop);
        }
        if (away) {
            throw new HubUnreachable("the test keeps it away");
        }
        return real;
    }

    private HubReader asked() throws HubUnreachable {
        if (elsewhereAway) {
            throw new HubUnreachable("the test keeps the hub elsewhere away");
        }
        return reached();
    }

    @Override
    public HubStatus status() throws HubUnreachable {
        return status.apply(asked().status());
    }

    @Override
    public List<Unit> units() throws HubUnreachable {
        return reached().units();
    }

    @Override
    public Optional<Standing> standing(Pid person) throws HubUnreachable {
        return reached().standing(person);
    }

    @Override
    public List<Neighbour> neighbours(Pid person) throws HubUnreachable {
        return reached().neighbours(person);
    }

    @Override
    public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
        named.add(pid);
        return reached().person(pid);
    }

    @Override
    public List<PersonCard> find(String text, int limit) throws HubUnreachable {
        return reached().find(text, limit);
    }

    @Override
    public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints) throws HubUnreachable {
        return asked().routes(from, to, unit, amountMinor, constraints);
    }

    @Override
    public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
        return asked().ways(payer, height, txId);
    }

    @Override
    public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit)
            throws HubUnreachable {
        return reached().activity(person, kinds, text, from, limit);
    }

    @Override
    public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
        return reached().detail(person, place);
    }

    @Override
    public Following follow(Pid person, Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }
}
