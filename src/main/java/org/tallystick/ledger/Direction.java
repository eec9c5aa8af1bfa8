package org.tallystick.ledger;

import java.util.Locale;

/** The two ways in which the debt on a trust line moves. */
public enum Direction {
    /** The debtor of the line owes more: the way from debtor to creditor. */
    OWE,
    /** The debtor of the line owes less: the way from creditor to debtor. */
    CANCEL;

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
