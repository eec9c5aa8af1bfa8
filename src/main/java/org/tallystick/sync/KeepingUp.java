package org.tallystick.sync;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.wallet.GivenBack;

/**
 * What there is to do with one hub, one step after the other: ask who is there, catch up, give back what the hub lost, and say how long
 * nothing is to do. Steps are made on the hub's own thread, which waits for network and disk there and moves the state; any thread may
 * look how far it is.
 */
final class KeepingUp {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingUp.class);

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

    private final Session session;
    private final Feed feed;
    private final RemoteStanding standing;
    private final LiveLink link;
    private final Hello hello;
    private final CatchingUp catchingUp;
    private final GivingBack givingBack;
    private final BackOff backOff;
    private final Clock clock;
    private boolean greeted;
    private boolean paced;
    private long pacedNs;
    private long fetchedNs;
    private volatile boolean live;
    private volatile long aheadMs;
    private volatile long inStepAtMs = NEVER_SEEN;
    private volatile boolean caughtUp;

    /**
     * Makes it; nothing is asked yet.
     *
     * @param hello asks who is there
     * @param session the owner's
     * @param feed takes what is fetched
     * @param standing is moved
     * @param link is started when all is here for the first time
     */
    KeepingUp(
            Hello hello,
            Session session,
            Feed feed,
            RemoteStanding standing,
            LiveLink link,
            Clock clock,
            Randomness randomness) {
        this.hello = hello;
        this.session = session;
        this.feed = feed;
        this.standing = standing;
        this.link = link;
        this.catchingUp = new CatchingUp(session, feed, standing::tellFollowers, clock);
        this.givingBack = new GivingBack(session, feed, clock);
        this.backOff = new BackOff(randomness);
        this.clock = clock;
    }

    /** Whether the hub tells what happens from now on; any thread. */
    void live(boolean now) {
        live = now;
    }

    /** Whether all was here once since the start, or since the hub lost blocks; any thread. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** As {@link RemoteHub#aheadMs}. */
    long aheadMs() {
        return aheadMs;
    }

    /** As {@link RemoteHub#inStepAtMs}. */
    OptionalLong inStepAtMs() {
        long seen = inStepAtMs;
        return seen == NEVER_SEEN ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    /** As {@link RemoteHub#givenBack}. */
    GivenBack givenBack() {
        return givingBack.givenBack();
    }

    /** Does what is to do, and says how long nothing is; the hub's thread. */
    long step() {
        if (standing.state() instanceof RemoteState.Contradicting) {
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
                standing.proved();
                aheadMs = ours.aheadMs();
                standing.become(new RemoteState.Syncing(feed.seq()));
                yield Optional.empty();
            }
            case Greeting.Silent(HubAnswer.Why why) -> Optional.of(offline(why));
            case Greeting.Refused refused -> {
                standing.notTheHub(new RemoteState.NotTheHub(
                        refused.lie(), refused.lie() == Greeting.Lie.ANOTHER_HUB ? refused.said() : ""));
                yield Optional.of(SELDOM_MS);
            }
            case Greeting.Reference _ -> {
                standing.notTheHub(new RemoteState.NotTheHub(Greeting.Lie.NO_LONGER_PROVES, ""));
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
                boolean gap = !(standing.state() instanceof RemoteState.Connected
                        || standing.state() instanceof RemoteState.Waiting);
                standing.become(
                        feed.waitsForApproval()
                                ? new RemoteState.Waiting(current.seq())
                                : new RemoteState.Connected(current.seq(), live));
                if (standing.state() instanceof RemoteState.Contradicting) {
                    // Somebody else ended the trust meanwhile.
                    yield NEVER_MS;
                }
                if (gap) {
                    standing.tellFollowers();
                    link.start();
                }
                if (giveBack()) {
                    yield 0L;
                }
                long quietMs = Math.min(live ? LIVE_MS : ASKING_MS, givingBack.waitMs());
                yield current.compared() ? quietMs : Math.min(quietMs, CatchingUp.WORD_EVERY_MS);
            }
            case CaughtUp.More _ -> {
                standing.become(new RemoteState.Syncing(feed.seq()));
                yield 0L;
            }
            case CaughtUp.Unproven unproven -> {
                standing.become(new RemoteState.Behind(feed.seq(), Optional.of(unproven.why())));
                yield backOff.nextMs();
            }
            case CaughtUp.Unkept _ -> {
                standing.become(new RemoteState.Behind(feed.seq(), Optional.empty()));
                yield backOff.nextMs();
            }
            case CaughtUp.NewEpoch begun -> begunAnew(begun.tip().epoch());
            case CaughtUp.Contradicted _ -> {
                standing.distrust();
                link.close();
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
            standing.tellAgain();
        }
        return took;
    }

    private long begunAnew(int epoch) {
        LOG.warn("A hub has lost blocks and begun epoch {}", epoch);
        caughtUp = false;
        // One who says so again at once is not asked at once again.
        long waitMs = standing.state() instanceof RemoteState.Recovered ? backOff.nextMs() : 0;
        standing.become(new RemoteState.Recovered(epoch));
        try {
            feed.beginAnew();
        } catch (IOException notDone) {
            LOG.error(
                    "What is known of a hub cannot be set aside: {}",
                    notDone.getClass().getSimpleName());
            standing.become(new RemoteState.Behind(feed.seq(), Optional.empty()));
            return backOff.nextMs();
        }
        givingBack.begin();
        return waitMs;
    }

    private long refused(CaughtUp.Refused refused) {
        if (refused.code().equals(ErrorCode.E014.name())) {
            paced = true;
            pacedNs = clock.monotonicNs();
            standing.become(new RemoteState.Syncing(feed.seq()));
            return Math.max(refused.retryAfterMs(), PACE_MS);
        }
        if (refused.code().equals(ErrorCode.E020.name()) || refused.code().equals(ErrorCode.E010.name())) {
            return Math.max(refused.retryAfterMs(), offline(HubAnswer.Why.NOT_NOW));
        }
        standing.become(new RemoteState.Refused(refused.code()));
        return Math.max(refused.retryAfterMs(), SELDOM_MS);
    }

    private long offline(HubAnswer.Why why) {
        greeted = false;
        long sinceMs = standing.state() instanceof RemoteState.Offline before ? before.sinceMs() : clock.wallMs();
        standing.become(new RemoteState.Offline(sinceMs, why));
        return backOff.nextMs();
    }
}
