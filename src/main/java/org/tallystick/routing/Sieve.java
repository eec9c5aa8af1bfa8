package org.tallystick.routing;

/**
 * Picks out of a row whom a search has to look at: who bears enough, or may do so although their word does not tell; who is neither
 * on the search's side already nor barred; and, where only bridges matter, who is on the other side. Nobody could foretell the answers,
 * so that they are reckoned and not branched on: what the marks of a neighbour mean is one number, which lifts its magnitude above all
 * others, or sinks it below them, or leaves it as it is. Bound to its finder's thread.
 */
final class Sieve {

    /** The most neighbours that are looked at together. */
    static final int STRETCH = Long.SIZE;

    /** Above every magnitude. */
    private static final int FAR = 1 << 20;

    private static final int ALL_MARKS = 32;
    private static final int FROM_PAYEE = 1;
    private static final int TOUCHED = 2;
    private static final int BRIDGES = 4;
    private static final int[][] LIFTS = lifts();

    private byte[] marks = new byte[0];
    private int below;

    /** Begins a search for whoever bears at least an amount of some magnitude. */
    void begin(byte[] allMarks, int leastMagnitude) {
        marks = allMarks;
        below = leastMagnitude - 1;
    }

    /**
     * What the marks of a neighbour mean to a scan.
     *
     * @param fromPayee whether it goes against the arcs
     * @param touched whether the row's owner is next to what flows
     * @param onlyBridges whether only those matter who are on the other side
     */
    static int[] lifts(boolean fromPayee, boolean touched, boolean onlyBridges) {
        return LIFTS[(fromPayee ? FROM_PAYEE : 0) | (touched ? TOUCHED : 0) | (onlyBridges ? BRIDGES : 0)];
    }

    /**
     * Picks out of a stretch.
     *
     * @param words in which the stretch lies, from {@code begin} to before {@code end}, at most {@link #STRETCH}
     * @param shift where in a word the magnitude stands
     * @param bits which bits of it count
     * @param lifts what marks mean
     * @return a bit for each that was picked, the lowest for the first
     */
    long pick(long[] words, int begin, int end, int shift, int bits, int[] lifts) {
        byte[] nodeMarks = marks;
        int most = below;
        long picked = 0;
        for (int i = begin; i < end; i++) {
            long word = words[i];
            int bears = ((int) (word >>> shift) & bits) + lifts[nodeMarks[ArcWord.neighbour(word)]];
            // The sign of the difference says yes.
            picked = picked >>> 1 | ((long) (most - bears) & Long.MIN_VALUE);
        }
        return picked >>> (begin - end);
    }

    private static int[][] lifts() {
        int[][] all = new int[8][ALL_MARKS];
        for (int scan = 0; scan < all.length; scan++) {
            boolean fromPayee = (scan & FROM_PAYEE) != 0;
            int near = fromPayee ? Terrain.FROM_PAYEE : Terrain.FROM_PAYER;
            int far = fromPayee ? Terrain.FROM_PAYER : Terrain.FROM_PAYEE;
            int special = (fromPayee ? 0 : Terrain.GOAL) | ((scan & TOUCHED) != 0 ? Terrain.TOUCHED : 0);
            int wanted = (scan & BRIDGES) != 0 ? far : 0;
            for (int mark = 0; mark < ALL_MARKS; mark++) {
                boolean fits = (mark & (near | Terrain.BARRED | wanted)) == wanted;
                all[scan][mark] = !fits ? -FAR : (mark & special) != 0 ? FAR : 0;
            }
        }
        return all;
    }
}
