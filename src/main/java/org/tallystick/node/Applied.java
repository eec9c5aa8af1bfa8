package org.tallystick.node;

import org.tallystick.ledger.Effects;
import org.tallystick.node.block.Transaction;

/**
 * A transaction that the ledger has applied, live or at replay.
 *
 * @param transaction what it says
 * @param effects what it did
 * @param position its place in the block, from 0
 */
public record Applied(Transaction transaction, Effects effects, int position) {}
