package org.tallystick.node;

import org.tallystick.ledger.Account;
import org.tallystick.ledger.Equivalent;
import org.tallystick.routing.Capacity;
import org.tallystick.routing.MaxFlow;
import org.tallystick.routing.RouteConstraints;
import org.tallystick.routing.RouteResult;

/** The way to routes over the live graph; on the ledger thread. Nodes of routes are account numbers. */
public interface Router {

    /** The routes of a payment. */
    RouteResult find(Equivalent equivalent, Account from, Account to, long amountMinor, RouteConstraints constraints);

    /** What can be paid under these constraints now. */
    Capacity capacity(Equivalent equivalent, Account from, Account to, RouteConstraints constraints);

    /** What could flow over routes of any length and number. */
    MaxFlow maxFlow(Equivalent equivalent, Account from, Account to, RouteConstraints constraints);
}
