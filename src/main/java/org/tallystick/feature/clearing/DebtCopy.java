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

    /** The most debts of one copy; those beyond are left to another time. */
    static final int MAX_DEBTS = 4_000_000;

    /** What one slice looks at: an account counts 1 and a pair 4, so that it takes the ledger thread well below a millisecond. */
    static final int SLICE_WORK = 2_048;

    private static final int PAIR_WORK = 4;

    private final int sliceWork;
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

    /** Copies a slice; whether it was the last. On the ledger thread. */
    boolean copySome(LedgerView ledger, Equivalent unit) {
        int work = 0;
        accounts = ledger.accountCount();
        while (nextAccount < accounts && count < MAX_DEBTS) {
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
        if (count == keys.length) {
            int room = count + (count >> 1);
            keys = Arrays.copyOf(keys, room);
            amountsMinor = Arrays.copyOf(amountsMinor, room);
            lines = Arrays.copyOf(lines, room);
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
