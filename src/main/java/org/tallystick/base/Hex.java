package org.tallystick.base;

import java.util.HexFormat;
import java.util.Optional;

/** Lower-case hexadecimal text. Any thread. */
public final class Hex {

    private static final HexFormat LOWER = HexFormat.of();

    private Hex() {}

    /** The bytes as lower-case text. */
    public static String encode(byte[] bytes) {
        return LOWER.formatHex(bytes);
    }

    /**
     * The bytes of a text; empty when it has an odd length or anything but 0–9 and a–f. Upper case is refused, so that a
     * hash has one text.
     */
    public static Optional<byte[]> decode(String text) {
        if (text.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(LOWER.parseHex(text));
    }
}
