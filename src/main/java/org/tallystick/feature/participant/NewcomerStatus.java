package org.tallystick.feature.participant;

import org.tallystick.identity.Pid;
import org.tallystick.ledger.AccountStatus;

/** Says how a newcomer begins: active at once, or waiting for approval. Asked on the ledger thread when they register. */
@FunctionalInterface
public interface NewcomerStatus {

    /**
     * The status of the new account.
     *
     * @param newcomer who registers
     * @return {@link AccountStatus#ACTIVE} or {@link AccountStatus#PENDING}
     */
    AccountStatus of(Pid newcomer);
}
