/**
 * Payments over one or several routes within one equivalent. Rules run on the ledger thread, readers of statements on the
 * caller's.
 */
@NullMarked
package org.tallystick.feature.payment;

import org.jspecify.annotations.NullMarked;
