package org.tallystick.wallet;

import java.math.BigDecimal;
import java.util.Map;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Proof;

/**
 * The way to a hub, be it the node of this program or far away (design §5). Nothing that it says is believed without a proof.
 * Calls wait for the answer.
 */
public interface HubConnection {

    /** The hub at the other end. */
    Pid hub();

    /**
     * Whether all that the hub has for the owner was here once since the wallet was opened. A wallet may be an old copy of itself: before
     * that it knows neither where the owner stands nor what they signed since, and so it signs nothing (design §5).
     */
    default boolean isCaughtUp() {
        return true;
    }

    /**
     * Sends a statement.
     *
     * @return what the hub says became of it
     * @throws HubUnreachable when there is no answer; it may have been done
     */
    Submitted submit(SignedStatement statement) throws HubUnreachable;

    /**
     * Looks for a transaction in the whole history from a height on, not only among the ids that the hub still remembers.
     *
     * @param txId its id
     * @param fromHeight the first height in which it can stand
     * @throws HubUnreachable when there is no answer
     */
    Found find(String txId, long fromHeight) throws HubUnreachable;

    /** What a hub answers to a statement. */
    sealed interface Submitted {

        /**
         * It says that it stands in its history.
         *
         * @param height of the block
         */
        record Committed(long height) implements Submitted {}

        /** It says that it was done; it has no history to show it in, so that this is its word and nothing more. */
        record Said() implements Submitted {}

        /**
         * It says that it began, that nothing was done in the end, and that this id is spent: the same bytes are never done.
         *
         * @param code why, an error code of the API map
         */
        record Aborted(String code) implements Submitted {}

        /**
         * It says that nothing was done.
         *
         * @param code an error code of the API map
         * @param details names of the API map with their values
         */
        record Refused(String code, Map<String, String> details) implements Submitted {

            /** Keeps an unmodifiable copy of the details. */
            public Refused {
                details = Map.copyOf(details);
            }
        }
    }

    /** What a hub answers to a question for a transaction. */
    sealed interface Found {

        /**
         * It is there.
         *
         * @param proof still to be checked
         */
        record There(Proof proof) implements Found {}

        /**
         * It is not there.
         *
         * @param asOfMs the hub's time: a statement that ended before it is not taken any more
         */
        record NotThere(long asOfMs) implements Found {}

        /**
         * It says that this was paid, and has no proof of it.
         *
         * @param payer who paid
         * @param payee who was paid
         * @param equivalent the unit's code
         * @param amount how much; numbers are compared, not texts
         */
        record Said(Pid payer, Pid payee, String equivalent, BigDecimal amount) implements Found {}

        /**
         * It says that nothing was done in the end, and that this id is spent.
         *
         * @param code why, an error code of the API map
         */
        record Aborted(String code) implements Found {}

        /** It has it and is not done with it; it may still be paid. */
        record UnderWay() implements Found {}
    }
}
