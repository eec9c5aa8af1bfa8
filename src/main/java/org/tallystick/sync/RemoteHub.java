package org.tallystick.sync;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubReader.Following;

/**
 * One owner at one hub far away: asks who is there, keeps the owner's replica up with the hub, and says how it stands. One virtual
 * thread of its own does all of that and moves the state, but for the end of trust, which anybody may bring; what wakes it waits in a
 * queue of one, since there is never more to say than that there is something to do. Listeners are called where the state moves and must
 * not wait. Any thread may ask.
 */
public final class RemoteHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteHub.class);

    /** How often a hub is asked that tells what happens: what it tells may get lost. */
    private static final long LIVE_MS = 5 * 60_000;

    /** How often one is asked that tells nothing. */
    private static final long ASKING_MS = 15_000;

    private static final long SELDOM_MS = 60_000;

    /** Between two fetches of one who once called too often, so that their calls at the hub last for the minute. */
    private static final long PACE_MS = 1_000;

    private static final long PACED_NS = 5 * 60_000_000_000L;
    private static final long NEVER_SEEN = -1;
    private static final long NEVER_MS = Long.MAX_VALUE / 2_000_000;
    private static final long HANDS_FREE_MS = 3_000;

    private final HubHttp http;
    private final Hello hello;
    private final Session session;
    private final Feed feed;
    private final CatchingUp catchingUp;
    private final GivingBack givingBack;
    private final LiveLink link;
    private final RemoteConnection connection;
    private final RemoteQuestions questions;
    private final Clock clock;
    private final BackOff backOff;
    private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);
    private final Set<Consumer<RemoteState>> listeners = new CopyOnWriteArraySet<>();
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable Thread thread;
    private boolean greeted;
    private boolean paced;
    private long pacedNs;
    private long fetchedNs;
    private final Object moving = new Object();
    private boolean distrusted;
    private volatile RemoteState state = new RemoteState.Connecting();
    private volatile boolean live;
    private volatile long aheadMs;
    private volatile long inStepAtMs = NEVER_SEEN;
    private volatile boolean caughtUp;

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
        this.hello = new Hello(http, clock, randomness);
        this.session = new Session(http, owner.hub(), owner.me(), owner.key(), clock);
        this.feed = owner.feed();
        this.catchingUp = new CatchingUp(session, feed, this::tellFollowers, clock);
        this.givingBack = new GivingBack(session, feed, clock);
        this.link = new LiveLink(http, session.login(), new OwnFrames(owner.me()), new Ear(), clock, randomness);
        this.questions = new RemoteQuestions(session, clock);
        this.connection = new RemoteConnection(session, clock, questions::askAnew, () -> caughtUp);
        this.clock = clock;
        this.backOff = new BackOff(randomness);
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
        return state;
    }

    /** How far the hub's clock is ahead of ours, as it was last greeted; negative where it is behind. */
    public long aheadMs() {
        return aheadMs;
    }

    /** When it was last asked for everything and all of it was here, by the wall clock; nothing where it never was. */
    public OptionalLong inStepAtMs() {
        long seen = inStepAtMs;
        return seen == NEVER_SEEN ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    /** Asks nothing any more, for good: the hub is known to contradict itself. In place of {@link #start}, or at any time after it. */
    public void distrust() {
        synchronized (moving) {
            distrusted = true;
            session.suspend(true);
        }
        become(new RemoteState.Contradicting());
        link.close();
        signal();
    }

    /** How far the hub has been given back what it lost; any thread. */
    public GivenBack givenBack() {
        return givingBack.givenBack();
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
        listeners.add(told);
        told.accept(state);
        return () -> listeners.remove(told);
    }

    /**
     * Tells whenever something new of the owner's was folded, and once after each gap.
     *
     * @param changed called on the thread of this hub; must not wait
     */
    public Following follow(Runnable changed) {
        Follower own = new Follower(changed);
        followers.add(own);
        return () -> followers.remove(own);
    }

    /** Each following is its own, also where the same is told twice. */
    private static final class Follower {

        private final Runnable changed;

        Follower(Runnable changed) {
            this.changed = changed;
        }
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
            if (seq.isEmpty() || seq.getAsLong() != knownSeq()) {
                signal();
            }
        }

        @Override
        public void live(boolean now) {
            live = now;
            signal();
        }
    }

    private long knownSeq() {
        return switch (state) {
            case RemoteState.Connected connected -> connected.seq();
            case RemoteState.Waiting waiting -> waiting.seq();
            default -> -1;
        };
    }

    private void run() {
        try {
            while (running.get()) {
                long waitMs = step();
                if (waitMs > 0) {
                    clock.await(signals, waitMs * 1_000_000);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("keeping up with a hub ended", defect);
            become(new RemoteState.Offline(clock.wallMs(), HubAnswer.Why.NOT_UNDERSTOOD));
        } finally {
            link.close();
        }
    }

    /** Does what is to do, and says how long nothing is. */
    private long step() {
        if (state instanceof RemoteState.Contradicting) {
            return NEVER_MS;
        }
        if (!greeted) {
            Optional<Long> waitMs = greet();
            if (waitMs.isPresent()) {
                return waitMs.get();
            }
        }
        long paceMs = paceMs();
        if (paceMs > 0) {
            return paceMs;
        }
        fetchedNs = clock.monotonicNs();
        return caughtUp(catchingUp.run());
    }

    private long paceMs() {
        long nowNs = clock.monotonicNs();
        paced &= nowNs - pacedNs < PACED_NS;
        return paced ? Math.max(0, PACE_MS - (nowNs - fetchedNs) / 1_000_000) : 0;
    }

    /** Nothing where the hub proved who it is. */
    private Optional<Long> greet() {
        return switch (hello.ask(Optional.of(session.hub()))) {
            case Greeting.Ours ours -> {
                greeted = true;
                synchronized (moving) {
                    session.suspend(distrusted);
                }
                aheadMs = ours.aheadMs();
                become(new RemoteState.Syncing(feed.seq()));
                yield Optional.empty();
            }
            case Greeting.Silent(HubAnswer.Why why) -> Optional.of(offline(why));
            case Greeting.Refused refused -> {
                session.suspend(true);
                become(new RemoteState.NotTheHub(
                        refused.lie(), refused.lie() == Greeting.Lie.ANOTHER_HUB ? refused.said() : ""));
                yield Optional.of(SELDOM_MS);
            }
            case Greeting.Reference _ -> {
                session.suspend(true);
                become(new RemoteState.NotTheHub(Greeting.Lie.NO_LONGER_PROVES, ""));
                yield Optional.of(SELDOM_MS);
            }
        };
    }

    private long caughtUp(CaughtUp how) {
        return switch (how) {
            case CaughtUp.Current current -> {
                backOff.succeeded();
                inStepAtMs = clock.wallMs();
                caughtUp = true;
                boolean gap = !(state instanceof RemoteState.Connected || state instanceof RemoteState.Waiting);
                become(
                        feed.waitsForApproval()
                                ? new RemoteState.Waiting(current.seq())
                                : new RemoteState.Connected(current.seq(), live));
                if (state instanceof RemoteState.Contradicting) {
                    // Somebody else ended the trust meanwhile.
                    yield NEVER_MS;
                }
                if (gap) {
                    tellFollowers();
                    link.start();
                }
                if (giveBack()) {
                    yield 0L;
                }
                long quietMs = Math.min(live ? LIVE_MS : ASKING_MS, givingBack.waitMs());
                yield current.compared() ? quietMs : Math.min(quietMs, CatchingUp.WORD_EVERY_MS);
            }
            case CaughtUp.More _ -> {
                become(new RemoteState.Syncing(feed.seq()));
                yield 0L;
            }
            case CaughtUp.Unproven unproven -> {
                become(new RemoteState.Behind(feed.seq(), Optional.of(unproven.why())));
                yield backOff.nextMs();
            }
            case CaughtUp.Unkept _ -> {
                become(new RemoteState.Behind(feed.seq(), Optional.empty()));
                yield backOff.nextMs();
            }
            case CaughtUp.NewEpoch begun -> begunAnew(begun.tip().epoch());
            case CaughtUp.Contradicted _ -> {
                distrust();
                yield NEVER_MS;
            }
            case CaughtUp.Refused refused -> refused(refused);
            case CaughtUp.Silent silent -> offline(silent.why());
        };
    }

    /** Listeners hear how far it is also where the state does not move. */
    private boolean giveBack() {
        GivenBack before = givingBack.givenBack();
        boolean took = givingBack.run();
        if (!givingBack.givenBack().equals(before)) {
            tellListeners(state);
        }
        return took;
    }

    private long begunAnew(int epoch) {
        LOG.warn("A hub has lost blocks and begun epoch {}", epoch);
        caughtUp = false;
        // One who says so again at once is not asked at once again.
        long waitMs = state instanceof RemoteState.Recovered ? backOff.nextMs() : 0;
        become(new RemoteState.Recovered(epoch));
        try {
            feed.beginAnew();
        } catch (IOException notDone) {
            LOG.error(
                    "What is known of a hub cannot be set aside: {}",
                    notDone.getClass().getSimpleName());
            become(new RemoteState.Behind(feed.seq(), Optional.empty()));
            return backOff.nextMs();
        }
        givingBack.begin();
        return waitMs;
    }

    private long refused(CaughtUp.Refused refused) {
        if (refused.code().equals(ErrorCode.E014.name())) {
            paced = true;
            pacedNs = clock.monotonicNs();
            become(new RemoteState.Syncing(feed.seq()));
            return Math.max(refused.retryAfterMs(), PACE_MS);
        }
        if (refused.code().equals(ErrorCode.E020.name()) || refused.code().equals(ErrorCode.E010.name())) {
            return Math.max(refused.retryAfterMs(), offline(HubAnswer.Why.NOT_NOW));
        }
        become(new RemoteState.Refused(refused.code()));
        return Math.max(refused.retryAfterMs(), SELDOM_MS);
    }

    private long offline(HubAnswer.Why why) {
        greeted = false;
        long sinceMs = state instanceof RemoteState.Offline before ? before.sinceMs() : clock.wallMs();
        become(new RemoteState.Offline(sinceMs, why));
        return backOff.nextMs();
    }

    private void become(RemoteState wanted) {
        RemoteState next;
        synchronized (moving) {
            next = distrusted ? new RemoteState.Contradicting() : wanted;
            if (next.equals(state)) {
                return;
            }
            state = next;
        }
        tellListeners(next);
    }

    private void tellListeners(RemoteState told) {
        listeners.forEach(listener -> listener.accept(told));
    }

    private void tellFollowers() {
        followers.forEach(follower -> follower.changed.run());
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
