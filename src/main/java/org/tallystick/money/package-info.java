/**
 * Amounts as whole minor units, equivalents and their decimal text (design §3). Knows nothing of keys, hubs or ledger, and
 * no floating point. Everything is immutable and may be used by any thread, but {@code WideSum}, which belongs to one.
 */
@NullMarked
package org.tallystick.money;

import org.jspecify.annotations.NullMarked;
