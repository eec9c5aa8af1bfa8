package org.tallystick.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Capacity set aside, to be captured or released later: legs, all or none, with an owner (design §3). Owned by the ledger's
 * thread; gone when nothing of it remains.
 */
public final class Hold {

    /** One leg: the way that a direction on a line would use. */
    public static final class Leg {

        final Line line;
        final Direction direction;
        final long amountMinor;
        long capturedMinor;
        long releasedMinor;

        Leg(Line line, Direction direction, long amountMinor) {
            this.line = line;
            this.direction = direction;
            this.amountMinor = amountMinor;
        }

        /** The line that names the way. */
        public Line line() {
            return line;
        }

        /** The direction on that line. */
        public Direction direction() {
            return direction;
        }

        /** What was held at first. */
        public long amountMinor() {
            return amountMinor;
        }

        /** What has been captured of it. */
        public long capturedMinor() {
            return capturedMinor;
        }

        /** What has been released of it. */
        public long releasedMinor() {
            return releasedMinor;
        }

        /** What is still held. */
        public long remainingMinor() {
            return amountMinor - capturedMinor - releasedMinor;
        }

        /** Who would pay on this way. */
        public Account from() {
            return direction == Direction.OWE ? line.debtor : line.creditor;
        }
    }

    final UUID id;
    final Account owner;
    final Set<Account> parties;
    final long expiresAtMs;
    final TreeMap<Integer, Leg> legs = new TreeMap<>();

    Hold(UUID id, Account owner, Set<Account> parties, long expiresAtMs) {
        this.id = id;
        this.owner = owner;
        this.parties = parties;
        this.expiresAtMs = expiresAtMs;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** Whose it is. */
    public Account owner() {
        return owner;
    }

    /** Block time from which an expiry may release it. */
    public long expiresAtMs() {
        return expiresAtMs;
    }

    /** Its legs by number. */
    public Map<Integer, Leg> legs() {
        return Collections.unmodifiableMap(legs);
    }

    boolean spent() {
        return legs.values().stream().allMatch(leg -> leg.remainingMinor() == 0);
    }
}
