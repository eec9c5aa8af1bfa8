/**
 * What a wallet knows of its own account at a hub far away: the fold of its own proven transactions, in the order of the
 * account's own count (design §5; {@code src/docs/sync.md}). Nothing is folded that was not checked, and nothing of a page is
 * folded when anything of it is wrong.
 *
 * <p>Threads: starts none. A {@link Replica} may be used from any thread; {@link Replica#apply} takes one page at a time.
 */
@NullMarked
package org.tallystick.wallet.replica;

import org.jspecify.annotations.NullMarked;
