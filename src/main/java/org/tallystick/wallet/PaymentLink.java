package org.tallystick.wallet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/**
 * A link that asks for a payment, or names a participant: {@code geo://v1/pay?to=&equivalent=&amount=&memo=&hub=} and
 * {@code geo://v1/participant?pid=&hub=} (API map). Links are hostile input: nothing is paid because of one.
 *
 * @param to who
 * @param equivalent the unit's code, if one is named
 * @param amount decimal text, if one is named; still to be checked
 * @param note what the payee wants to read, if anything
 * @param hub whose community it is meant for, if it says so
 */
public record PaymentLink(
        Pid to, Optional<String> equivalent, Optional<String> amount, Optional<String> note, Optional<Pid> hub) {

    private static final int LONGEST = 2_048;
    private static final int LONGEST_VALUE = 500;
    private static final String SCHEME = "geo://";
    private static final String PAY = "geo://v1/pay?";
    private static final String PARTICIPANT = "geo://v1/participant?";
    private static final Set<String> PAY_NAMES = Set.of("to", "equivalent", "amount", "memo", "hub");
    private static final Set<String> PARTICIPANT_NAMES = Set.of("pid", "hub");

    /** Whether a text wants to be a link, whatever it is worth. */
    public static boolean looksLikeOne(String text) {
        return text.strip().startsWith(SCHEME);
    }

    /** Reads a link; nothing when it is not exactly one of the two. */
    public static Optional<PaymentLink> parse(String given) {
        String text = given.strip();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.startsWith(PAY)) {
            return values(text.substring(PAY.length()), PAY_NAMES).flatMap(values -> of(values, "to"));
        }
        if (text.startsWith(PARTICIPANT)) {
            return values(text.substring(PARTICIPANT.length()), PARTICIPANT_NAMES)
                    .flatMap(values -> of(values, "pid"));
        }
        return Optional.empty();
    }

    private static Optional<PaymentLink> of(Map<String, String> values, String person) {
        try {
            Optional<String> hub = value(values, "hub");
            return Optional.of(new PaymentLink(
                    Pid.parse(values.getOrDefault(person, "")),
                    value(values, "equivalent"),
                    value(values, "amount"),
                    value(values, "memo"),
                    hub.isPresent() ? Optional.of(Pid.parse(hub.get())) : Optional.empty()));
        } catch (MalformedIdentity noPid) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<Map<String, String>> values(String query, Set<String> allowed) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !allowed.contains(pair.substring(0, equals))) {
                return Optional.empty();
            }
            try {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (value.length() > LONGEST_VALUE
                        || value.chars().anyMatch(Character::isISOControl)
                        || values.put(pair.substring(0, equals), value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException badEscape) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
