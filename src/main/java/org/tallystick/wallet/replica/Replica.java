package org.tallystick.wallet.replica;

import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * What somebody's own proven transactions at one hub come to. Any thread; {@link #apply} takes one page at a time.
 */
public final class Replica {

    private final Pid owner;
    private final PublicKey hubKey;

    /**
     * An empty one.
     *
     * @param owner whose account
     * @param hubKey the hub's, whose PID is the hub's
     */
    public Replica(Pid owner, PublicKey hubKey) {
        this.owner = owner;
        this.hubKey = hubKey;
    }

    /** Whose account. */
    public Pid owner() {
        return owner;
    }

    /** The hub. */
    public Pid hub() {
        return Pid.of(hubKey);
    }

    /** The account's count so far: what is asked for next are the transactions after it. */
    public long seq() {
        return 0;
    }

    /** The newest block of the hub that is known, for {@code since}; nothing before the first page. */
    public Optional<SealedHeader> newest() {
        return Optional.empty();
    }

    /**
     * Checks a page and folds it, whole or not at all.
     *
     * @param page asked for with {@code after} = {@link #seq()} and {@code since} = the height of {@link #newest()}
     */
    public synchronized Applied apply(FeedPage page) {
        return new Applied.Unproven(Applied.Why.ORDER, "nothing can be folded yet");
    }
}
