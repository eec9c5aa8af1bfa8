package org.tallystick.node;

import java.util.List;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Refusal;

/** What became of something that was submitted; given when it is durable, never before. */
public sealed interface Answer {

    /**
     * It stands in a forced block.
     *
     * @param txId its id
     * @param height of the block
     * @param position in the block, from 0
     * @param timestampMs time of the block
     * @param replayed whether it was there before and is only answered again
     * @param operations what was done; empty where it is only answered again
     */
    record Committed(
            String txId, long height, int position, long timestampMs, boolean replayed, List<Operation> operations)
            implements Answer {

        /** Keeps an unmodifiable copy. */
        public Committed {
            operations = List.copyOf(operations);
        }
    }

    /**
     * It was not done and left nothing behind.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Answer {}
}
