/**
 * The WebSocket of a hub (API map, {@code GET /ws}; {@code src/docs/live.md}): who is connected, what they are told as it happens,
 * and what they missed.
 *
 * <p>Threads: one follower of the node makes events and lays them into bounded queues; each socket that has something to send has
 * a virtual thread for as long as it has; one more looks after tokens that run out and peers that are gone. Nobody waits for a slow
 * reader.
 */
@NullMarked
package org.tallystick.hub.live;

import org.jspecify.annotations.NullMarked;
