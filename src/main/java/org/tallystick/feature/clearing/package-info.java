/**
 * Clearing: debts that run in a circle cancel themselves out. What the hub decides alone, right behind the payment that closed the
 * circle or on request; and circles in which somebody wants to be asked, which are proposed and cleared when all have agreed.
 *
 * <p>Threads: rules and state belong to the ledger thread; {@link org.tallystick.feature.clearing.ClearingService} may be called from
 * any other.
 */
@NullMarked
package org.tallystick.feature.clearing;

import org.jspecify.annotations.NullMarked;
