package org.tallystick.wallet;

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
    }
}
