/**
 * The node: one ledger thread that joins ledger, routing, clearing, journal and store (design §4). What is shared and durable
 * goes one way: a caller's thread reads and verifies a statement, the ledger thread decides and applies it, the block of
 * all that queued up is written and forced, and only then is anybody answered and the projector told.
 *
 * <p>Rooms bring the rules ({@link org.tallystick.node.Room}); the node knows none of them by name. Everything that says "on
 * the ledger thread" is called by that one thread; {@link org.tallystick.node.Node} itself may be called from any thread.
 */
@NullMarked
package org.tallystick.node;

import org.jspecify.annotations.NullMarked;
