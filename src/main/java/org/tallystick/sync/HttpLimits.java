package org.tallystick.sync;

import static org.tallystick.base.Checks.require;

/**
 * How long a wallet waits for a hub, and how much it takes from it.
 *
 * @param connectMs until there is a connection
 * @param readMs between two pieces of an answer
 * @param writeMs between two pieces of a question
 * @param callMs for all of a call
 * @param bodyBytes the longest answer
 */
public record HttpLimits(int connectMs, int readMs, int writeMs, int callMs, int bodyBytes) {

    /** What does for a hub on the other side of the world. */
    public static final HttpLimits DEFAULT = new HttpLimits(5_000, 15_000, 15_000, 25_000, 8 << 20);

    /** Refuses limits that are none: zero would mean for ever. */
    public HttpLimits {
        require(connectMs > 0 && readMs > 0 && writeMs > 0 && callMs > 0 && bodyBytes > 0, "Every limit is one");
    }
}
