package org.tallystick.feature.payment;

import static org.tallystick.base.Checks.require;

/**
 * What one payment may ask of the search for routes; a statement can only ask for less.
 *
 * @param maxHops most arcs of a route
 * @param maxPaths most routes
 * @param work most arcs that one attempt looks at
 */
public record PaymentLimits(int maxHops, int maxPaths, long work) {

    /** The longest text of a payment, in characters. */
    public static final int MAX_DESCRIPTION = 500;

    /** The defaults of the API map. */
    public static final PaymentLimits DEFAULT = new PaymentLimits(6, 8, 300_000);

    /** Checks the bounds. */
    public PaymentLimits {
        require(maxHops >= 1 && maxPaths >= 1 && work >= 1, "A payment may take at least one route of one hop");
    }
}
