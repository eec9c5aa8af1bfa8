package org.tallystick.wallet.replica;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Direction;
import org.tallystick.money.Amounts;
import org.tallystick.wallet.Unit;

/**
 * What own transactions come to: the state itself, without rules. A page is folded into a copy, which takes the place of the one
 * before; nothing changes one that is in its place.
 */
final class Fold {

    private static final byte[] HEAD_TAG = "tallystick.head".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    final Pid owner;
    long seq;
    byte[] head = new byte[Sha256.BYTES];

    /** Nothing until the account is opened. */
    @Nullable
    AccountStatus status;

    @Nullable
    PublicKey key;

    @Nullable
    String name;

    /** The account came with an import and has signed nothing since: imports may still give it lines. */
    boolean imported;

    final Map<String, Unit> units;
    final Map<UUID, OwnLine> lines;
    final Map<Way, Near> near;
    final Map<HoldLegKey, HeldLeg> holds;

    /** Proposals that the owner agreed to. */
    final Set<String> accepted;

    Happenings happenings;

    @Nullable
    SealedHeader lastBlock;

    @Nullable
    SealedHeader newest;

    /** A neighbour in a unit. */
    record Way(Pid other, String unit) {}

    /** A leg of a hold. */
    record HoldLegKey(UUID hold, int leg) {}

    /** What remains of a leg over a line of the owner's. */
    record HeldLeg(UUID line, Direction direction, long remainingMinor) {}

    Fold(Pid owner) {
        this.owner = owner;
        this.units = new HashMap<>();
        this.lines = new HashMap<>();
        this.near = new HashMap<>();
        this.holds = new HashMap<>();
        this.accepted = new HashSet<>();
        this.happenings = Happenings.NONE;
    }

    private Fold(Fold before) {
        this.owner = before.owner;
        this.seq = before.seq;
        this.head = before.head;
        this.status = before.status;
        this.key = before.key;
        this.name = before.name;
        this.imported = before.imported;
        this.units = new HashMap<>(before.units);
        this.lines = new HashMap<>(before.lines);
        this.near = new HashMap<>(before.near);
        this.holds = new HashMap<>(before.holds);
        this.accepted = new HashSet<>(before.accepted);
        this.happenings = before.happenings;
        this.lastBlock = before.lastBlock;
        this.newest = before.newest;
    }

    Fold copy() {
        return new Fold(this);
    }

    /** The account counts a transaction ({@code src/docs/format.md} §7). */
    void count(byte[] transactionHash) {
        head = next(head, transactionHash);
        seq++;
    }

    private static byte[] next(byte[] head, byte[] transactionHash) {
        return Sha256.of(HEAD_TAG, head, transactionHash);
    }

    /** The running head at an earlier count. */
    byte[] headAt(long earlier) {
        byte[] at = new byte[Sha256.BYTES];
        for (long count = 1; count <= earlier; count++) {
            at = next(at, happenings.get(count).hash());
        }
        return at;
    }

    boolean active() {
        return status == AccountStatus.ACTIVE;
    }

    Optional<OwnLine> line(UUID id) {
        return Optional.ofNullable(lines.get(id));
    }

    Way way(OwnLine line) {
        return new Way(line.other(owner), line.unit().code());
    }

    Near near(Way way) {
        return Objects.requireNonNullElse(near.get(way), Near.NOTHING);
    }

    boolean given(OwnLine line) {
        return line.creditor().equals(owner);
    }

    /** What the debtor of a line owes, zero or more. */
    long debtMinor(OwnLine line) {
        long owedMinor = near(way(line)).owedMinor();
        return Math.max(0, given(line) ? owedMinor : -owedMinor);
    }

    /** The net in each unit with neighbours: what others owe less what the owner owes, saturating. */
    Map<String, Long> nets() {
        Map<String, Long> nets = new TreeMap<>();
        near.forEach((way, one) -> nets.merge(way.unit(), one.owedMinor(), Fold::sum));
        return nets;
    }

    private static long sum(long one, long other) {
        if ((one < 0) == (other < 0)) {
            long sum = Amounts.saturatingAdd(Math.abs(one), Math.abs(other));
            return one < 0 ? -sum : sum;
        }
        return one + other;
    }
}
