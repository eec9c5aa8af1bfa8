package org.tallystick.sync.faults;

import java.util.Random;

/**
 * What goes wrong between wallets and a hub.
 *
 * @param delayUs a message waits up to so many microseconds
 * @param bytewise whether each byte goes alone
 * @param cutPerMille of the messages, at any byte of them
 * @param silent whether nothing passes although all connections stay open
 * @param droppedPerMille of the frames of a socket
 * @param doubledPerMille of the frames of a socket
 * @param reordered whether the frames of a socket overtake one another, each at most {@link #WINDOW} others
 * @param away whether there is no connection at all
 * @param deaf whether nothing that happens is told, while sockets live and pings are answered
 */
record Faults(
        int delayUs,
        boolean bytewise,
        int cutPerMille,
        boolean silent,
        int droppedPerMille,
        int doubledPerMille,
        boolean reordered,
        boolean away,
        boolean deaf) {

    static final int WINDOW = 32;

    static final Faults NONE = new Faults(0, false, 0, false, 0, 0, false, false, false);

    static final Faults AWAY = new Faults(0, false, 0, false, 0, 0, false, true, false);

    static final Faults SILENT = new Faults(0, false, 0, true, 0, 0, false, false, false);

    static final Faults DEAF = new Faults(0, false, 0, false, 0, 0, false, false, true);

    /** An hour away, silence, deafness, or some of the others at once. */
    static Faults draw(Random random) {
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> AWAY;
            case 4, 5, 6, 7 -> SILENT;
            case 8 -> DEAF;
            default ->
                new Faults(
                        random.nextInt(3) == 0 ? 2_000 : 0,
                        random.nextInt(3) == 0,
                        random.nextInt(2) == 0 ? 20 + random.nextInt(200) : 0,
                        false,
                        random.nextInt(2) == 0 ? random.nextInt(1_000) : 0,
                        random.nextInt(2) == 0 ? random.nextInt(1_000) : 0,
                        random.nextInt(2) == 0,
                        false,
                        false);
        };
    }
}
