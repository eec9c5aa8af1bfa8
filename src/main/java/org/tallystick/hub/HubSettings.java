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
 * @param origins the web addresses whose pages may call it from a browser
 * @param limits bounds of what comes in
 */
public record HubSettings(
        String bind,
        int port,
        Optional<URI> url,
        Optional<Tls> tls,
        Set<String> trustedProxies,
        Set<URI> origins,
        HubLimits limits) {

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
        origins = Set.copyOf(origins);
    }

    /** A hub that no pages of other addresses may call. */
    public HubSettings(
            String bind, int port, Optional<URI> url, Optional<Tls> tls, Set<String> trustedProxies, HubLimits limits) {
        this(bind, port, url, tls, trustedProxies, Set.of(), limits);
    }

    /**
     * The origin that a text names, as {@code https://wallet.example}.
     *
     * @return nothing where it is no http or https address, or names more than scheme, host and port
     */
    public static Optional<URI> origin(String text) {
        return Origins.parse(text);
    }

    /** The same for pages of some addresses, each as {@link #origin} gives it. */
    public HubSettings withOrigins(Set<URI> others) {
        return new HubSettings(bind, port, url, tls, trustedProxies, others, limits);
    }

    /** A hub that only this machine can reach. */
    public static HubSettings loopback(int port) {
        return new HubSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), Set.of(), HubLimits.DEFAULT);
    }

    /** The same with other bounds. */
    public HubSettings withLimits(HubLimits other) {
        return new HubSettings(bind, port, url, tls, trustedProxies, origins, other);
    }
}
