package org.tallystick.sync.reference;

import static org.tallystick.base.Checks.require;

/**
 * How often what is done to keep up.
 *
 * @param pingMs between pings
 * @param deadMs after so long without a word a socket counts as dead
 * @param pollMs between looks at the account, since most of what happens is never told
 * @param firstRetryMs before the first try to connect again
 * @param lastRetryMs between tries at most
 */
record Rhythm(long pingMs, long deadMs, long pollMs, long firstRetryMs, long lastRetryMs) {

    /** Few calls, since such a hub takes 120 a minute (GEO facts §9). */
    static final Rhythm USUAL = new Rhythm(30_000, 45_000, 60_000, 1_000, 30_000);

    Rhythm {
        require(pingMs > 0 && pollMs > 0 && firstRetryMs > 0, "Nothing is done without end at once");
        require(deadMs > pingMs && lastRetryMs >= firstRetryMs, "There is time to answer a ping");
    }
}
