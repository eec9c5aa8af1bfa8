package org.tallystick.node;

import java.util.List;
import org.tallystick.base.Json;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;

/** What a rule says to a statement. */
public sealed interface Decision {

    /**
     * It can be done, if the ledger agrees.
     *
     * @param operations all that was chosen, in order
     * @param facts what history has to know besides; objects that name themselves by a member called "fact"
     */
    record Do(List<Operation> operations, List<Json.Obj> facts) implements Decision {

        /** Keeps unmodifiable copies. */
        public Do {
            operations = List.copyOf(operations);
            facts = List.copyOf(facts);
        }
    }

    /**
     * It cannot be done.
     *
     * @param refusal why
     */
    record Refuse(Refusal refusal) implements Decision {}

    /** These operations and no facts. */
    static Decision of(Operation... operations) {
        return new Do(List.of(operations), List.of());
    }

    /** These operations and no facts. */
    static Decision of(List<Operation> operations) {
        return new Do(operations, List.of());
    }

    /** A refusal. */
    static Decision refuse(Refusal refusal) {
        return new Refuse(refusal);
    }
}
