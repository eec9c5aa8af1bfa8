package org.tallystick.node.block;

/**
 * A transaction with the header of the block that it stands in.
 *
 * @param header of its block
 * @param transaction what it says
 */
public record Recorded(BlockHeader header, Transaction transaction) {}
