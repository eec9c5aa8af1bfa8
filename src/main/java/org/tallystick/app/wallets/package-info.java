/**
 * The wallet of a folder of this machine: made with its community at once or not at all, opened with lock, keys, node and the
 * owner's journal, in this order; and the owner's hubs elsewhere, each with what is kept of it and what keeps it up.
 *
 * <p>Threads: whoever makes, opens, joins or leaves waits for key derivation, disk, node and network. What waits for a hub goes out
 * on a virtual thread of its own; everything else of a hub happens on the threads of {@code sync}.
 */
@NullMarked
package org.tallystick.app.wallets;

import org.jspecify.annotations.NullMarked;
