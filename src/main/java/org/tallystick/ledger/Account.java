package org.tallystick.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/** An account: a participant as the ledger knows them. Owned by the ledger's thread; changed only by the ledger. */
public final class Account {

    private static final byte[] NO_HEAD = new byte[32];
    private static final Position[] NO_POSITIONS = new Position[0];

    final int number;
    final Pid pid;
    AccountStatus status;

    @Nullable
    PublicKey key;

    long seq;
    byte[] head = NO_HEAD;
    private @Nullable Position[] positions = NO_POSITIONS;
    boolean touched;

    Account(int number, Pid pid, AccountStatus status, @Nullable PublicKey key) {
        this.number = number;
        this.pid = pid;
        this.status = status;
        this.key = key;
    }

    /** Its dense number, from 0 in the order of opening; what routing calls a node. */
    public int number() {
        return number;
    }

    /** Its name for life. */
    public Pid pid() {
        return pid;
    }

    /** What it may do. */
    public AccountStatus status() {
        return status;
    }

    /** Whether it takes part at all. */
    public boolean active() {
        return status == AccountStatus.ACTIVE;
    }

    /** The key in force, or null while it is unclaimed. */
    public @Nullable PublicKey key() {
        return key;
    }

    /** How many transactions have touched it. */
    public long seq() {
        return seq;
    }

    /** The running hash of the transactions that touched it, 32 bytes, a copy. */
    public byte[] head() {
        return head.clone();
    }

    /** Its position in an equivalent, or null if it has no neighbour there. */
    public @Nullable Position position(int equivalent) {
        return equivalent < positions.length ? positions[equivalent] : null;
    }

    /** How many equivalents it may have a position in; a bound for the numbers to ask {@link #position} for. */
    public int positionBound() {
        return positions.length;
    }

    Position positionToWrite(int equivalent) {
        if (equivalent >= positions.length) {
            positions = Arrays.copyOf(positions, equivalent + 1);
        }
        Position found = positions[equivalent];
        if (found == null) {
            found = new Position(this, equivalent);
            positions[equivalent] = found;
        }
        return found;
    }
}
