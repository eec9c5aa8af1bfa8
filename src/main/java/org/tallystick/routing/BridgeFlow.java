package org.tallystick.routing;

/**
 * Sends as much as there is over ways of growing length, over each bridge that a {@link LevelSearch} shows and from its ends back the
 * way they were reached, while it still searches, and searches anew until nothing is left that could be sent. After Y. Dinitz (1970),
 * but a node of which the way back bears nothing more is given up and not asked for another, which would be a scan of its row: the
 * next search finds what is left, and hardly more of them are needed for it. Bound to its finder's thread.
 */
final class BridgeFlow implements Meeting {

    /** Sees each path that something was sent over. */
    @FunctionalInterface
    interface Sent {

        /**
         * Sees a path, after its amount was put on it.
         *
         * @return whether to go on
         */
        boolean path(Path path, long amountMinor);
    }

    private final LevelSearch search;
    private final Path path = new Path();
    private Terrain terrain = new Terrain();
    private Sent sent = (way, amountMinor) -> false;
    private long leastMinor;
    private long leftMinor;
    private boolean hasSent;
    private boolean hasEnough;

    BridgeFlow(LevelSearch search) {
        this.search = search;
    }

    /**
     * Sends all there is.
     *
     * @param where over what; gets what is sent
     * @param least what each path must bear, at least 1
     * @param mostMinor a bound of what can be sent, at which nothing more is looked for; {@link Long#MAX_VALUE} for none
     * @param maxHops most slots of a path
     * @param seer sees each path
     */
    void send(Terrain where, long least, long mostMinor, int maxHops, Sent seer) {
        terrain = where;
        leastMinor = least;
        sent = seer;
        hasEnough = false;
        leftMinor = mostMinor;
        where.look(Terrain.View.RESIDUAL);
        hasSent = leftMinor > 0;
        while (hasSent && !hasEnough) {
            hasSent = false;
            search.searchAll(where, least, maxHops, this);
        }
    }

    @Override
    public boolean over(Ball near, int nearPlace, int slot, Ball far, int farPlace) {
        if (near.isCutOff(nearPlace) || far.isCutOff(farPlace)) {
            return true;
        }
        int bridgeHop = path.across(near, nearPlace, slot, far, farPlace, terrain.table());
        long width = path.width(terrain);
        if (width >= leastMinor) {
            path.addTo(terrain, width);
            hasSent = true;
            leftMinor -= width;
            hasEnough = !sent.path(path, width) || leftMinor == 0;
        }
        giveUp(near, nearPlace, bridgeHop);
        giveUp(far, farPlace, bridgeHop);
        return !hasEnough;
    }

    /** Gives up where the path that was just filled is full. */
    private void giveUp(Ball ball, int from, int bridgeHop) {
        int step = ball.fromPayee ? 1 : -1;
        int hop = bridgeHop + step;
        for (int place = from; place != 0; place = ball.parents[place], hop += step) {
            if (path.isNarrowest(hop)) {
                ball.useUp(place);
                ball.useUp(from);
                return;
            }
        }
    }
}
