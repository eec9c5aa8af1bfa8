/**
 * The wallet of a folder of this machine: made with its community at once or not at all, opened with lock, keys, node and the
 * owner's journal, in this order.
 *
 * <p>Threads: starts none; whoever calls waits for key derivation, disk and node.
 */
@NullMarked
package org.tallystick.app.wallets;

import org.jspecify.annotations.NullMarked;
