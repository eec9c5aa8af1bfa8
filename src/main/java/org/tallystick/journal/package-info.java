/**
 * The append-only chain on disk behind two calls: append, which returns when the entry is durable, and read from a height
 * (design §4). Also the RFC 6962 trees over it and the lock of the data folder.
 *
 * <p>Sees heights, hashes and bytes only; what a block is, is known above. The ledger journal, the owner's journal
 * and the hub's own are of this make.
 *
 * <p>Threads: starts none. One writer thread appends, repairs and closes; any thread may read. What is not forced is not
 * seen by readers.
 */
@NullMarked
package org.tallystick.journal;

import org.jspecify.annotations.NullMarked;
