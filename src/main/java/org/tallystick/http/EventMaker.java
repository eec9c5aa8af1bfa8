package org.tallystick.http;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.http.LastingFacts.Party;
import org.tallystick.node.block.Transaction;

/** Turns transactions of one room into what participants are told of them; it is decided here who may see what. Any thread. */
public interface EventMaker {

    /** Whether it makes anything of a transaction for anybody. */
    boolean knows(Transaction transaction);

    /**
     * Lines that it has to know between whom they stand, besides those that the steps of the transaction name.
     *
     * @param transaction one that it knows
     */
    default List<UUID> lines(Transaction transaction) {
        return List.of();
    }

    /**
     * What somebody is told whom the transaction touched.
     *
     * @param happening of a transaction that it knows
     * @return nothing where there is nothing to tell them; their count goes on all the same
     */
    Optional<Event> event(Happening happening, Party whom);
}
