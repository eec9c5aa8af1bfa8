package org.tallystick.app.bench;

import org.tallystick.routing.NodeSet;

/**
 * One of a row of payments, between nodes of a graph.
 *
 * @param from the payer
 * @param to the payee
 * @param amountMinor how much, in minor units, at least 1
 * @param avoid whom the payer will not touch
 */
public record Payment(int from, int to, long amountMinor, NodeSet avoid) {}
