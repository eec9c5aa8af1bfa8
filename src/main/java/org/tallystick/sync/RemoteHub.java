package org.tallystick.sync;

import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubReader.Following;

/**
 * One owner at one hub far away: the thread that keeps the owner's replica up with the hub, what wakes it, and all that the owner's side
 * needs of the hub. One virtual thread of its own makes the steps of {@link KeepingUp} and moves the {@link RemoteStanding}, but for the
 * end of trust, which anybody may bring; what wakes it waits in a queue of one, since there is never more to say than that there is
 * something to do. Listeners are called where the state moves and must not wait. Any thread may ask.
 */
public final class RemoteHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteHub.class);

    private static final long HANDS_FREE_MS = 3_000;

    private final HubHttp http;
    private final Session session;
    private final RemoteStanding standing;
    private final LiveLink link;
    private final KeepingUp keepingUp;
    private final RemoteConnection connection;
    private final RemoteQuestions questions;
    private final Clock clock;
    private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable Thread thread;

    /**
     * Who at which hub.
     *
     * @param hub the hub's PID, as it once proved it at the address
     * @param me the owner's account there
     * @param key the owner's key in force there
     * @param feed takes what is fetched
     */
    public record Owner(Pid hub, Pid me, KeyPair key, Feed feed) {}

    /**
     * Makes it; nothing is asked yet.
     *
     * @param http the way to the address; closed with this
     * @param owner who at which hub
     * @param clock our own
     * @param randomness for nonces and waits
     */
    public RemoteHub(HubHttp http, Owner owner, Clock clock, Randomness randomness) {
        this.http = http;
        this.session = new Session(http, owner.hub(), owner.me(), owner.key(), clock);
        this.standing = new RemoteStanding(session);
        this.link = new LiveLink(http, session.login(), new OwnFrames(owner.me()), new Ear(), clock, randomness);
        this.keepingUp = new KeepingUp(
                new Hello(http, clock, randomness), session, owner.feed(), standing, link, clock, randomness);
        this.questions = new RemoteQuestions(session, clock);
        this.connection = new RemoteConnection(session, clock, questions::askAnew, keepingUp::isCaughtUp);
        this.clock = clock;
    }

    /** Starts to keep up. */
    public synchronized void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofVirtual().name("sync " + http.address().host()).start(this::run);
        }
    }

    /** The way of statements. */
    public RemoteConnection connection() {
        return connection;
    }

    /** What may be asked and is no proof. */
    public RemoteQuestions questions() {
        return questions;
    }

    /** The owner's session, to register and to log out. */
    public Session session() {
        return session;
    }

    /** How it stands. */
    public RemoteState state() {
        return standing.state();
    }

    /** How far the hub's clock is ahead of ours, as it was last greeted; negative where it is behind. */
    public long aheadMs() {
        return keepingUp.aheadMs();
    }

    /** When it was last asked for everything and all of it was here, by the wall clock; nothing where it never was. */
    public OptionalLong inStepAtMs() {
        return keepingUp.inStepAtMs();
    }

    /** Asks nothing any more, for good: the hub is known to contradict itself. In place of {@link #start}, or at any time after it. */
    public void distrust() {
        standing.distrust();
        link.close();
        signal();
    }

    /** How far the hub has been given back what it lost; any thread. */
    public GivenBack givenBack() {
        return keepingUp.givenBack();
    }

    /** Asks now, whatever it waits for: the owner wants it, has an account now, or the network is back. */
    public void wake() {
        session.tryAgain();
        link.wake();
        signal();
    }

    /**
     * Tells each new state, the one of now at once, and the same again when more was given back.
     *
     * @param told called on the thread of this hub, the first time on the caller's; must not wait
     */
    public Following listen(Consumer<RemoteState> told) {
        return standing.listen(told);
    }

    /**
     * Tells whenever something new of the owner's was folded, and once after each gap.
     *
     * @param changed called on the thread of this hub; must not wait
     */
    public Following follow(Runnable changed) {
        return standing.follow(changed);
    }

    private void signal() {
        if (!signals.offer(Boolean.TRUE)) {
            LOG.trace("it is being woken already");
        }
    }

    private final class Ear implements LiveLink.Ear {

        @Override
        public void look(OptionalLong seq) {
            // A count that is known already, as of one's own payment, is nothing to fetch.
            if (seq.isEmpty() || seq.getAsLong() != standing.knownSeq()) {
                signal();
            }
        }

        @Override
        public void live(boolean now) {
            keepingUp.live(now);
            signal();
        }
    }

    private void run() {
        try {
            while (running.get()) {
                long waitMs = keepingUp.step();
                if (waitMs > 0) {
                    clock.await(signals, waitMs * 1_000_000);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("keeping up with a hub ended", defect);
            standing.become(new RemoteState.Offline(clock.wallMs(), HubAnswer.Why.NOT_UNDERSTOOD));
        } finally {
            link.close();
        }
    }

    /** Stops to keep up and ends all calls; waits a moment for the thread. */
    @Override
    public void close() {
        Thread ended;
        synchronized (this) {
            running.set(false);
            ended = thread;
            thread = null;
        }
        link.close();
        http.close();
        if (ended == null || ended.equals(Thread.currentThread())) {
            return;
        }
        ended.interrupt();
        try {
            ended.join(HANDS_FREE_MS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
