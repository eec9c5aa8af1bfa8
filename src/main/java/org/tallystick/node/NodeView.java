package org.tallystick.node;

import static org.tallystick.base.Checks.require;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.LedgerView;
import org.tallystick.node.block.BlockHeader;

/**
 * The state as of the last forced block; for one question on the ledger thread, not to be kept.
 *
 * @param ledger accounts, lines, debts, holds
 * @param router routes and capacity
 * @param tip the last header
 * @param rooms the rooms with their state, in the order in which they are asked
 */
public record NodeView(LedgerView ledger, Router router, BlockHeader tip, List<Room> rooms) {

    /**
     * The room of a kind, to ask it for its state; like the view it is not to be kept.
     *
     * @param kind the room's class
     * @throws IllegalArgumentException when the node was opened without such a room
     */
    public <R extends Room> R room(Class<R> kind) {
        Optional<Room> found = rooms.stream().filter(kind::isInstance).findFirst();
        require(found.isPresent(), "The node was opened without such a room");
        return kind.cast(found.orElseThrow());
    }
}
