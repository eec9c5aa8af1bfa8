package org.tallystick.clearing;

import java.util.List;

/**
 * Finds the triangles that a new debt closes, to be cleared at once after a payment. Shorter cycles do not exist, since
 * between two nodes there is a debt in one direction at most. Belongs to one thread at a time.
 */
public final class CycleFinder {

    /** Makes a finder. */
    public CycleFinder() {}

    /**
     * The triangles through a debt, largest amount first (of equal ones, the one over the smaller node), until the debt or
     * the triangles are used up. They hold together: applying all of them in any order takes no debt below what may be
     * cleared.
     *
     * @param debts the equivalent's debts, the new one included
     * @param debtor who owes in the new debt; the first node of each cycle
     * @param creditor who is owed; the second node of each cycle
     * @param workLimit most debts to look at, at least 1; what lies beyond is not seen
     */
    public List<Cycle> trianglesThrough(Debts debts, int debtor, int creditor, long workLimit) {
        throw new UnsupportedOperationException("Not built yet.");
    }
}
