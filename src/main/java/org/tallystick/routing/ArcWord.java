package org.tallystick.routing;

/**
 * One neighbour in a row of the graph, packed into 64 bits so that a scan reads nothing else: who it is, and in steps of a
 * 256th of a power of two how much an arc bears. Pure functions.
 *
 * <p>Bits 0 to 31: the neighbour. 32 to 45: what may pass from the row's owner through the neighbour; 46 to 59: what may pass
 * from the neighbour through the owner; 60: whether the neighbour may pay the owner more than that. 61: whether a policy rules what may
 * pass through the neighbour. 62: whether the neighbour is a dead end. 63: whether one of the two takes no part. All of that is
 * worked into the magnitudes, so that one comparison tests it.
 */
final class ArcWord {

    /** Where the magnitude of what may pass onward from the owner through the neighbour stands. */
    static final int OUTWARD_SHIFT = 32;

    /** Where the magnitude of what may pass onward from the neighbour through the owner stands. */
    static final int INWARD_SHIFT = 46;

    /** The neighbour may pay the owner more than may pass on through the owner. */
    static final long PAYS_MORE = 1L << 60;

    /** A policy rules what may pass on from the owner through the neighbour. */
    private static final long RULED = 1L << 61;

    /** All bits of a magnitude. */
    static final int MAGNITUDE = 0x3FFF;

    /** The bits of an inward magnitude and above them {@link #PAYS_MORE}, so that who may pay more is above every magnitude. */
    static final int MAGNITUDE_OR_MORE = 0x7FFF;

    /** The neighbour hangs below the owner: no way through it comes back. */
    static final long DEAD_END = 1L << 62;

    /** The owner or the neighbour takes no part: nothing passes between them. */
    private static final long SHUT = 1L << 63;

    private static final long NEIGHBOUR = 0xFFFF_FFFFL;

    // Of a double, how far its first eight bits after the point are from the end, and what stands there for 1, less 1.
    private static final int FRACTION_SHIFT = 44;
    private static final int NOTHING = (1023 << 8) - 1;

    private ArcWord() {}

    static long of(int neighbour) {
        return neighbour & NEIGHBOUR;
    }

    static int neighbour(long word) {
        return (int) word;
    }

    /**
     * The word for two who take part, without magnitudes.
     *
     * @param ruled whether a policy rules what may pass from the owner through the neighbour
     */
    static long open(long word, boolean ruled) {
        return word & (DEAD_END | NEIGHBOUR) | (ruled ? RULED : 0);
    }

    /**
     * The word with all of its magnitudes anew, for two who take part; through a dead end nothing passes.
     *
     * @param onward of what may pass from the owner through the neighbour
     * @param backOnward of what may pass from the neighbour through the owner
     * @param paysMore whether the neighbour may pay the owner more than that
     */
    static long of(long word, int onward, int backOnward, boolean paysMore) {
        long kept = word & (DEAD_END | RULED | NEIGHBOUR);
        if (isDeadEnd(word)) {
            return kept;
        }
        long magnitudes = (long) onward << OUTWARD_SHIFT | (long) backOnward << INWARD_SHIFT;
        return kept | magnitudes | (paysMore ? PAYS_MORE : 0);
    }

    /** The word for two of whom one takes no part. */
    static long shut(long word) {
        return SHUT | (word & (DEAD_END | NEIGHBOUR));
    }

    /** Whether one of the two takes no part. */
    static boolean isShut(long word) {
        return word < 0;
    }

    /** Whether a policy rules what may pass from the owner through the neighbour; else there is none to look up. */
    static boolean isRuled(long word) {
        return (word & RULED) != 0;
    }

    /** The magnitude that stands at a shift. */
    static int magnitude(long word, int shift) {
        return (int) (word >>> shift) & MAGNITUDE;
    }

    static boolean isDeadEnd(long word) {
        return (word & DEAD_END) != 0;
    }

    /**
     * The order of magnitude of an amount: 0 for nothing, at least 1 for anything, never less for more. Of different
     * magnitudes the larger belongs to the larger amount; of equal ones only the amounts can tell. It is the upper part of the
     * amount as a double (IEEE 754), exponent and first bits after the point, which grows with it.
     *
     * @param amountMinor 0 to {@link Long#MAX_VALUE}
     */
    static int magnitude(long amountMinor) {
        return Math.max(0, (int) (Double.doubleToRawLongBits((double) amountMinor) >>> FRACTION_SHIFT) - NOTHING);
    }
}
