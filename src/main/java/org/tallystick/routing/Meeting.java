package org.tallystick.routing;

/** Sees the arcs by which the two sides of a search meet, when they are found. */
interface Meeting {

    /**
     * Sees such an arc, a bridge.
     *
     * @param near the side that found it
     * @param nearPlace the place there of the node in whose row it stands
     * @param slot the bridge
     * @param far the other side
     * @param farPlace the place there of the bridge's neighbour
     * @return whether to search on
     */
    boolean over(Ball near, int nearPlace, int slot, Ball far, int farPlace);
}
