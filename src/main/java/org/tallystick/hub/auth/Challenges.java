package org.tallystick.hub.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.LoginChallenge;
import org.tallystick.identity.Pid;

/**
 * Challenges that were given out and not used yet. Several of one participant may live at once; one is used up by a login that
 * succeeds, by nothing else. In memory only, bounded. Any thread.
 */
public final class Challenges {

    private final Pid hub;
    private final AuthLimits limits;
    private final Clock clock;
    private final Randomness randomness;

    /** In the order of their making, which is also that of their end. */
    private final Map<String, Challenge> live = new LinkedHashMap<>();

    private final Map<Pid, Deque<String>> byParticipant = new HashMap<>();

    /**
     * A challenge that was given out.
     *
     * @param text what is to be signed
     * @param pid by whom
     * @param expiresAtMs until when it can be used, by the wall clock
     */
    public record Challenge(String text, Pid pid, long expiresAtMs) {}

    /** Makes an empty set for a hub. */
    public Challenges(Pid hub, AuthLimits limits, Clock clock, Randomness randomness) {
        this.hub = hub;
        this.limits = limits;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** A new challenge for a participant who is known. */
    public synchronized Challenge make(Pid pid) {
        long nowMs = clock.wallMs();
        dropExpired(nowMs);
        Deque<String> own = byParticipant.computeIfAbsent(pid, anybody -> new ArrayDeque<>());
        if (own.size() >= limits.challengesEach()) {
            live.remove(own.removeFirst());
        }
        Challenge challenge = new Challenge(
                LoginChallenge.of(hub, pid, randomness.bytes(LoginChallenge.RANDOM_BYTES)),
                pid,
                nowMs + limits.challengeMs());
        own.addLast(challenge.text());
        live.put(challenge.text(), challenge);
        if (live.size() > limits.challenges()) {
            drop(live.values().iterator().next());
        }
        return challenge;
    }

    private void dropExpired(long nowMs) {
        Iterator<Challenge> oldest = live.values().iterator();
        while (oldest.hasNext()) {
            Challenge challenge = oldest.next();
            if (challenge.expiresAtMs() > nowMs) {
                break;
            }
            oldest.remove();
            forget(challenge);
        }
    }

    private void drop(Challenge challenge) {
        live.remove(challenge.text());
        forget(challenge);
    }

    private void forget(Challenge challenge) {
        Deque<String> own = byParticipant.get(challenge.pid());
        if (own != null && own.remove(challenge.text()) && own.isEmpty()) {
            byParticipant.remove(challenge.pid());
        }
    }

    /** Whether a participant may answer this challenge now. */
    public synchronized boolean isLive(String text, Pid pid) {
        return find(text, pid) != null;
    }

    private @Nullable Challenge find(String text, Pid pid) {
        Challenge challenge = live.get(text);
        return challenge != null && challenge.pid().equals(pid) && challenge.expiresAtMs() > clock.wallMs()
                ? challenge
                : null;
    }

    /** Uses a challenge up; false where somebody else was faster, or its time is over. */
    public synchronized boolean use(String text, Pid pid) {
        Challenge challenge = find(text, pid);
        if (challenge == null) {
            return false;
        }
        drop(challenge);
        return true;
    }

    /** How many live, those included whose time is just over. */
    public synchronized int count() {
        return live.size();
    }
}
