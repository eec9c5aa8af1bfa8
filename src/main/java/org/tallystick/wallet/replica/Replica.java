package org.tallystick.wallet.replica;

import static org.tallystick.base.Checks.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.tallystick.base.Hex;
import org.tallystick.feature.participant.AccountStatement;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.money.DecimalText;
import org.tallystick.node.Place;
import org.tallystick.wallet.Unit;

/**
 * What somebody's own proven transactions at one hub come to. Any thread; {@link #apply} takes one page at a time, and whoever
 * reads meanwhile sees what was before it.
 */
public final class Replica {

    private final Pid owner;
    private final Pid hub;
    private final PublicKey hubKey;
    private final Keeper keeper;
    private volatile Fold fold;

    /** Where what was folded is kept. */
    interface Keeper {

        /** Makes a page durable that was checked and is not seen yet. */
        void keep(FeedPage page) throws IOException;

        /** The hub has lost blocks: what is kept is set aside, and nothing is kept then. */
        void setAside() throws IOException;

        /** What stands in pages that were set aside and not among some transactions, the earliest first, and can be given back. */
        List<Lost> lost(Supplier<Set<String>> transactions) throws IOException;

        /** Nothing of what was set aside has to be given back any more. */
        void settled() throws IOException;
    }

    /** Keeps nothing. */
    private static final class InMemory implements Keeper {

        @Override
        public void keep(FeedPage page) {}

        @Override
        public void setAside() {}

        @Override
        public List<Lost> lost(Supplier<Set<String>> transactions) {
            return List.of();
        }

        @Override
        public void settled() {}
    }

    /**
     * An empty one in memory only.
     *
     * @param owner whose account
     * @param hubKey the hub's, whose PID is the hub's
     */
    public Replica(Pid owner, PublicKey hubKey) {
        this(owner, hubKey, new Fold(owner), new InMemory());
    }

    Replica(Pid owner, PublicKey hubKey, Fold fold, Keeper keeper) {
        this.owner = owner;
        this.hub = Pid.of(hubKey);
        this.hubKey = hubKey;
        this.fold = fold;
        this.keeper = keeper;
    }

    /** Whose account. */
    public Pid owner() {
        return owner;
    }

    /** The hub. */
    public Pid hub() {
        return hub;
    }

    /** The account's count so far: what is asked for next are the transactions after it. */
    public long seq() {
        return fold.seq;
    }

    /** The running head of the account in hex ({@code src/docs/format.md} §7). */
    public String head() {
        return Hex.encode(fold.head);
    }

    /** What the account may do; nothing before it is known to be opened. */
    public Optional<AccountStatus> status() {
        return Optional.ofNullable(fold.status);
    }

    /** The key in force; nothing where the account has none. */
    public Optional<PublicKey> key() {
        return Optional.ofNullable(fold.key);
    }

    /** The newest block of the hub that is known, for {@code since}; nothing before the first page. */
    public Optional<SealedHeader> newest() {
        return Optional.ofNullable(fold.newest);
    }

    /** The net in each unit with neighbours, in minor units, by code. */
    public Map<String, Long> netsMinor() {
        return fold.nets();
    }

    /**
     * The hashes of the transactions that the account counts up to a count, in hex and in order.
     *
     * @param upTo at most {@link #seq()}
     */
    public List<String> counted(long upTo) {
        Fold now = fold;
        require(upTo >= 0 && upTo <= now.seq, "So many are not counted");
        List<String> hashes = new ArrayList<>((int) upTo);
        for (long count = 1; count <= upTo; count++) {
            hashes.add(Hex.encode(now.happenings.get(count).hash()));
        }
        return hashes;
    }

    /**
     * Where a transaction of the owner's stands.
     *
     * @param hash its hash, 32 bytes
     * @return nothing where the account does not count it, as far as is known
     */
    public Optional<Place> find(byte[] hash) {
        Fold now = fold;
        for (long count = now.seq; count >= 1; count--) {
            Happening happening = now.happenings.get(count);
            if (Arrays.equals(happening.hash(), hash)) {
                return Optional.of(happening.where());
            }
        }
        return Optional.empty();
    }

    /** What is known; never changes. */
    Fold fold() {
        return fold;
    }

    /**
     * Checks a page, keeps it and folds it, whole or not at all.
     *
     * @param page asked for with {@code after} = {@link #seq()} and {@code since} = the height of {@link #newest()}
     */
    public synchronized Applied apply(FeedPage page) {
        Fold next = fold.copy();
        Optional<Applied> wrong = new PageCheck(hub, hubKey, page, next).run();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        try {
            keeper.keep(page);
        } catch (IOException notDurable) {
            return new Applied.Unkept(String.valueOf(notDurable.getMessage()));
        }
        fold = next;
        return new Applied.Done(next.seq, page.entries().size(), page.seq() == next.seq);
    }

    /**
     * The hub has lost blocks ({@link Applied.NewEpoch}): sets aside what is known, and begins with nothing.
     *
     * @throws IOException when it cannot be set aside; nothing is kept any more then, until it is opened again
     */
    public synchronized void beginAnew() throws IOException {
        keeper.setAside();
        fold = new Fold(owner);
    }

    /**
     * What the hub had signed and lost, and does not have again, the earliest first; only what the owner can give back, and the first
     * ten thousand where there is more.
     *
     * @param back the hashes of those that were given back, in hex: what takes their place has others
     * @throws IOException when what was set aside cannot be read
     */
    public List<Lost> lost(Set<String> back) throws IOException {
        return keeper.lost(() -> {
            Set<String> there = new HashSet<>(counted(seq()));
            there.addAll(back);
            return there;
        });
    }

    /**
     * All that was lost is there again; it is kept, and not looked at any more.
     *
     * @throws IOException when the machine refuses
     */
    public void allGivenBack() throws IOException {
        keeper.settled();
    }

    /**
     * Holds the hub's statement of the account against this. Whether the hub signed it is for the caller to check.
     *
     * @param statement of this owner's account
     */
    public Comparison compare(AccountStatement statement) {
        require(statement.pid().equals(owner), "A statement of another account says nothing");
        Fold now = fold;
        if (statement.seq() > now.seq) {
            return new Comparison.Behind(statement.seq());
        }
        byte[] head = statement.seq() == now.seq ? now.head : now.headAt(statement.seq());
        if (!Optional.of(statement.head())
                .flatMap(Hex::decode)
                .filter(said -> Arrays.equals(said, head))
                .isPresent()) {
            return new Comparison.Differs(Comparison.What.HEAD);
        }
        SealedHeader newest = now.newest;
        if (statement.seq() < now.seq && newest != null && newest.hash().equals(statement.blockHash())) {
            return new Comparison.Differs(Comparison.What.COUNT);
        }
        return statement.seq() < now.seq || sameBalances(statement.balances(), now)
                ? new Comparison.Agrees()
                : new Comparison.Differs(Comparison.What.BALANCES);
    }

    /** A unit that one of the two does not name counts as nothing owed. */
    private static boolean sameBalances(Map<String, String> said, Fold now) {
        Map<String, Long> nets = now.nets();
        TreeSet<String> codes = new TreeSet<>(said.keySet());
        codes.addAll(nets.keySet());
        for (String code : codes) {
            Unit unit = now.units.get(code);
            long netMinor = nets.getOrDefault(code, 0L);
            String text = said.getOrDefault(code, unit == null ? "0" : printed(0, unit));
            if (unit == null ? !text.matches("0(\\.0{1,8})?") : !text.equals(printed(netMinor, unit))) {
                return false;
            }
        }
        return true;
    }

    private static String printed(long minor, Unit unit) {
        return (minor < 0 ? "-" : "") + DecimalText.print(Math.abs(minor), unit.precision());
    }
}
