package org.tallystick.app.hub;

import java.util.Optional;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.Pid;

/**
 * What whoever starts a hub has decided.
 *
 * @param settings how it is reached
 * @param name how it is to call itself from now on
 * @param registration {@code open} or {@code approval} from now on
 * @param admin who is to be its first ADMIN
 * @param version of the program
 */
public record HubPlan(
        HubSettings settings,
        Optional<String> name,
        Optional<String> registration,
        Optional<Pid> admin,
        String version) {

    /** The usual plan with some settings. */
    public static HubPlan of(HubSettings settings, String version) {
        return new HubPlan(settings, Optional.empty(), Optional.empty(), Optional.empty(), version);
    }
}
