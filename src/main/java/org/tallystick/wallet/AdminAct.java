package org.tallystick.wallet;

import java.util.Locale;
import org.tallystick.identity.Pid;

/** What somebody who governs a hub can do; each is a statement of theirs, in the chain for good. Immutable. */
public sealed interface AdminAct {

    /** What may become of somebody's account. */
    enum Step {
        /** Who waits takes part. */
        APPROVE,
        /** Who takes part stops for a while. */
        FREEZE,
        /** And goes on. */
        UNFREEZE,
        /** Who takes part, did, or asked to, is excluded. */
        BAN,
        /** Who was excluded takes part again. */
        UNBAN;

        /** The verb of the statement. */
        String verb() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody takes part, or does not. */
    record Standing(Pid person, Step step) implements AdminAct {}

    /** There is a new unit; its decimals never change. */
    record Define(Unit unit) implements AdminAct {}

    /**
     * A unit is offered for new lines, or not any more; what is owed in it stays.
     *
     * @param code the unit's
     */
    record Offer(String code, boolean offered) implements AdminAct {}

    /**
     * How newcomers become participants.
     *
     * @param needed whether each waits until somebody approves them
     */
    record Approval(boolean needed) implements AdminAct {}
}
