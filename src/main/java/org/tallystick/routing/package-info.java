/**
 * Finds the way a payment takes over lines of trust: the live graph of one equivalent as dense node numbers and
 * capacities in minor units, and the search over it (design §3). Pure: it knows neither the ledger nor money nor a clock,
 * and the same history of a graph gives the same routes.
 *
 * <p>Nothing here starts a thread. A {@link org.tallystick.routing.PaymentGraph} and a
 * {@link org.tallystick.routing.RouteFinder} belong to one thread at a time (the node's ledger thread); a
 * {@link org.tallystick.routing.RouteReader} asks the same graph from another; all else is immutable.
 */
@NullMarked
package org.tallystick.routing;

import org.jspecify.annotations.NullMarked;
