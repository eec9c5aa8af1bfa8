package org.tallystick.app.hub;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.wallet.OwnHub.Trouble;
import org.tallystick.wallet.OwnHub.Wish;

/** What it means for a server that somebody wants to be reached in a way. Stateless; any thread. */
final class HubReach {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";

    private HubReach() {}

    /** How others reach it decides where it listens, and which names it answers to. */
    static HubSettings settings(Wish wish, Optional<String> network) {
        return switch (wish.reach()) {
            case MACHINE -> HubSettings.loopback(wish.port());
            case NETWORK ->
                new HubSettings(
                        EVERYWHERE,
                        wish.port(),
                        network.map(address -> URI.create("http://" + address + ":" + wish.port())),
                        Optional.empty(),
                        Set.of(),
                        HubLimits.DEFAULT);
            case PROXY ->
                new HubSettings(
                        LOOPBACK, wish.port(), wish.url(), Optional.empty(), Set.of(LOOPBACK), HubLimits.DEFAULT);
        };
    }

    /** What stands behind a refusal; the server wraps what the operating system said. */
    static Trouble trouble(IOException refused) {
        boolean listening = false;
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("Permission denied")) {
                return Trouble.PORT_FORBIDDEN;
            }
            if (cause instanceof BindException) {
                return message.contains("assign") ? Trouble.NO_NETWORK : Trouble.PORT_TAKEN;
            }
            listening |= message.contains("cannot listen");
        }
        return listening || String.valueOf(refused.getMessage()).contains("settings") ? Trouble.OTHER : Trouble.FILES;
    }
}
