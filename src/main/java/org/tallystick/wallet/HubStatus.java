package org.tallystick.wallet;

import org.tallystick.identity.Pid;

/**
 * How a hub is.
 *
 * @param hub its PID
 * @param height of the last block
 * @param timestampMs its time
 * @param lagTransactions by how many transactions search and history are behind
 * @param readOnly whether it takes nothing at the moment
 * @param practice whether nothing there is real
 */
public record HubStatus(
        Pid hub, long height, long timestampMs, long lagTransactions, boolean readOnly, boolean practice) {}
