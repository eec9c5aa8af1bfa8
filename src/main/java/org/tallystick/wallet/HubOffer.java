package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * A hub that was found and can be joined. A value; nothing was written or sent but the question who it is.
 *
 * @param pid the hub's, proven where {@link #dialect} is ours
 * @param key that its PID names; nothing in the reference dialect
 * @param address where it was found, in its one form
 * @param name how it calls itself, perhaps empty
 * @param dialect what it speaks
 * @param units that can be used there
 * @param approval whether newcomers wait for approval
 * @param practice whether nothing there is real
 * @param plain whether all goes over plain {@code http} to another machine, which needs the owner's yes
 * @param certificate the fingerprint of a key that no authority vouches for and that would be known again from now on; nothing
 *     where an authority does, or nothing is encrypted
 * @param clockOffMs how far its clock and ours differ, where that is too much to be fine; 0 else
 */
public record HubOffer(
        Pid pid,
        Optional<PublicKey> key,
        String address,
        String name,
        HubDialect dialect,
        List<Unit> units,
        boolean approval,
        boolean practice,
        boolean plain,
        Optional<String> certificate,
        long clockOffMs) {

    /** Keeps an unmodifiable copy of the units. */
    public HubOffer {
        units = List.copyOf(units);
    }

    /** Whether the owner has to say yes to something unusual first. */
    public boolean needsYes() {
        return plain || certificate.isPresent() || clockOffMs != 0 || dialect == HubDialect.REFERENCE;
    }

    /** What to call it: its name, or where it is. */
    public String called() {
        return name.isBlank() ? address.replaceFirst("^https?://", "") : name;
    }
}
