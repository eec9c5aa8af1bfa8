package org.tallystick.wallet;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/**
 * What leads to a hub: {@code tallystick:hub?url=&pid=}, a {@code geo://} link that names one, or an address as people type it.
 * Links are hostile input: read strictly, and nothing is joined because of one. Stateless; any thread.
 *
 * @param address where the hub is, if it says so; still to be checked
 * @param pid whose hub it has to be, if it says so
 */
public record HubLink(Optional<String> address, Optional<Pid> pid) {

    private static final int LONGEST = 2_048;
    private static final String SCHEME = "tallystick:";
    private static final String HUB = "tallystick:hub?";
    private static final Set<String> NAMES = Set.of("url", "pid");

    /**
     * Reads it.
     *
     * @return nothing where it is none of them
     */
    public static Optional<HubLink> parse(String given) {
        String text = given.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        if (PaymentLink.looksLikeOne(text)) {
            return PaymentLink.parse(text)
                    .flatMap(PaymentLink::hub)
                    .map(pid -> new HubLink(Optional.empty(), Optional.of(pid)));
        }
        if (text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return text.startsWith(HUB) ? link(text.substring(HUB.length())) : Optional.empty();
        }
        return text.length() <= Hubs.MAX_ADDRESS && text.indexOf(' ') < 0
                ? Optional.of(new HubLink(Optional.of(text), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<HubLink> link(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !NAMES.contains(pair.substring(0, equals))) {
                return Optional.empty();
            }
            try {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (value.isEmpty()
                        || value.length() > Hubs.MAX_ADDRESS
                        || value.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')
                        || values.put(pair.substring(0, equals), value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException badEscape) {
                return Optional.empty();
            }
        }
        try {
            Optional<String> pid = Optional.ofNullable(values.get("pid"));
            return Optional.of(new HubLink(
                    Optional.ofNullable(values.get("url")),
                    pid.isPresent() ? Optional.of(Pid.parse(pid.get())) : Optional.empty()));
        } catch (MalformedIdentity noPid) {
            return Optional.empty();
        }
    }

    /** The link to a hub at an address. */
    public static String to(String address, Pid pid) {
        return HUB + "url=" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "&pid=" + pid.text();
    }
}
