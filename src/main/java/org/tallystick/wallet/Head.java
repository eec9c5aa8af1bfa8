package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import org.tallystick.base.Hex;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.BlockHeader;

/**
 * A block that a hub has signed and this wallet has seen. A value.
 *
 * @param hub whose
 * @param epoch of the block
 * @param height of the block
 * @param blockHash 64 hexadecimal digits
 */
public record Head(Pid hub, int epoch, long height, String blockHash) {

    /** Checks the bounds. */
    public Head {
        require(epoch >= 0 && height >= 0, "A head counts from zero");
        require(Hex.decode(blockHash).filter(hash -> hash.length == 32).isPresent(), "A block hash has 32 bytes");
    }

    /** The head of a header that was checked. */
    public static Head of(Pid hub, BlockHeader header) {
        return new Head(hub, header.epoch(), header.height(), Hex.encode(header.hash()));
    }

    /** Whether it stands behind another in the history of the same hub. */
    boolean isAfter(Head other) {
        return epoch != other.epoch ? epoch > other.epoch : height > other.height;
    }

    /** Whether the same hub signed another block at the same place: both cannot be true. */
    boolean contradicts(Head other) {
        return hub.equals(other.hub)
                && epoch == other.epoch
                && height == other.height
                && !blockHash.equals(other.blockHash);
    }
}
