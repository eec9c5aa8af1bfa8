package org.tallystick.clearing;

/**
 * The debts of one equivalent as clearing sees them; given by the caller, asked on the caller's thread, and unchanged while
 * a search runs. Between two nodes there is a debt in one direction at most.
 */
public interface Debts {

    /**
     * What may be cleared of the debt from {@code debtor} to {@code creditor}, in minor units: the debt where the creditor's
     * line consents ({@code auto_clearing}), less what holds need of it; 0 where there is no debt or no consent.
     */
    long clearableMinor(int debtor, int creditor);

    /**
     * Visits whom a node owes something that may be cleared, each creditor once, in an order that depends on the history of
     * the debts only. Stops when the visitor says so.
     */
    void forEachCreditor(int debtor, CreditorVisitor visitor);

    /**
     * Visits the nodes between two others: whom the one owes something that may be cleared, and who owe the other such a
     * debt. Each once, in an order that depends on the history of the debts only. Stops when the visitor says so. Whoever can
     * tell neighbours without looking at each debt does it faster than this.
     *
     * @param from where the ways begin
     * @param to where they end
     * @param visitor sees the node between, and the smaller of what may be cleared before and behind it
     */
    default void forEachBetween(int from, int to, CreditorVisitor visitor) {
        forEachCreditor(from, (node, clearableMinor) -> {
            long amountMinor = node == to ? 0 : Math.min(clearableMinor, clearableMinor(node, to));
            return amountMinor <= 0 || visitor.visit(node, amountMinor);
        });
    }

    /** Sees the debts of one debtor. */
    @FunctionalInterface
    interface CreditorVisitor {

        /**
         * Sees one debt.
         *
         * @param creditor whom the debtor owes
         * @param clearableMinor as {@link Debts#clearableMinor}; a debt of which nothing may be cleared can be left out or
         *     shown with 0
         * @return whether to go on
         */
        boolean visit(int creditor, long clearableMinor);
    }
}
