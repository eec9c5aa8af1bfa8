package org.tallystick.hub.auth;

import org.tallystick.journal.JournalOpening;

/** What came of opening the hub's own journal. Only {@link Opened} serves; the others changed nothing. */
public sealed interface FamiliesOpening {

    /**
     * It is whole.
     *
     * @param families to be closed
     */
    record Opened(Families families) implements FamiliesOpening {}

    /**
     * The files do not serve: they are damaged, or acknowledged entries are missing.
     *
     * @param why as the journal says it
     */
    record NotServed(JournalOpening why) implements FamiliesOpening {}

    /** It is the journal of another hub. */
    record OfAnother() implements FamiliesOpening {}

    /**
     * A newer program wrote something that this one does not know.
     *
     * @param height of the entry
     * @param entry what it calls itself
     * @param version the version it says
     */
    record UnknownEntry(long height, String entry, long version) implements FamiliesOpening {}

    /**
     * The entries are not the chain that was written.
     *
     * @param height of the first that does not follow
     */
    record Broken(long height) implements FamiliesOpening {}
}
