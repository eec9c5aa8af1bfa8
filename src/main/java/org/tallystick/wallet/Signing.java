package org.tallystick.wallet;

import org.tallystick.base.Json;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;

/**
 * How an owner signs for one hub. What is wanted is said in the words of the API map, with its id and its end; what of it is
 * signed, and in which form, is the dialect's. Any thread.
 */
public interface Signing {

    /** The owner's account at the hub. */
    Pid me();

    /**
     * Signs.
     *
     * @param action such as {@code payment.create}
     * @param fields as the API map has them, with {@code tx_id} or {@code statement_id}, and {@code valid_until}
     * @throws CannotBeSigned when the hub has no words for it
     */
    SignedStatement sign(String action, Json.Obj fields) throws CannotBeSigned;

    /**
     * The form of our own dialect: all of it, bound to the hub.
     *
     * @param owner whose PID is the account's
     * @param hub its PID
     */
    static Signing bound(KeyPair owner, Pid hub) {
        return new Signing() {
            @Override
            public Pid me() {
                return owner.pid();
            }

            @Override
            public SignedStatement sign(String action, Json.Obj fields) {
                return SignedStatement.sign(owner, action, hub, fields);
            }
        };
    }
}
