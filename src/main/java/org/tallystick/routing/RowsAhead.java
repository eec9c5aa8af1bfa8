package org.tallystick.routing;

/**
 * Looks at the beginnings of several rows before the first of them is scanned, so that memory brings all of them at once and not one
 * after the other. Bound to its finder's thread.
 */
final class RowsAhead {

    /** So many rows are begun to be read at once. */
    static final int ROWS = 16;

    /** Words that come together: a line of 64 bytes. */
    private static final int LINE = 8;

    private final int[] pieces = new int[ROWS];
    private final long[] headers = new long[ROWS];

    /** All that was looked at and not asked for, so that no compiler leaves the looking out. */
    private long seen;

    /** Looks at the rows of nodes, from one place in the queue to before another, at most {@link #ROWS} of them. */
    void look(Rows rows, SlotPages.Table table, int[] queue, int begin, int end) {
        for (int at = begin; at < end; at++) {
            int piece = rows.firstPiece(queue[at]);
            pieces[at - begin] = piece;
            if (piece != Rows.NONE) {
                long[] words = table.wordsAround(piece);
                int header = piece & SlotPages.SLOT_MASK;
                int degree = rows.degree(queue[at]);
                headers[at - begin] = words[header];
                seen ^= words[Math.min(SlotPages.SLOT_MASK, header + Math.min(LINE, degree))]
                        ^ words[Math.min(SlotPages.SLOT_MASK, header + Math.min(2 * LINE, degree))];
            }
        }
    }

    /** The first piece of one of the rows, {@link Rows#NONE} where it has none. */
    int piece(int row) {
        return pieces[row];
    }

    /** The header of that piece. */
    long header(int row) {
        return headers[row];
    }
}
