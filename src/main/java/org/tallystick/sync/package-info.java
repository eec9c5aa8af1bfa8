/**
 * A wallet's way to a hub far away (design §5, plan of wallets and hubs over the network): calls over HTTP, proof of who the hub is,
 * logging in, statements, questions, the live socket, and catching up with the feed. Implements the ports of
 * {@code org.tallystick.wallet}; nothing that a hub says is believed here, what is proof is handed on to be checked.
 *
 * <p>Threads: calls wait on the thread that makes them, never the JavaFX thread. A {@link RemoteHub} has one virtual thread of
 * its own, which alone moves its state; sockets hand what they hear to it through a bounded queue.
 */
@NullMarked
package org.tallystick.sync;

import org.jspecify.annotations.NullMarked;
