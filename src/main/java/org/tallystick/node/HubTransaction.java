package org.tallystick.node;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.PersonalText;

/**
 * A transaction that the hub decides alone (clearing, expiry, import): it has no statement and says so by its facts or its
 * type.
 *
 * @param frame its id begins with {@code hub:}
 * @param texts personal texts it brings along
 * @param facts what history has to know
 * @param operations what the ledger does
 */
public record HubTransaction(Frame frame, List<PersonalText> texts, List<Json.Obj> facts, List<Operation> operations) {

    /** What the ids of all of them begin with. */
    public static final String ID_PREFIX = "hub:";

    /** Keeps unmodifiable copies and checks the id. */
    public HubTransaction {
        texts = List.copyOf(texts);
        facts = List.copyOf(facts);
        operations = List.copyOf(operations);
        org.tallystick.base.Checks.require(
                frame.txId().startsWith(ID_PREFIX), "What the hub decides alone has an id of its own");
    }
}
