/**
 * The owner's side: a journal of what is private and has to last (outbox, proofs, heads, contacts, settings), and payments that
 * are resolved whatever stops in between (design §4, §5). Knows the hub through {@link HubConnection} only; where the hub is the
 * node of this very program, {@link NodeConnection} stands behind it.
 *
 * <p>Threads: starts none. An {@link OwnerJournal} may be used from any thread, one call at a time; a {@link Payments} belongs
 * to one thread, which waits for the hub.
 */
@NullMarked
package org.tallystick.wallet;

import org.jspecify.annotations.NullMarked;
