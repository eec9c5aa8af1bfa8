package org.tallystick.bench;

import java.util.SplittableRandom;

/**
 * Networks that grew by preferential attachment (A.-L. Barabási and R. Albert, 1999), in time linear in their arcs: whoever
 * joins opens lines with ends of lines drawn at random (V. Batagelj and U. Brandes, 2005). Which side of a line gives the
 * credit is drawn too; the other direction is its residual and begins at 0. Limits are Pareto.
 */
final class ScaleFree {

    /** Lines that each newcomer opens: so many arcs with capacity there are for each participant. */
    static final int LINES_EACH = 10;

    /** The exponent of the limits. */
    static final double PARETO_ALPHA = 1.5;

    /** The smallest limit, in minor units. */
    static final long LEAST_MINOR = 1_000;

    /** The largest limit, in minor units, so that no sum overflows in anybody's solver. */
    static final long MOST_MINOR = 1_000_000_000_000L;

    private ScaleFree() {}

    /** A network of so many participants; the same seed gives the same one. */
    static Network of(int participants, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int lines = lines(participants);
        int[] from = new int[lines];
        int[] to = new int[lines];
        long[] capacityMinor = new long[lines];
        int line = 0;
        for (int newcomer = 1; newcomer < participants; newcomer++) {
            int begun = line;
            for (int i = 0; i < Math.min(newcomer, LINES_EACH); i++) {
                int other = newcomer <= LINES_EACH ? i : unmet(random, from, to, begun, line);
                boolean pays = random.nextBoolean();
                from[line] = pays ? newcomer : other;
                to[line] = pays ? other : newcomer;
                capacityMinor[line] = pareto(random, LEAST_MINOR, MOST_MINOR);
                line++;
            }
        }
        return Network.open(participants + " participants", participants, from, to, capacityMinor);
    }

    /** A Pareto amount of exponent {@link #PARETO_ALPHA}, cut at the most. */
    static long pareto(SplittableRandom random, long leastMinor, long mostMinor) {
        double drawn = leastMinor * Math.pow(1 - random.nextDouble(), -1 / PARETO_ALPHA);
        return Math.min(mostMinor, (long) drawn);
    }

    private static int lines(int participants) {
        int first = Math.min(participants, LINES_EACH + 1);
        return first * (first - 1) / 2 + (participants - first) * LINES_EACH;
    }

    /** An end of a line made before the newcomer came, and none that the newcomer has a line with. */
    private static int unmet(SplittableRandom random, int[] from, int[] to, int begun, int line) {
        while (true) {
            int drawn = random.nextInt(2 * begun);
            int other = (drawn & 1) == 0 ? from[drawn >> 1] : to[drawn >> 1];
            boolean met = false;
            for (int own = begun; own < line; own++) {
                met |= from[own] == other || to[own] == other;
            }
            if (!met) {
                return other;
            }
        }
    }
}
