package org.tallystick.feature.payment;

import java.util.List;
import org.tallystick.ledger.Refusal;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.Route;

/** What would become of a payment now. */
public sealed interface Plan {

    /**
     * It can be made.
     *
     * @param routes as the ledger numbers people; together the whole amount
     * @param capacity what can be paid under the same constraints, not less than the amount
     */
    record Found(List<Route> routes, Capacity capacity) implements Plan {

        /** Keeps an unmodifiable copy. */
        public Found {
            routes = List.copyOf(routes);
        }
    }

    /**
     * It cannot be so much.
     *
     * @param capacity what can be paid under the same constraints
     */
    record TooLittle(Capacity capacity) implements Plan {}

    /**
     * It would be refused whatever the amount, or was not answered within its work.
     *
     * @param refusal why, as the payment itself would be refused
     */
    record Refused(Refusal refusal) implements Plan {}
}
