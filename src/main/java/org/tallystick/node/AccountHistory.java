package org.tallystick.node;

import java.util.List;
import java.util.OptionalLong;
import org.tallystick.store.AsOf;
import org.tallystick.store.ProjectionUnavailable;

/**
 * Which transactions touched an account, as the projection knows them: what a room's queries about an account build on. Any
 * thread.
 */
public interface AccountHistory {

    /** The most entries of one page. */
    int MAX_PAGE = 1_000;

    /**
     * A transaction that touched an account.
     *
     * @param seq the account's count with this transaction, from 1
     * @param place where it stands
     * @param netChanged whether it changed the account's net in some equivalent, or only passed through or named it
     */
    record Entry(long seq, Place place, boolean netChanged) {}

    /**
     * Some entries, the latest first.
     *
     * @param entries in order
     * @param next where the next page begins, or nothing when there is none; may be there with no entries at all
     */
    record Page(List<Entry> entries, OptionalLong next) {

        /** Keeps an unmodifiable copy. */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A page of what touched an account, the latest first.
     *
     * @param account its number
     * @param from {@link Page#next()} of the page before, or nothing for the first page
     * @param onlyNetChanges whether entries that left the net alone are passed over
     * @param limit how many entries at most, 1 to {@link #MAX_PAGE}
     */
    AsOf<Page> latest(int account, OptionalLong from, boolean onlyNetChanges, int limit)
            throws ProjectionUnavailable, InterruptedException;

    /**
     * What touched an account after one of its transactions, the earliest first. Counts have no gaps: when the first entry's
     * is not the next one, it lies too far back for one answer.
     *
     * @param account its number
     * @param seq the account's count that is known already, 0 for nothing
     * @param limit how many entries at most, 1 to {@link #MAX_PAGE}
     */
    AsOf<List<Entry>> after(int account, long seq, int limit) throws ProjectionUnavailable, InterruptedException;
}
