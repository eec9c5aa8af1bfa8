package org.tallystick.wallet;

import java.util.List;

/** What came of leaving a hub. A value. */
public sealed interface HubLeaving {

    /** The wallet forgot the hub. The account stays there, with what is owed, and the words open it again. */
    record Left() implements HubLeaving {}

    /**
     * Something is owed or held there; nothing was done.
     *
     * @param open the units in which something is
     */
    record DebtsOpen(List<UnitStanding> open) implements HubLeaving {

        /** Keeps an unmodifiable copy. */
        public DebtsOpen {
            open = List.copyOf(open);
        }
    }

    /** A payment is on its way there whose outcome nobody knows; nothing was done. */
    record PaymentsOpen(int payments) implements HubLeaving {}

    /** What is owed there is not known, because it does not answer; nothing was done. */
    record Silent() implements HubLeaving {}

    /** The hub is this program, or the only one; nothing was done. */
    record NotThis() implements HubLeaving {}

    /**
     * It could not be written down; nothing was done.
     *
     * @param what one clause
     */
    record NotWritten(String what) implements HubLeaving {}
}
