/**
 * Trust lines: opening, changing and closing one's own. Rules run on the ledger thread, readers of statements on the
 * caller's.
 */
@NullMarked
package org.tallystick.feature.trust;

import org.jspecify.annotations.NullMarked;
