package org.tallystick.wallet;

import org.tallystick.journal.JournalOpening;
import org.tallystick.journal.RecoveryReport;

/** What came of opening an owner's journal. Only {@link Opened} serves; the others changed nothing. */
public sealed interface OwnerOpening {

    /**
     * It is whole.
     *
     * @param journal to be closed
     * @param report what was found and done
     */
    record Opened(OwnerJournal journal, RecoveryReport report) implements OwnerOpening {}

    /**
     * The files do not serve: there are none, they are damaged, or acknowledged entries are missing.
     *
     * @param why as the journal says it
     */
    record NotServed(JournalOpening why) implements OwnerOpening {}

    /** It is the journal of another owner. */
    record OfAnother() implements OwnerOpening {}

    /**
     * A newer program wrote something that this one does not know.
     *
     * @param height of the entry
     * @param entry what it calls itself
     * @param version the version it says
     */
    record UnknownEntry(long height, String entry, long version) implements OwnerOpening {}

    /**
     * The entries are not the chain that was written.
     *
     * @param height of the first that does not follow
     * @param what one clause, without content
     */
    record Broken(long height, String what) implements OwnerOpening {}
}
