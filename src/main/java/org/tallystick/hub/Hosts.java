package org.tallystick.hub;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names that this hub answers to, so that a page in somebody's browser cannot make a name of its own mean this machine. */
final class Hosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** A name, or an address of version 6 in brackets, and perhaps a port. */
    private static final Pattern HEADER = Pattern.compile("(\\[[^\\]]+]|[^:]+)(?::[0-9]{1,5})?");

    private static final int MAX_LENGTH = 300;

    private final Set<String> names = new HashSet<>(LOOPBACK);

    Hosts(HubSettings settings) {
        names.add(settings.bind().toLowerCase(Locale.ROOT));
        names.add("[" + settings.bind().toLowerCase(Locale.ROOT) + "]");
        settings.url().map(URI::getHost).ifPresent(host -> names.add(host.toLowerCase(Locale.ROOT)));
    }

    /** Whether the header {@code Host}, with or without a port, names this hub. */
    boolean accepts(@Nullable String header) {
        if (header == null || header.length() > MAX_LENGTH) {
            return false;
        }
        Matcher parts = HEADER.matcher(header);
        return parts.matches() && names.contains(parts.group(1).toLowerCase(Locale.ROOT));
    }
}
