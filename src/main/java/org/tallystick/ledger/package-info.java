/**
 * The ledger: a pure, deterministic state machine over a closed set of operations on accounts, equivalents, trust lines,
 * debts and holds (design §3). It asks no clock and draws no number: time is the block's, handed in.
 *
 * <p>One thread owns a {@link org.tallystick.ledger.Ledger} and everything reachable from it; nothing here is synchronised.
 */
@NullMarked
package org.tallystick.ledger;

import org.jspecify.annotations.NullMarked;
