package org.tallystick.feature.clearing;

import static org.tallystick.base.Checks.require;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.identity.Pid;

/**
 * A circle that some of its creditors are asked about. A value; any thread.
 *
 * @param id the hash of circle and amount
 * @param circle which debts, and how much of each
 * @param asked who has to agree, in the order of the ring
 * @param accepted who has, in the order in which they did
 * @param proposedAtMs block time
 * @param expiresAtMs block time from which it runs out
 * @param state what became of it
 * @param endedAtMs block time of its end, 0 while it is open
 */
record Proposal(
        String id,
        Circle circle,
        List<Pid> asked,
        List<Pid> accepted,
        long proposedAtMs,
        long expiresAtMs,
        ProposalState state,
        long endedAtMs) {

    /** How long people have to agree: seven days. */
    static final long OPEN_MS = 7 * 86_400_000L;

    /** For how long it is remembered after its end: seven days. */
    static final long REMEMBERED_MS = 7 * 86_400_000L;

    /** Keeps unmodifiable copies. */
    Proposal {
        require(circle.hops() <= Circle.MAX_HOPS, "People are asked about circles of at most 10 lines");
        asked = List.copyOf(asked);
        accepted = List.copyOf(accepted);
    }

    static Proposal open(String id, Circle circle, List<Pid> asked, long nowMs, long expiresAtMs) {
        return new Proposal(id, circle, asked, List.of(), nowMs, expiresAtMs, ProposalState.OPEN, 0);
    }

    /** Whether it runs out neither before it begins nor too late. */
    boolean isInTime() {
        return expiresAtMs > proposedAtMs && expiresAtMs - proposedAtMs <= OPEN_MS;
    }

    boolean isOpen() {
        return state == ProposalState.OPEN;
    }

    /** Whether all have agreed. */
    boolean isAccepted() {
        return accepted.size() == asked.size();
    }

    Proposal acceptedBy(Pid pid) {
        List<Pid> more = new ArrayList<>(accepted);
        more.add(pid);
        return new Proposal(id, circle, asked, more, proposedAtMs, expiresAtMs, state, endedAtMs);
    }

    Proposal ended(ProposalState how, long nowMs) {
        return new Proposal(id, circle, asked, accepted, proposedAtMs, expiresAtMs, how, nowMs);
    }
}
