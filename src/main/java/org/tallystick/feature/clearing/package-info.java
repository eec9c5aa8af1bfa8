/**
 * Clearing: debts that run in a circle cancel themselves out. What the hub decides alone, right behind the payment that
 * closed the circle; on the ledger thread.
 */
@NullMarked
package org.tallystick.feature.clearing;

import org.jspecify.annotations.NullMarked;
