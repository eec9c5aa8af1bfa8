package org.tallystick.hub;

import static org.tallystick.base.Checks.require;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a hub is reached and what it lets through; from the command line or the window.
 *
 * @param bind the address to listen at
 * @param port the port, 0 for any that is free
 * @param url how others reach it, where that is another address than {@link #bind}
 * @param tls the certificate, where the hub itself speaks TLS
 * @param trustedProxies the addresses whose {@code X-Forwarded-For} counts
 * @param limits bounds of what comes in
 */
public record HubSettings(
        String bind, int port, Optional<URI> url, Optional<Tls> tls, Set<String> trustedProxies, HubLimits limits) {

    /**
     * A certificate with its key.
     *
     * @param file PKCS#12
     * @param password of the file; not wiped, since the server may read the file again
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Tls(Path file, char[] password) {}

    /** Checks the port and keeps unmodifiable copies. */
    public HubSettings {
        require(port >= 0 && port <= 65_535, "A port is a number from 0 to 65535");
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** A hub that only this machine can reach. */
    public static HubSettings loopback(int port) {
        return new HubSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), Set.of(), HubLimits.DEFAULT);
    }

    /** The same with other bounds. */
    public HubSettings withLimits(HubLimits other) {
        return new HubSettings(bind, port, url, tls, trustedProxies, other);
    }
}
