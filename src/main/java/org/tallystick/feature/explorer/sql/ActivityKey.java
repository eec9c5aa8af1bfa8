package org.tallystick.feature.explorer.sql;

import static org.tallystick.base.Checks.invariant;

/**
 * Keys of the table of activity. Touches are counted from the first block on; 65,536 of them make a window, and a key is
 * window, account, and the touch's place in the window. So the rows of an account stand together within a window, in the
 * order of the chain, and all that is being written lies in one small part of the table: with account and count alone as the
 * key each row went to a page of its own, which cost three times the CPU and eight times the bytes written.
 */
final class ActivityKey {

    /** How many touches make a window. */
    static final long WINDOW = 1L << 16;

    private static final int ORDINAL_BITS = 16;
    private static final int ACCOUNT_BITS = 25;
    private static final int MAX_ACCOUNT = (1 << ACCOUNT_BITS) - 1;
    private static final long MAX_WINDOW = (1L << (63 - ORDINAL_BITS - ACCOUNT_BITS)) - 1;

    private ActivityKey() {}

    /**
     * The key of a touch.
     *
     * @param touch how many touches there were before
     * @param account who was touched
     */
    static long of(long touch, int account) {
        return first(windowOf(touch), account) | (touch & (WINDOW - 1));
    }

    /**
     * How an account's end of a payment stands in the table.
     *
     * @param changeMinor by how much its net changed, 0 where it is at neither end
     */
    static int paymentEnd(long changeMinor) {
        return Long.signum(changeMinor);
    }

    /** The window of a touch. */
    static long windowOf(long touch) {
        return touch >> ORDINAL_BITS;
    }

    /** The window of a key. */
    static long windowOfKey(long key) {
        return key >> (ORDINAL_BITS + ACCOUNT_BITS);
    }

    /** The lowest key of an account in a window. */
    static long first(long window, int account) {
        invariant(account >= 0 && account <= MAX_ACCOUNT, "The table of activity has room for 33 million accounts");
        invariant(window >= 0 && window <= MAX_WINDOW, "The table of activity has room for 2^38 touches");
        return ((window << ACCOUNT_BITS) | account) << ORDINAL_BITS;
    }

    /** The highest key of an account in a window. */
    static long last(long window, int account) {
        return first(window, account) | (WINDOW - 1);
    }
}
