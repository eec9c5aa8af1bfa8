package org.tallystick.routing;

/**
 * Counts scanned arcs, be it of the graph or of a flow, against a limit: a bound on a search's time that needs no clock. Bound to its
 * finder's thread.
 */
final class Work {

    private long left;
    private boolean ranOut;
    private long limit;
    private long spentBefore;

    /** Begins anew with a limit. */
    void start(long newLimit) {
        spentBefore = spent();
        limit = newLimit;
        left = newLimit;
        ranOut = false;
    }

    /** Takes arcs off what is left; false, now and from then on, when there was not that much. */
    boolean spend(int arcs) {
        left -= arcs;
        if (left < 0) {
            ranOut = true;
        }
        return !ranOut;
    }

    /** Whether the limit was met since the start. */
    boolean ranOut() {
        return ranOut;
    }

    /** How many arcs were taken since this was made. */
    long spent() {
        return spentBefore + limit - left;
    }
}
