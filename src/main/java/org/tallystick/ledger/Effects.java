package org.tallystick.ledger;

import java.util.List;
import org.tallystick.identity.Pid;

/**
 * What a transaction did, derived from its operations and therefore the same at every replay.
 *
 * @param touches whom it touched, each once
 * @param netChanges whose net it changed
 */
public record Effects(List<Touch> touches, List<NetChange> netChanges) {

    /**
     * An account that counts the transaction.
     *
     * @param account the account's number
     * @param pid the participant
     * @param seq the account's count with this transaction
     */
    public record Touch(int account, Pid pid, long seq) {}

    /**
     * A net that is another one now.
     *
     * @param account the account's number
     * @param pid the participant
     * @param equivalent the code
     * @param changeMinor by how much, never zero
     */
    public record NetChange(int account, Pid pid, String equivalent, long changeMinor) {}
}
