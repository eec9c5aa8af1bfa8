package org.tallystick.feature.clearing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.ledger.Ledger;
import org.tallystick.ledger.LedgerView;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.Pair;
import org.tallystick.ledger.Position;

/**
 * The debts of one equivalent that may be cleared, copied in slices between which the ledger goes on: each debt is as it was when its
 * slice came, and stands in it once. About 24 bytes a debt. Filled on the ledger thread, then used on another.
 */
final class DebtCopy {

    /** The most debts of one copy, if the heap is large enough; those of the accounts that came last stay out then. */
    private static final int MAX_DEBTS = 4_000_000;

    /** More than a debt takes here and while it is netted (measured: a million are netted within 120 MB, and take 24 MB here). */
    private static final int BYTES_A_DEBT = 200;

    /** A copy and what is made of it take no more of the heap than one part in so many. */
    private static final int HEAP_SHARE = 4;

    /** What one slice looks at: an account counts 1 and a pair 4, so that it takes the ledger thread well below a millisecond. */
    static final int SLICE_WORK = 2_048;

    private static final int PAIR_WORK = 4;

    private final int sliceWork;
    private final long mostDebts = Math.min(MAX_DEBTS, Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_A_DEBT);
    private int nextAccount;
    private int nextNeighbour;

    // In ascending order: who owes in the upper half and whom in the lower one.
    private long[] keys = new long[1_024];
    private long[] amountsMinor = new long[1_024];
    private UUID[] lines = new UUID[1_024];
    private final BitSet asks = new BitSet();
    private int count;
    private int accounts;

    /** An empty copy. */
    DebtCopy() {
        this(SLICE_WORK);
    }

    /** An empty copy whose slices are of another size. */
    DebtCopy(int sliceWork) {
        this.sliceWork = sliceWork;
    }

    private static long key(int debtor, int creditor) {
        return ((long) debtor << 32) | creditor;
    }

    /** Makes room for a slice, so that the ledger thread is not kept by it. Before each. */
    void makeRoom() {
        if (count + sliceWork / PAIR_WORK >= keys.length) {
            int room = keys.length + sliceWork / PAIR_WORK + (count >> 1);
            keys = Arrays.copyOf(keys, room);
            amountsMinor = Arrays.copyOf(amountsMinor, room);
            lines = Arrays.copyOf(lines, room);
        }
    }

    /** Copies a slice; whether it was the last. On the ledger thread. */
    boolean copySome(LedgerView ledger, Equivalent unit) {
        int work = 0;
        accounts = ledger.accountCount();
        while (nextAccount < accounts && count < mostDebts) {
            if (work >= sliceWork) {
                return false;
            }
            Account debtor = ledger.account(nextAccount);
            Position position = debtor.position(unit.number());
            int place = position == null ? 0 : position.placeFrom(nextNeighbour);
            int end = position == null ? 0 : position.pairCount();
            for (; position != null && place < end && work < sliceWork; place++) {
                copy(position.pairAt(place), debtor, ledger.day());
                work += PAIR_WORK;
            }
            if (place < end) {
                nextNeighbour = position == null
                        ? 0
                        : position.pairAt(place).other(debtor).number();
                return false;
            }
            work++;
            nextAccount++;
            nextNeighbour = 0;
        }
        return true;
    }

    private void copy(Pair pair, Account debtor, long day) {
        Account creditor = pair.other(debtor);
        Line line = LedgerDebts.clearable(pair, debtor, creditor);
        long amountMinor = line == null ? 0 : Ledger.clearableMinor(line, day);
        if (line == null || amountMinor == 0) {
            return;
        }
        keys[count] = key(debtor.number(), creditor.number());
        amountsMinor[count] = amountMinor;
        lines[count] = line.id();
        if (!line.policy().clearsWithoutAsking()) {
            asks.set(count);
        }
        count++;
    }

    int count() {
        return count;
    }

    /** How many accounts there were at the last slice. */
    int accounts() {
        return accounts;
    }

    /** How many stand on lines that ask first. */
    int asking() {
        return asks.cardinality();
    }

    int debtor(int debt) {
        return (int) (keys[debt] >>> 32);
    }

    int creditor(int debt) {
        return (int) keys[debt];
    }

    long amountMinor(int debt) {
        return amountsMinor[debt];
    }

    boolean asks(int debt) {
        return asks.get(debt);
    }

    UUID line(int debt) {
        return lines[debt];
    }

    /** The place of a debt that is in it. */
    int find(int debtor, int creditor) {
        return Arrays.binarySearch(keys, 0, count, key(debtor, creditor));
    }

    /** Less may be cleared of a debt, since something is about to take that. */
    void take(int debt, long amountMinor) {
        amountsMinor[debt] -= amountMinor;
    }
}
