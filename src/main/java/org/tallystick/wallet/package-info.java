/**
 * The owner's side: a journal of what is private and has to last (outbox, proofs, heads, contacts, settings), and payments that
 * are resolved whatever stops in between (design §4, §5). Knows the hub through {@link HubConnection} and {@link HubReader} only;
 * where the hub is the node of this very program, {@link NodeConnection} and {@link NodeReader} stand behind them.
 *
 * <p>Threads: starts none. An {@link OwnerJournal} may be used from any thread, one call at a time; a {@link Payments} belongs
 * to one thread, which waits for the hub. A {@link Wallet} and a {@link NodeReader} may be used from any thread that may wait.
 */
@NullMarked
package org.tallystick.wallet;

import org.jspecify.annotations.NullMarked;
