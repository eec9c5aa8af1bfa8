package org.tallystick.routing;

import org.tallystick.base.Checks;

/**
 * One payment that looks for its routes.
 *
 * @param from the payer's node
 * @param to the payee's node, another one
 * @param amountMinor what must arrive, in minor units, at least 1
 * @param constraints what the payer allows
 */
public record RouteRequest(int from, int to, long amountMinor, RouteConstraints constraints) {

    /** Checks ends and amount. */
    public RouteRequest {
        Checks.require(from >= 0 && to >= 0, "A node number cannot be negative.");
        Checks.require(from != to, "Nobody pays themselves.");
        Checks.require(amountMinor >= 1, "A payment moves at least one minor unit.");
    }
}
