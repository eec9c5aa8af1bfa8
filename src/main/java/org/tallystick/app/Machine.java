package org.tallystick.app;

import java.util.function.Supplier;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;

/**
 * What of the machine is handed in, so that a test can set it.
 *
 * @param clock the time
 * @param randomness keys, salts, ids
 * @param passwordCost what a new password is made to cost; may take seconds to find out
 */
public record Machine(Clock clock, Randomness randomness, Supplier<KdfProfile> passwordCost) {

    /** The real one. */
    public static Machine real() {
        Clock clock = Clock.system();
        return new Machine(clock, Randomness.system(), () -> KdfProfile.calibrated(KdfProfile.STANDARD, clock));
    }
}
