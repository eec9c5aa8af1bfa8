package org.tallystick.node;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Frame;
import org.tallystick.node.block.PersonalText;

/** What the program itself lets the hub do alone, besides what rooms do by themselves. */
public final class HubTransactions {

    private HubTransactions() {}

    /**
     * Part of an import: equivalents, accounts and lines from elsewhere.
     *
     * @param name ends the id; used once on a hub
     * @param texts the names of those who come in
     * @param facts where it comes from
     * @param operations what the ledger does
     */
    public static HubTransaction imported(
            String name, List<PersonalText> texts, List<Json.Obj> facts, List<Operation> operations) {
        return new HubTransaction(
                new Frame(HubTransaction.ID_PREFIX + "import-" + name, NodeRoom.IMPORT, 1), texts, facts, operations);
    }
}
