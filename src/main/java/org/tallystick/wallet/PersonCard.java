package org.tallystick.wallet;

import java.util.Optional;
import org.tallystick.identity.Pid;

/**
 * Somebody at a hub, as far as the owner may see them.
 *
 * @param pid who
 * @param name what they call themselves; missing when they never said, or were erased
 * @param active whether they can pay and be paid now
 */
public record PersonCard(Pid pid, Optional<String> name, boolean active) {}
