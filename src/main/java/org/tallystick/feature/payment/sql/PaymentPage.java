package org.tallystick.feature.payment.sql;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some payments, the latest first.
 *
 * @param payments in order
 * @param next where the next page begins, or nothing when there is none; may be there with few payments or none
 */
public record PaymentPage(List<PaymentRow> payments, OptionalLong next) {

    /** Keeps an unmodifiable copy. */
    public PaymentPage {
        payments = List.copyOf(payments);
    }
}
