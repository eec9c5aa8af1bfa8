package org.tallystick.node;

import java.util.List;
import java.util.Optional;
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
     * Which payments of an account are asked for.
     *
     * @param end on which end of them it stands, or nothing for either
     * @param equivalent the code of the unit, or nothing for any
     * @param fromMs block time of the first that counts, if there is a bound
     * @param untilMs block time of the last that counts, if there is a bound
     */
    record PaymentFilter(Optional<End> end, Optional<String> equivalent, OptionalLong fromMs, OptionalLong untilMs) {}

    /** The end of a payment on which somebody stands. */
    enum End {
        /** Their net fell. */
        PAYER,
        /** Their net rose. */
        PAYEE
    }

    /**
     * Some of the payments that an account made or got, the latest first.
     *
     * @param total how many there are
     * @param places of those that were asked for
     */
    record Payments(long total, List<Place> places) {

        /** Keeps an unmodifiable copy. */
        public Payments {
            places = List.copyOf(places);
        }
    }

    /**
     * The payments that an account made or got, the latest first, and how many there are.
     *
     * @param account its number
     * @param filter which of them
     * @param offset how many are passed over
     * @param limit how many places at most, 1 to {@link #MAX_PAGE}
     */
    AsOf<Payments> payments(int account, PaymentFilter filter, long offset, int limit)
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
