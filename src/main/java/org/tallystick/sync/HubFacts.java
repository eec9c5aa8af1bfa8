package org.tallystick.sync;

import java.util.List;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.wallet.Unit;

/**
 * What a hub says about itself; signed is only who it is. A value.
 *
 * @param pid its PID
 * @param key that the PID names
 * @param name how it calls itself, perhaps empty
 * @param version of its program
 * @param approval whether newcomers wait for approval
 * @param practice whether nothing there is real
 * @param units that can be used, in the order of their codes
 * @param height of its last block
 * @param epoch of its last block
 */
public record HubFacts(
        Pid pid,
        PublicKey key,
        String name,
        String version,
        boolean approval,
        boolean practice,
        List<Unit> units,
        long height,
        long epoch) {

    /** Keeps an unmodifiable copy. */
    public HubFacts {
        units = List.copyOf(units);
    }
}
