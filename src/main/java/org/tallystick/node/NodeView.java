package org.tallystick.node;

import org.tallystick.ledger.LedgerView;
import org.tallystick.node.block.BlockHeader;

/**
 * The state as of the last forced block; for one question on the ledger thread, not to be kept.
 *
 * @param ledger accounts, lines, debts, holds
 * @param router routes and capacity
 * @param tip the last header
 */
public record NodeView(LedgerView ledger, Router router, BlockHeader tip) {}
