/**
 * What a wallet can hold against a hub: things that the hub signed and that cannot all be true (design §5), the file that shows
 * them to a stranger, and the stranger's check, which needs nothing but the hub's key ({@code src/docs/format.md} §14).
 *
 * <p>Everything here is a value or a pure function; any thread.
 */
@NullMarked
package org.tallystick.wallet.distrust;

import org.jspecify.annotations.NullMarked;
