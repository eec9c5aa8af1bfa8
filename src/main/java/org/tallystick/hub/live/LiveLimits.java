package org.tallystick.hub.live;

import static org.tallystick.base.Checks.require;

/**
 * Bounds of the WebSocket.
 *
 * @param sockets most at once
 * @param socketsEach most of one participant
 * @param frameBytes the longest message of a client
 * @param queue most frames that wait for one reader
 * @param queuedCharacters most characters that wait for all readers
 * @param sendMs how long one frame may take to be read
 * @param goodbyeMs how long a peer has to take the goodbye
 * @param listenMs how long a client has to say where it wants to go on, before events begin to go out
 * @param pingMs how often a silent peer is asked whether it is there
 * @param silentMs how long a peer may say nothing at all
 * @param messagesPerSecond how many messages a client may send in the long run
 * @param burst how many at once
 * @param errors how many messages in a row may be wrong
 * @param replay most events that one {@code resume} gives
 */
public record LiveLimits(
        int sockets,
        int socketsEach,
        int frameBytes,
        int queue,
        long queuedCharacters,
        long sendMs,
        long goodbyeMs,
        long listenMs,
        long pingMs,
        long silentMs,
        int messagesPerSecond,
        int burst,
        int errors,
        int replay) {

    /** Those of the API map. */
    public static final LiveLimits DEFAULT =
            new LiveLimits(2_000, 16, 64 << 10, 256, 16 << 20, 30_000, 2_000, 250, 30_000, 90_000, 10, 40, 16, 10_000);

    /** Checks the bounds. */
    public LiveLimits {
        require(sockets > 0 && socketsEach > 0 && frameBytes > 0 && queue > 0, "There may be some of everything");
        require(
                pingMs > 0 && silentMs > pingMs && sendMs > 0 && goodbyeMs > 0 && listenMs >= 0,
                "Who is asked has time to answer");
        require(messagesPerSecond > 0 && burst > 0 && errors > 0 && replay > 0, "A client may say something");
    }
}
