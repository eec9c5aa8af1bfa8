package org.tallystick.base;

/** What is well-formed in UTF-8 and in Java's UTF-16 text (RFC 3629). */
public final class Unicode {

    private Unicode() {}

    /**
     * Whether every surrogate of a text stands in a pair.
     *
     * @param text any text
     */
    public static boolean isWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == length
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Finds the first byte that no UTF-8 text may have there: overlong forms, surrogates, values above U+10FFFF and cut
     * sequences included.
     *
     * @param bytes any bytes
     * @return the offset of the first bad sequence, or -1
     */
    public static int firstBadUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i];
            if (lead >= 0) {
                i++;
                continue;
            }
            int length = sequenceLength(lead & 0xFF);
            if (length == 0 || i + length > bytes.length || !continues(bytes, i, length)) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    private static int sequenceLength(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 2;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    }

    private static boolean continues(byte[] bytes, int start, int length) {
        for (int i = start + 1; i < start + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        int lead = bytes[start] & 0xFF;
        int second = bytes[start + 1] & 0xFF;
        return switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second <= 0x9F;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second <= 0x8F;
            default -> true;
        };
    }
}
