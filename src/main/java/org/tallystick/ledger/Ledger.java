package org.tallystick.ledger;

import static org.tallystick.base.Checks.invariant;
import static org.tallystick.base.Checks.require;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.base.InvariantBroken;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

/**
 * The state machine: blocks begin, transactions apply operations within them, and a block ends by being kept or undone.
 *
 * <p>One thread owns it. The order of calls is {@link #beginBlock}, then for each transaction {@link #beginTransaction},
 * {@link #apply} and {@link #endTransaction} or {@link #undoTransaction}, then {@link #checkBlock}, then {@link #keepBlock}
 * or {@link #undoBlock}.
 */
public final class Ledger {

    private static final byte[] HEAD_TAG = "tallystick.head".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final UndoLog undo;
    private final LedgerState state;
    private final AccountRules accounts;
    private final LineRules lines;
    private final DebtRules debts;
    private final HoldRules holds;
    private final Sha256.Digest digest = new Sha256.Digest();
    private long timestampBeforeBlockMs;

    /** An empty ledger. */
    public Ledger() {
        this(new UndoLog());
    }

    private Ledger(UndoLog undo) {
        this.undo = undo;
        this.state = new LedgerState(undo);
        this.accounts = new AccountRules(state);
        this.lines = new LineRules(state);
        this.holds = new HoldRules(state);
        this.debts = new DebtRules(state, holds);
    }

    /** What may be asked, on the ledger's thread. */
    public LedgerView view() {
        return state;
    }

    /** Where rooms leave how their own changes are taken back. */
    public UndoLog undo() {
        return undo;
    }

    /**
     * Begins a block.
     *
     * @param timestampMs its time, never before the last block's
     */
    public void beginBlock(long timestampMs) {
        require(timestampMs >= state.timestampMs, "The time of a block is never before its parent's");
        timestampBeforeBlockMs = state.timestampMs;
        state.timestampMs = timestampMs;
    }

    /**
     * Begins a transaction.
     *
     * @return the mark to undo it by
     */
    public int beginTransaction() {
        state.forgetTouchedByTransaction();
        return undo.mark();
    }

    /**
     * Does one operation, or refuses it and changes nothing.
     *
     * @return empty when it was done
     */
    public Optional<Refusal> apply(Operation operation) {
        return switch (operation) {
            case Operation.MoveDebt moveDebt -> debts.move(moveDebt);
            case Operation.OpenAccount open -> accounts.open(open);
            case Operation.ChangeAccount change -> accounts.change(change);
            case Operation.DefineEquivalent define -> accounts.define(define);
            case Operation.OpenLine open -> lines.open(open);
            case Operation.ChangeLine change -> lines.change(change);
            case Operation.CloseLine close -> lines.close(close);
            case Operation.OpenHold open -> holds.open(open);
            case Operation.HoldLeg leg -> holds.addLeg(leg);
            case Operation.ReleaseHold release -> holds.release(release);
        };
    }

    /** Does all of a transaction's operations or none; empty when they were done. */
    public Optional<Refusal> applyAll(List<Operation> operations) {
        int mark = undo.mark();
        for (Operation operation : operations) {
            Optional<Refusal> refusal = apply(operation);
            if (refusal.isPresent()) {
                undo.rollBackTo(mark);
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Counts the running transaction for a participant who is in it without an operation naming them. */
    public void touch(Pid pid) {
        Account account = state.account(pid);
        if (account != null) {
            state.touch(account);
        }
    }

    /**
     * Ends a transaction that stays: whom it touched counts it.
     *
     * @param transactionHash its 32 bytes
     * @return whom it touched and whose net it changed
     */
    public Effects endTransaction(byte[] transactionHash) {
        List<Effects.Touch> touches = new ArrayList<>(state.touchedAccounts.size());
        for (Account account : state.touchedAccounts) {
            byte[] headBefore = account.head;
            account.head = digest.update(HEAD_TAG)
                    .update(headBefore)
                    .update(transactionHash)
                    .finish();
            account.seq++;
            undo.onUndo(() -> {
                account.head = headBefore;
                account.seq--;
            });
            touches.add(new Effects.Touch(account.number, account.pid, account.seq));
        }
        List<Effects.NetChange> netChanges = netChanges();
        state.forgetTouchedByTransaction();
        return new Effects(touches, netChanges);
    }

    private List<Effects.NetChange> netChanges() {
        List<Effects.NetChange> changes = new ArrayList<>(2);
        for (Position position : state.transactionPositions) {
            long changeMinor = position.netMinor - position.netBeforeTransactionMinor;
            if (changeMinor != 0) {
                changes.add(new Effects.NetChange(
                        position.account.number,
                        position.account.pid,
                        state.equivalent(position.equivalent).code,
                        changeMinor));
            }
        }
        return changes;
    }

    /** Visits the accounts that the running transaction has touched so far. */
    public void forEachTouched(Consumer<Account> visitor) {
        state.touchedAccounts.forEach(visitor);
    }

    /** Takes a transaction back. */
    public void undoTransaction(int mark) {
        undo.rollBackTo(mark);
        state.forgetTouchedByTransaction();
    }

    /**
     * Checks everything that the block touched (design §3) before it is written.
     *
     * @throws org.tallystick.base.InvariantBroken when something does not hold
     */
    public void checkBlock() {
        LedgerChecks.checkTouched(state);
    }

    /** The block is durable: its effects stay. */
    public void keepBlock() {
        undo.forget();
        state.forgetTouchedByBlock();
    }

    /** The block could not be written: its effects go. */
    public void undoBlock() {
        undo.rollBackTo(0);
        for (Position position : state.touchedPositions) {
            invariant(position.netMinor == position.netBeforeBlockMinor, "An undone block leaves every net as it was");
        }
        state.forgetTouchedByBlock();
        state.timestampMs = timestampBeforeBlockMs;
    }

    /** Hands over every pair whose capacity may have changed since the last call, and forgets them. */
    public void drainChangedPairs(Consumer<Pair> visitor) {
        for (Pair pair : state.changedPairs) {
            pair.changed = false;
            visitor.accept(pair);
        }
        state.changedPairs.clear();
    }

    /** Hands over every account that may have changed since the last call, and forgets them. */
    public void drainChangedAccounts(Consumer<Account> visitor) {
        state.changedAccounts.forEach(visitor);
        state.changedAccounts.clear();
    }

    /**
     * What of the debt on a line a clearing may take and leave holds their capacity (design §3).
     *
     * @param line the line on which something is owed
     * @param day the UTC day of the block, counted from 1970-01-01
     * @return minor units, zero or more
     */
    public static long clearableMinor(Line line, long day) {
        return DebtRules.clearableMinor(line, day);
    }

    /** A check over everything that can be done in slices; begin a new one when the ledger has changed. */
    public LedgerChecks.Everything checkEverything() {
        return state.checkEverything();
    }

    /** Writes the whole state; only between blocks. */
    public void writeTo(DataOutput out) throws IOException {
        require(undo.mark() == 0, "A snapshot is written between blocks");
        LedgerSnapshot.write(state, out);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IOException when the bytes are not a state of a ledger
     */
    public static Ledger readFrom(DataInput in) throws IOException {
        Ledger ledger = new Ledger();
        try {
            LedgerSnapshot.read(ledger.state, in);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | InvariantBroken impossible) {
            throw new IOException("These bytes are not the state of a ledger", impossible);
        }
        ledger.undo.forget();
        return ledger;
    }
}
