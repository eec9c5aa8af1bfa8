package org.tallystick.sync.reference;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.sync.HubAnswer;
import org.tallystick.sync.HubHttp;
import org.tallystick.sync.LiveLink;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;

/**
 * Notices what happens at a hub of the reference dialect: an event, and each new subscription, means no more than that there is
 * something to ask, and since most of what happens is never told, the account is looked at now and then besides. One virtual
 * thread; whoever follows is called on it.
 */
final class ReferenceLive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceLive.class);

    /** Between looks: few calls, since such a hub takes 120 a minute (GEO facts §9). */
    private static final long LOOK_NS = 60_000_000_000L;

    private static final int MOST_WAITING = 256;
    private static final long NEVER = -1;

    private final ReferenceAccount account;
    private final LiveLink link;
    private final Clock clock;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Consumer<HubState>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile HubState state = new HubState.Connecting();
    private volatile boolean closed;
    private volatile long seenAtMs = NEVER;
    private long lookedNs;

    ReferenceLive(
            HubHttp http, ReferenceSession session, ReferenceAccount account, Clock clock, Randomness randomness) {
        this.account = account;
        this.clock = clock;
        this.link = new LiveLink(http, session.login(), new ReferenceFrames(), new Ear(), clock, randomness);
        this.lookedNs = clock.monotonicNs();
        this.thread = Thread.ofVirtual().name("reference-live").unstarted(this::run);
    }

    void start() {
        thread.start();
        link.start();
    }

    HubReader.Following follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }

    /** How it stands. */
    HubState state() {
        return state;
    }

    /** When it last said anything, by the wall clock. */
    OptionalLong seenAtMs() {
        long seen = seenAtMs;
        return seen == NEVER ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    /** Connects and looks now, whatever it waits for. */
    void wake() {
        link.wake();
        offer(this::look);
    }

    HubReader.Following listen(Consumer<HubState> told) {
        listeners.add(told);
        return () -> listeners.remove(told);
    }

    private void stand(HubState now) {
        if (!closed && !now.equals(state)) {
            state = now;
            listeners.forEach(told -> told.accept(now));
        }
    }

    private void away(HubAnswer.Why why) {
        long sinceMs = state instanceof HubState.Offline before ? before.sinceMs() : clock.wallMs();
        stand(new HubState.Offline(sinceMs, why == HubAnswer.Why.PLAIN));
    }

    /** Something was done here, so that what was known counts no more. */
    void touched() {
        account.forget();
        if (thread.isAlive()) {
            offer(this::tell);
        } else {
            followers.forEach(Runnable::run);
        }
    }

    /** What does not fit is made up for by the next look. */
    private void offer(Runnable happened) {
        if (!waiting.offer(happened)) {
            LOG.debug("A word of the hub is left out: too many wait");
        }
    }

    private void run() {
        try {
            while (!closed) {
                Runnable next = clock.await(waiting, Math.max(0, lookedNs + LOOK_NS - clock.monotonicNs()));
                if (next != null) {
                    next.run();
                }
                if (clock.monotonicNs() - lookedNs >= LOOK_NS) {
                    look();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        lookedNs = clock.monotonicNs();
        try {
            boolean changed = account.look();
            seenAtMs = clock.wallMs();
            // It answers, also where only its socket does not.
            stand(new HubState.Connected());
            if (changed) {
                tell();
            }
        } catch (HubUnreachable notNow) {
            LOG.debug("The hub was not there for a look", notNow);
        }
    }

    private void tell() {
        account.forget();
        followers.forEach(Runnable::run);
    }

    /** Hears of the socket, on its thread. */
    private final class Ear implements LiveLink.Ear {

        @Override
        public void look(OptionalLong seq) {
            seenAtMs = clock.wallMs();
            offer(ReferenceLive.this::tell);
        }

        @Override
        public void live(boolean live) {
            offer(live ? () -> stand(new HubState.Connected()) : () -> away(HubAnswer.Why.BROKEN_OFF));
        }

        @Override
        public void notLetIn(HubAnswer answer) {
            offer(() -> notIn(answer));
        }
    }

    private void notIn(HubAnswer answer) {
        switch (answer) {
            case HubAnswer.Unusable(HubAnswer.Why why) -> away(why);
            case HubAnswer.Refused refused
            when !refused.code().equals(ErrorCode.E014.name()) -> stand(new HubState.Refused(refused.code()));
            case HubAnswer.Refused _, HubAnswer.Said _ -> away(HubAnswer.Why.NOT_NOW);
        }
    }

    /** Ends; nobody is told anything afterwards. */
    @Override
    public void close() {
        closed = true;
        followers.clear();
        listeners.clear();
        link.close();
        thread.interrupt();
    }
}
