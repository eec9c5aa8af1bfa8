package org.tallystick.routing;

/**
 * One neighbour in a row of the graph, packed into 64 bits so that a scan reads nothing else: who it is, and in steps of a
 * sixteenth of a power of two how much an arc bears. Pure functions.
 *
 * <p>Bits 0 to 31: the neighbour. 32 to 41: what may pass from the row's owner through the neighbour; 42 to 51: what may pass
 * from the neighbour through the owner; 52 to 61: what the neighbour may pay the owner. All policies of one arc, frozen
 * participants and dead ends are worked in, so that one comparison tests them all. 62 and 63: flags.
 */
final class ArcWord {

    /** Where the magnitude of what may pass onward from the owner through the neighbour stands. */
    static final int OUTWARD_SHIFT = 32;

    /** Where the magnitude of what may pass onward from the neighbour through the owner stands. */
    static final int INWARD_SHIFT = 42;

    /** Where the magnitude of what the neighbour may pay the owner stands. */
    static final int PAID_SHIFT = 52;

    /** The neighbour hangs below the owner: no way through it comes back. */
    static final long DEAD_END = 1L << 62;

    /** The owner or the neighbour takes no part: nothing passes between them. */
    private static final long SHUT = 1L << 63;

    private static final int MAGNITUDE_MASK = 0x3FF;
    private static final int FRACTION_BITS = 4;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;

    private ArcWord() {}

    static long of(int neighbour) {
        return neighbour & 0xFFFF_FFFFL;
    }

    static int neighbour(long word) {
        return (int) word;
    }

    /**
     * The word with all of its magnitudes anew, for two who take part; through a dead end nothing passes.
     *
     * @param onward of what may pass from the owner through the neighbour
     * @param backOnward of what may pass from the neighbour through the owner
     * @param paid of what the neighbour may pay the owner
     */
    static long of(long word, int onward, int backOnward, int paid) {
        long kept = word & (DEAD_END | 0xFFFF_FFFFL);
        if (isDeadEnd(word)) {
            return kept;
        }
        return kept | (long) onward << OUTWARD_SHIFT | (long) backOnward << INWARD_SHIFT | (long) paid << PAID_SHIFT;
    }

    /** The word for two of whom one takes no part. */
    static long shut(long word) {
        return SHUT | (word & (DEAD_END | 0xFFFF_FFFFL));
    }

    /** Whether one of the two takes no part. */
    static boolean isShut(long word) {
        return word < 0;
    }

    /** The magnitude that stands at a shift. */
    static int magnitude(long word, int shift) {
        return (int) (word >>> shift) & MAGNITUDE_MASK;
    }

    static boolean isDeadEnd(long word) {
        return (word & DEAD_END) != 0;
    }

    /**
     * The order of magnitude of an amount: 0 for nothing, at least 1 for anything, never less for more. Of different
     * magnitudes the larger belongs to the larger amount; of equal ones only the amounts can tell.
     *
     * @param amountMinor 0 to {@link Long#MAX_VALUE}
     */
    static int magnitude(long amountMinor) {
        if (amountMinor == 0) {
            return 0;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(amountMinor);
        int shift = exponent - FRACTION_BITS;
        long fraction = shift >= 0 ? amountMinor >>> shift : amountMinor << -shift;
        return 1 + (exponent << FRACTION_BITS) + (int) (fraction & FRACTION_MASK);
    }
}
