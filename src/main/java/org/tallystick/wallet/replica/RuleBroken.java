package org.tallystick.wallet.replica;

/** A transaction breaks a rule; caught where the proofs are at hand. */
final class RuleBroken extends Exception {

    private static final long serialVersionUID = 1L;

    private final Violation.Kind kind;

    RuleBroken(Violation.Kind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }

    Violation.Kind kind() {
        return kind;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    /** Throws where a rule does not hold. */
    static void unless(boolean holds, Violation.Kind kind, String what) throws RuleBroken {
        if (!holds) {
            throw new RuleBroken(kind, what);
        }
    }
}
