package org.tallystick.app.hub;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.tallystick.hub.CannotListen;
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

    /** What stands behind a refusal. */
    static Trouble trouble(IOException refused) {
        return switch (refused) {
            case CannotListen cannot ->
                switch (cannot.why()) {
                    case PORT_TAKEN -> Trouble.PORT_TAKEN;
                    case PORT_FORBIDDEN -> Trouble.PORT_FORBIDDEN;
                    case NO_ADDRESS -> Trouble.NO_NETWORK;
                    case CERTIFICATE, OTHER -> Trouble.OTHER;
                };
            case CannotServe cannot -> Trouble.OTHER;
            case UnknownHostException unknown -> Trouble.NO_NETWORK;
            default -> Trouble.FILES;
        };
    }
}
