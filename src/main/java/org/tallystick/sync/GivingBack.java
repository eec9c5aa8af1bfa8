package org.tallystick.sync;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.replica.Lost;

/**
 * Gives a hub back what it had signed and lost (decision 18). What it cannot take yet, since a line is missing that somebody else has
 * to give back, is tried again; nothing is ever thrown away. One thread, which waits for the hub.
 */
final class GivingBack {

    private static final Logger LOG = LoggerFactory.getLogger(GivingBack.class);

    /** How long until what was refused is tried again where nothing of the owner's has changed; twice as long each time. */
    static final long AGAIN_MS = 60_000;

    private static final long MOST_MS = 64 * AGAIN_MS;

    private final Session session;
    private final Feed feed;
    private final Clock clock;
    private final Set<String> there = new HashSet<>();
    private boolean open = true;
    private boolean tried;
    private long againMs = AGAIN_MS;
    private long triedNs;
    private long triedAtSeq;
    private volatile GivenBack givenBack = GivenBack.NONE;

    GivingBack(Session session, Feed feed, Clock clock) {
        this.session = session;
        this.feed = feed;
        this.clock = clock;
    }

    /** How far it is; any thread. */
    GivenBack givenBack() {
        return givenBack;
    }

    /** The hub lost blocks just now: there may be something to give back, and at once. */
    void begin() {
        open = true;
        tried = false;
        againMs = AGAIN_MS;
        there.clear();
        givenBack = GivenBack.NONE;
    }

    /** How long at most until there is something to do. */
    long waitMs() {
        return open ? againMs : Long.MAX_VALUE;
    }

    /** Gives back what can be, if it is time; says whether the hub took something, which is to be fetched. */
    boolean run() {
        boolean asBefore = tried && feed.seq() == triedAtSeq && clock.monotonicNs() - triedNs < againMs * 1_000_000;
        if (!open || asBefore) {
            return false;
        }
        tried = true;
        triedAtSeq = feed.seq();
        triedNs = clock.monotonicNs();
        try {
            boolean took = give(feed.lost(there));
            againMs = took ? AGAIN_MS : Math.min(MOST_MS, againMs * 2);
            return took;
        } catch (IOException unreadable) {
            LOG.error(
                    "What a hub lost cannot be given back: {}",
                    unreadable.getClass().getSimpleName());
            return false;
        }
    }

    private boolean give(List<Lost> lost) throws IOException {
        int before = there.size();
        boolean took = false;
        for (Lost one : lost) {
            HubAnswer answer = session.ask(HubCall.post(
                    "/transactions",
                    Json.object().put("proof", one.proof().toJson()).build()));
            took |= answer instanceof HubAnswer.Said;
            if (isThere(answer)) {
                there.add(one.hash());
            } else if (isNotNow(answer)) {
                break;
            }
        }
        givenBack = new GivenBack(before + lost.size(), there.size());
        if (there.size() == before + lost.size()) {
            settle();
        }
        return took;
    }

    /** All of these are there; perhaps there were more than are counted at once. */
    private void settle() throws IOException {
        if (feed.lost(there).isEmpty()) {
            open = false;
            feed.allGivenBack();
        } else {
            tried = false;
        }
    }

    private static boolean isThere(HubAnswer answer) {
        return answer instanceof HubAnswer.Said
                || (answer instanceof HubAnswer.Refused refused
                        && refused.own()
                        && refused.code().equals(ErrorCode.E008.name()));
    }

    /** Others would be answered the same now. */
    private static boolean isNotNow(HubAnswer answer) {
        return !(answer instanceof HubAnswer.Refused refused)
                || !refused.own()
                || refused.code().equals(ErrorCode.E014.name())
                || refused.code().equals(ErrorCode.E016.name())
                || refused.code().equals(ErrorCode.E020.name());
    }
}
