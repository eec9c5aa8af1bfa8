package org.tallystick.app.bench;

import java.util.Arrays;
import org.tallystick.base.Checks;
import org.tallystick.clearing.Cycle;
import org.tallystick.clearing.Debts;

/**
 * The debts of one equivalent as they come and go, without a ledger. Between two nodes there is a debt in
 * one direction at most: what is owed the other way is cancelled first. All of it may be cleared. Each debt takes about 50 bytes; a node
 * has the debts it owes and those it is owed in rows, and a table finds the debt of a pair. Bound to one thread.
 */
public final class OpenDebts implements Debts {

    private static final int NONE = -1;
    private static final int FIRST_ROOM = 64;

    // Debts by number; free ones are linked by their debtor.
    private int[] debtors = new int[FIRST_ROOM];
    private int[] creditors = new int[FIRST_ROOM];
    private long[] amountsMinor = new long[FIRST_ROOM];
    private int[] placeAtDebtor = new int[FIRST_ROOM];
    private int[] placeAtCreditor = new int[FIRST_ROOM];
    private int free = NONE;
    private int numbered;
    private int count;

    private final Rows owed = new Rows();
    private final Rows owing = new Rows();
    private final PairTable numbers = new PairTable();

    /** Numbers of debts by node. */
    private static final class Rows {

        private int[][] debts = new int[FIRST_ROOM][];
        private int[] lengths = new int[FIRST_ROOM];

        int length(int node) {
            return node < lengths.length ? lengths[node] : 0;
        }

        int at(int node, int place) {
            return debts[node][place];
        }

        /** Its place. */
        int add(int node, int debt) {
            if (node >= lengths.length) {
                int room = Math.max(node + 1, lengths.length + (lengths.length >> 1));
                debts = Arrays.copyOf(debts, room);
                lengths = Arrays.copyOf(lengths, room);
            }
            int place = lengths[node]++;
            if (debts[node] == null) {
                debts[node] = new int[2];
            } else if (place == debts[node].length) {
                debts[node] = Arrays.copyOf(debts[node], place + (place >> 1) + 1);
            }
            debts[node][place] = debt;
            return place;
        }

        /** The debt that now stands in the place, which may be the same one where it was the last. */
        int remove(int node, int place) {
            int moved = debts[node][--lengths[node]];
            debts[node][place] = moved;
            return moved;
        }
    }

    /** Makes a book without debts. */
    public OpenDebts() {}

    /** How many debts there are. */
    public int count() {
        return count;
    }

    /**
     * Somebody owes somebody more: what these owe in return is cancelled first.
     *
     * @param debtor a node, at least 0
     * @param creditor another one
     * @param amountMinor how much, at least 1 and together with what is owed already within a {@code long}
     * @return what was cancelled
     */
    public long owe(int debtor, int creditor, long amountMinor) {
        Checks.require(Math.min(debtor, creditor) >= 0 && debtor != creditor, "Two nodes have a debt.");
        Checks.require(amountMinor >= 1, "A debt is of something.");
        int opposite = numbers.find(creditor, debtor);
        long cancelled = opposite == NONE ? 0 : Math.min(amountMinor, amountsMinor[opposite]);
        if (cancelled > 0) {
            takeOff(opposite, cancelled);
        }
        long more = amountMinor - cancelled;
        if (more > 0) {
            int debt = numbers.find(debtor, creditor);
            if (debt == NONE) {
                open(debtor, creditor, more);
            } else {
                amountsMinor[debt] = Math.addExact(amountsMinor[debt], more);
            }
        }
        return cancelled;
    }

    /**
     * Takes a cycle off.
     *
     * @return false when one of its debts is not there or smaller; then nothing was changed
     */
    public boolean clear(Cycle cycle) {
        for (int position = 0; position < cycle.hops(); position++) {
            if (clearableMinor(cycle.debtor(position), cycle.creditor(position)) < cycle.amountMinor()) {
                return false;
            }
        }
        for (int position = 0; position < cycle.hops(); position++) {
            takeOff(numbers.find(cycle.debtor(position), cycle.creditor(position)), cycle.amountMinor());
        }
        return true;
    }

    @Override
    public long clearableMinor(int debtor, int creditor) {
        int debt = numbers.find(debtor, creditor);
        return debt == NONE ? 0 : amountsMinor[debt];
    }

    @Override
    public void forEachCreditor(int debtor, CreditorVisitor visitor) {
        for (int place = 0; place < owed.length(debtor); place++) {
            int debt = owed.at(debtor, place);
            if (!visitor.visit(creditors[debt], amountsMinor[debt])) {
                return;
            }
        }
    }

    /** Goes through the debts of the one who has fewer. */
    @Override
    public void forEachBetween(int from, int to, CreditorVisitor visitor) {
        boolean fewerOwed = owed.length(from) <= owing.length(to);
        Rows rows = fewerOwed ? owed : owing;
        int node = fewerOwed ? from : to;
        int length = rows.length(node);
        for (int place = 0; place < length; place++) {
            int debt = rows.at(node, place);
            int between = fewerOwed ? creditors[debt] : debtors[debt];
            int other = fewerOwed ? numbers.find(between, to) : numbers.find(from, between);
            if (other != NONE && !visitor.visit(between, Math.min(amountsMinor[debt], amountsMinor[other]))) {
                return;
            }
        }
    }

    /** Sees each debt once, in no order. */
    public void forEach(DebtVisitor visitor) {
        for (int debt = 0; debt < numbered; debt++) {
            if (amountsMinor[debt] > 0) {
                visitor.visit(debtors[debt], creditors[debt], amountsMinor[debt]);
            }
        }
    }

    /** Sees a debt. */
    @FunctionalInterface
    public interface DebtVisitor {
        /** Sees a debt. */
        void visit(int debtor, int creditor, long amountMinor);
    }

    private void open(int debtor, int creditor, long amountMinor) {
        int debt = free;
        if (debt == NONE) {
            debt = numbered++;
            if (debt == debtors.length) {
                grow(debt + (debt >> 1));
            }
        } else {
            free = debtors[debt];
        }
        debtors[debt] = debtor;
        creditors[debt] = creditor;
        amountsMinor[debt] = amountMinor;
        placeAtDebtor[debt] = owed.add(debtor, debt);
        placeAtCreditor[debt] = owing.add(creditor, debt);
        numbers.put(debtor, creditor, debt);
        count++;
    }

    private void grow(int room) {
        debtors = Arrays.copyOf(debtors, room);
        creditors = Arrays.copyOf(creditors, room);
        amountsMinor = Arrays.copyOf(amountsMinor, room);
        placeAtDebtor = Arrays.copyOf(placeAtDebtor, room);
        placeAtCreditor = Arrays.copyOf(placeAtCreditor, room);
    }

    private void takeOff(int debt, long amountMinor) {
        amountsMinor[debt] -= amountMinor;
        if (amountsMinor[debt] > 0) {
            return;
        }
        int moved = owed.remove(debtors[debt], placeAtDebtor[debt]);
        placeAtDebtor[moved] = placeAtDebtor[debt];
        moved = owing.remove(creditors[debt], placeAtCreditor[debt]);
        placeAtCreditor[moved] = placeAtCreditor[debt];
        numbers.remove(debtors[debt], creditors[debt]);
        debtors[debt] = free;
        free = debt;
        count--;
    }
}
