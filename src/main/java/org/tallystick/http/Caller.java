package org.tallystick.http;

import java.util.Set;
import org.tallystick.identity.Pid;

/**
 * Who calls: somebody who proved their key to this hub. May be shared.
 *
 * @param pid the participant
 * @param roles what they are besides
 */
public record Caller(Pid pid, Set<Role> roles) {

    /** Keeps an unmodifiable copy. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether they may see what is for those who look after the books. */
    public boolean audits() {
        return Access.AUDITOR.allows(roles);
    }
}
