package org.tallystick.routing;

/** A way of finding one path. */
interface PathSearch {

    /**
     * Searches for a path.
     *
     * @param terrain what may be used
     * @param leastMinor what each slot of the path must bear, at least 1
     * @param maxHops most slots of the path
     * @param path takes the path; unchanged when there is none
     * @return whether a path was found
     */
    boolean search(Terrain terrain, long leastMinor, int maxHops, Path path);
}
