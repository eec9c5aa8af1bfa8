package org.tallystick.identity;

import java.util.Base64;
import java.util.Optional;

/**
 * Standard base64 (RFC 4648 §4) with padding, where every value has exactly one text: no line breaks, no missing padding,
 * no spare bits. Any thread.
 */
public final class StrictBase64 {

    private StrictBase64() {}

    /** The text of some bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes of a text; empty when it is not the one text of these bytes. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
