package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;

/** What the ledger knows, and what the running block has touched of it. The rules change it; nobody else does. */
final class LedgerState implements LedgerView {

    static final long DAY_MS = 86_400_000L;

    final List<Account> accounts = new ArrayList<>();
    final Map<Pid, Account> accountsByPid = new HashMap<>();
    final List<Equivalent> equivalents = new ArrayList<>();
    final Map<String, Equivalent> equivalentsByCode = new HashMap<>();
    final Map<UUID, Line> lines = new HashMap<>();
    final Map<UUID, Hold> holds = new HashMap<>();

    /** The holds in the order in which they run out. */
    private final TreeSet<Hold> holdsByExpiry =
            new TreeSet<>(Comparator.comparingLong(Hold::expiresAtMs).thenComparing(Hold::id));

    final UndoLog undo;

    /** Pairs whose capacity may have changed since they were last drained. */
    final List<Pair> changedPairs = new ArrayList<>();

    /** Accounts whose status may have changed since they were last drained. */
    final List<Account> changedAccounts = new ArrayList<>();

    /** Accounts that the running transaction touches. */
    final List<Account> touchedAccounts = new ArrayList<>();

    /** Positions that the running transaction has touched. */
    final List<Position> transactionPositions = new ArrayList<>();

    /** Positions that the running block has moved. */
    final List<Position> touchedPositions = new ArrayList<>();

    /** Pairs that the running block has moved; their checks come at its end. */
    final List<Pair> touchedPairs = new ArrayList<>();

    /** Holds that the running block has opened, undone ones included. */
    final List<Hold> openedHolds = new ArrayList<>();

    long timestampMs;

    LedgerState(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public LedgerChecks.Everything checkEverything() {
        return new LedgerChecks.Everything(this);
    }

    @Override
    public long timestampMs() {
        return timestampMs;
    }

    @Override
    public long day() {
        return Math.floorDiv(timestampMs, DAY_MS);
    }

    @Override
    public @Nullable Account account(Pid pid) {
        return accountsByPid.get(pid);
    }

    @Override
    public Account account(int number) {
        return accounts.get(number);
    }

    @Override
    public int accountCount() {
        return accounts.size();
    }

    @Override
    public @Nullable Equivalent equivalent(String code) {
        return equivalentsByCode.get(code);
    }

    @Override
    public Equivalent equivalent(int number) {
        return equivalents.get(number);
    }

    @Override
    public int equivalentCount() {
        return equivalents.size();
    }

    @Override
    public @Nullable Line line(UUID id) {
        return lines.get(id);
    }

    @Override
    public int lineCount() {
        return lines.size();
    }

    @Override
    public void forEachLine(Consumer<Line> visitor) {
        lines.values().forEach(visitor);
    }

    @Override
    public @Nullable Hold hold(UUID id) {
        return holds.get(id);
    }

    @Override
    public void forEachHold(Consumer<Hold> visitor) {
        holds.values().forEach(visitor);
    }

    @Override
    public List<Hold> holdsRunOut(long timestampMs, int atMost) {
        List<Hold> over = new ArrayList<>();
        for (Hold hold : holdsByExpiry) {
            if (hold.expiresAtMs > timestampMs || over.size() >= atMost) {
                return over;
            }
            over.add(hold);
        }
        return over;
    }

    void add(Hold hold) {
        holds.put(hold.id, hold);
        holdsByExpiry.add(hold);
    }

    void remove(Hold hold) {
        holds.remove(hold.id);
        holdsByExpiry.remove(hold);
    }

    @Override
    public @Nullable Pair pair(Account one, Account other, Equivalent equivalent) {
        Position mine = one.position(equivalent.number);
        Position theirs = other.position(equivalent.number);
        if (mine == null || theirs == null) {
            return null;
        }
        return mine.pairCount() <= theirs.pairCount() ? mine.with(other.number) : theirs.with(one.number);
    }

    Pair pairToWrite(Account one, Account other, Equivalent equivalent) {
        Pair found = pair(one, other, equivalent);
        if (found != null) {
            return found;
        }
        Pair made = one.number < other.number ? new Pair(one, other, equivalent) : new Pair(other, one, equivalent);
        one.positionToWrite(equivalent.number).add(made);
        other.positionToWrite(equivalent.number).add(made);
        return made;
    }

    void touch(Account account) {
        if (!account.touched) {
            account.touched = true;
            touchedAccounts.add(account);
        }
    }

    void touch(Pair pair) {
        touch(pair.low);
        touch(pair.high);
        capacityChanged(pair);
        touchedPairs.add(pair);
        touchPosition(pair.low.positionToWrite(pair.equivalent.number));
        touchPosition(pair.high.positionToWrite(pair.equivalent.number));
    }

    private void capacityChanged(Pair pair) {
        if (!pair.changed) {
            pair.changed = true;
            changedPairs.add(pair);
        }
    }

    /** Another status opens or shuts every way to the neighbours, though it touches none of them. */
    void capacitiesChanged(Account account) {
        for (int equivalent = 0; equivalent < account.positionBound(); equivalent++) {
            Position position = account.position(equivalent);
            if (position != null) {
                position.forEachPair(this::capacityChanged);
            }
        }
    }

    private void touchPosition(Position position) {
        if (!position.touched) {
            position.touched = true;
            position.netBeforeBlockMinor = position.netMinor;
            touchedPositions.add(position);
        }
        if (!position.touchedByTransaction) {
            position.touchedByTransaction = true;
            position.netBeforeTransactionMinor = position.netMinor;
            transactionPositions.add(position);
        }
    }

    void changed(Account account) {
        touch(account);
        changedAccounts.add(account);
    }

    void forgetTouchedByTransaction() {
        transactionPositions.forEach(position -> position.touchedByTransaction = false);
        transactionPositions.clear();
        touchedAccounts.forEach(account -> account.touched = false);
        touchedAccounts.clear();
    }

    void forgetTouchedByBlock() {
        touchedPositions.forEach(position -> position.touched = false);
        touchedPositions.clear();
        touchedPairs.clear();
        openedHolds.clear();
        forgetTouchedByTransaction();
    }
}
