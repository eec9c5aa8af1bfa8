package org.tallystick.node;

import org.tallystick.ledger.Refusal;

/** A statement cannot be used as it stands; thrown while it is read, on the caller's thread. */
public final class StatementRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /**
     * Makes the exception.
     *
     * @param refusal why
     */
    public StatementRefused(Refusal refusal) {
        super(refusal.code().name(), null, false, false);
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
