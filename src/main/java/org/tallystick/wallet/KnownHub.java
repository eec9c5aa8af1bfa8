package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.util.OptionalLong;
import org.tallystick.identity.Pid;

/**
 * A hub at which the owner has an account. A value.
 *
 * @param pid the hub's
 * @param name what the owner calls it
 * @param address where it is; empty where it is this program
 * @param colour which of the colours of hubs it has, 0 to {@link #COLOURS} - 1
 * @param dialect what it speaks
 * @param here whether it is this program
 * @param plainAllowed whether the owner said yes to plain {@code http} at this address
 * @param state how the way to it is
 * @param seenAtMs when it was last in step, by the wall clock; nothing where it never was
 */
public record KnownHub(
        Pid pid,
        String name,
        String address,
        int colour,
        HubDialect dialect,
        boolean here,
        boolean plainAllowed,
        HubState state,
        OptionalLong seenAtMs) {

    /** How many colours there are. */
    public static final int COLOURS = 8;

    /** Checks the bounds. */
    public KnownHub {
        require(colour >= 0 && colour < COLOURS, "A hub has one of eight colours");
        require(here == address.isEmpty(), "A hub elsewhere has an address, and the one in this program needs none");
    }

    /** The same in another state. */
    public KnownHub in(HubState now, OptionalLong lastSeenMs) {
        return new KnownHub(pid, name, address, colour, dialect, here, plainAllowed, now, lastSeenMs);
    }
}
