package org.tallystick.node;

import static org.tallystick.base.Checks.require;

/**
 * The bounds of a node.
 *
 * @param blockStatements most statements in a block
 * @param blockBytes about how many bytes of statements in a block
 * @param intake most submissions that wait for the ledger thread
 * @param lagTransactions projection lag from which nothing is taken (E020)
 * @param softLagTransactions projection lag from which callers are held up a little before they queue
 * @param softWaitMs how long at most
 * @param snapshotAfterMs a replay at start that took longer than this leaves a snapshot
 */
public record NodeLimits(
        int blockStatements,
        int blockBytes,
        int intake,
        long lagTransactions,
        long softLagTransactions,
        int softWaitMs,
        long snapshotAfterMs) {

    /** The limits of the design. */
    public static final NodeLimits DEFAULT = new NodeLimits(256, 1 << 20, 4096, 20_000, 4_096, 200, 2_000);

    /** Checks the bounds. */
    public NodeLimits {
        require(blockStatements > 0 && blockBytes > 0 && intake > 0, "A node takes something");
        require(lagTransactions >= softLagTransactions && softLagTransactions > 0, "The soft limit comes first");
    }
}
