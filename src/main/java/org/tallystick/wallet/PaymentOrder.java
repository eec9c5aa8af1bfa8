package org.tallystick.wallet;

import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;

/**
 * What a payer signs. The hub checks it; nothing is checked here.
 *
 * @param txId the payment's id, by which it is paid once
 * @param to who is paid
 * @param equivalent the unit's code
 * @param amount decimal text
 * @param note what the payee is to read; empty for none
 * @param constraints what is allowed of the ways
 * @param validUntil until when it may be taken, RFC 3339 in UTC; empty for ever
 */
public record PaymentOrder(
        String txId,
        Pid to,
        String equivalent,
        String amount,
        Optional<String> note,
        Constraints constraints,
        Optional<String> validUntil) {

    /** Signs it for a hub of our dialect. */
    public SignedStatement sign(KeyPair payer, Pid hub) {
        return SignedStatement.sign(payer, "payment.create", hub, fields());
    }

    /** The fields of the body, by the API map. */
    public Json.Obj fields() {
        return Json.object()
                .put("tx_id", txId)
                .put("to", to.text())
                .put("equivalent", equivalent)
                .put("amount", amount)
                .put("constraints", constraints.toJson())
                .putIfPresent("description", note)
                .putIfPresent("valid_until", validUntil)
                .build();
    }
}
